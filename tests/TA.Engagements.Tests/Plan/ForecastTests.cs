namespace TA.Engagements.Tests;

public sealed class ForecastTests
{
    [Fact]
    public void A_plan_that_goes_as_agreed_is_forecast_as_agreed()
    {
        var forecast = PlanForecast.Of(With(Task("a", dates: March), Task("b", dates: Span("2026-03-23", "2026-04-03"), after: ["a"]), Task("c", dates: March)), Today);
        Assert.Equal((March, Span("2026-03-23", "2026-04-03")), (forecast.Find("a")!.Dates, forecast.Find("b")!.Dates));
        Assert.Equal((Day("2026-04-03"), (Items<TaskId>)["a", "b"]), (forecast.End, forecast.CriticalPath));
        Assert.Equal((0, 0, 10), (forecast.Find("a")!.Slack, forecast.Find("b")!.Slack, forecast.Find("c")!.Slack));
    }

    [Fact]
    public void A_task_of_one_free_day_slips_from_the_working_day_that_follows()
    {
        // Saturday, and a plan that ends on Monday or on Tuesday: a day later the task takes place on Tuesday.
        var saturday = Task("a", dates: Span("2026-03-21", "2026-03-21"));
        foreach (var (end, slack) in new[] { ("2026-03-23", 0), ("2026-03-24", 1) })
        {
            var engagement = With(saturday, Task("b", dates: Span("2026-03-16", end)));
            Assert.Equal(slack, PlanForecast.Of(engagement, Today).Find("a")!.Slack);
            Assert.Equal(slack == 0, WhatIf.Ask(engagement, [new("a", 1)], Today).Answer!.EndMoves);
        }
    }

    [Fact]
    public void A_task_that_has_not_begun_in_time_starts_today_and_moves_what_waits_for_it()
    {
        var forecast = PlanForecast.Of(With(Task("a", dates: March), Task("b", dates: Span("2026-03-23", "2026-04-03"), after: ["a"])), Day("2026-03-17"));
        Assert.Equal((Span("2026-03-17", "2026-03-30"), Span("2026-03-31", "2026-04-13")), (forecast.Find("a")!.Dates, forecast.Find("b")!.Dates));
    }

    [Fact]
    public void A_task_under_way_whose_time_is_up_needs_what_its_percentage_leaves_open()
    {
        var engagement = With(Task("a", state: PlanTaskState.InProgress, dates: March) with { StartedOn = March.Start, PercentDone = 40 });
        Assert.Equal(March, PlanForecast.Of(engagement, March.Due).Find("a")!.Dates);
        Assert.Equal(Span("2026-03-09", "2026-03-30"), PlanForecast.Of(engagement, Day("2026-03-23")).Find("a")!.Dates);
    }

    [Fact]
    public void A_task_that_began_late_ends_late_unless_much_of_it_is_done()
    {
        var engagement = With(Task("a", state: PlanTaskState.InProgress, dates: March) with { StartedOn = Day("2026-03-16") });
        Assert.Equal(Span("2026-03-16", "2026-03-27"), PlanForecast.Of(engagement, Day("2026-03-16")).Find("a")!.Dates);
        var halfDone = With(engagement.Tasks[0] with { PercentDone = 50 });
        Assert.Equal(Span("2026-03-16", "2026-03-20"), PlanForecast.Of(halfDone, Day("2026-03-16")).Find("a")!.Dates);
    }

    [Fact]
    public void What_was_accepted_early_lets_others_start_no_earlier_than_agreed()
    {
        var engagement = With(Task("a", state: PlanTaskState.Accepted, dates: May), Task("b", dates: April, after: ["a"]));
        var forecast = PlanForecast.Of(engagement, Today);
        Assert.Equal((Span("2026-03-01", "2026-03-02"), (int?)null), (forecast.Find("a")!.Dates, forecast.Find("a")!.Slack));
        Assert.Equal(April, forecast.Find("b")!.Dates);
    }

    [Fact]
    public void A_gate_outside_that_is_expected_late_holds_up_what_waits_for_it_and_the_health_says_so()
    {
        var engagement = With(Task("a", dates: April, after: ["gate-1"])) with { Outside = [OnePlanExamples.Session with { Expected = Day("2026-04-20") }] };
        var forecast = PlanForecast.Of(engagement, Today);
        Assert.Equal(Span("2026-04-21", "2026-05-04"), forecast.Find("a")!.Dates);
        Assert.Equal((Items<TaskId>)["gate-1", "a"], forecast.CriticalPath);
        Assert.Equal((Health.AtRisk, Health.AtRisk), (forecast.Find("a")!.Health, HealthFacts.Of(engagement).On(Today)));
        var met = engagement with { Outside = [engagement.Outside[0] with { MetOn = Today }] };
        Assert.Equal((April, Health.OnTrack), (PlanForecast.Of(met, Today).Find("a")!.Dates, HealthFacts.Of(met).On(Today)));
    }

    [Fact]
    public void A_gate_that_is_dropped_and_a_task_that_is_cancelled_hold_nothing_up()
    {
        var engagement = With(Task("a", dates: April, after: ["gate-1", "b"]), Task("b", dates: May, state: PlanTaskState.Cancelled)) with
        {
            Outside = [OnePlanExamples.Session with { IsDropped = true }],
        };
        Assert.Equal((April, PlanTaskState.Ready), (PlanForecast.Of(engagement, Today).Find("a")!.Dates, engagement.StateOf(engagement.Find("a")!)));
        Assert.Empty(PlanForecast.Of(engagement, Today).Gates);
    }

    [Fact]
    public void From_start_to_start_a_task_is_ready_once_the_other_has_begun()
    {
        var engagement = With(Task("a", dates: March), Task("b", dates: March) with { Predecessors = [new("a", LinkKind.StartToStart, 2)] });
        Assert.Equal(PlanTaskState.Planned, engagement.StateOf(engagement.Find("b")!));
        Assert.Equal(Span("2026-03-11", "2026-03-24"), PlanForecast.Of(engagement, Today).Find("b")!.Dates);
        Given(engagement).When(new StartTask("a"), by: LeadOfficer).Then(TaskIs("b", PlanTaskState.Ready));
    }

    [Fact]
    public void A_link_that_informs_is_shown_and_holds_nothing_up()
    {
        var engagement = With(Task("a", dates: May), Task("b", dates: March) with { Predecessors = [new("a", Informs: true)] });
        Assert.Equal((March, PlanTaskState.Ready), (PlanForecast.Of(engagement, Today).Find("b")!.Dates, engagement.StateOf(engagement.Find("b")!)));
        Assert.Equal(new TaskId("a"), Assert.Single(engagement.Notices("b")).From);
    }

    [Fact]
    public void Holidays_of_the_Member_State_make_its_tasks_longer_and_those_of_UNODC_not()
    {
        var engagement = With(Task("a", dates: March), Task("b", Unodc, dates: March)) with { Calendars = [new("KEN", 1, [DayOfWeek.Saturday, DayOfWeek.Sunday], [Day("2026-03-11"), Day("2026-03-12")])] };
        var forecast = PlanForecast.Of(engagement, Day("2026-03-10"));
        Assert.Equal((Span("2026-03-10", "2026-03-23"), Span("2026-03-10", "2026-03-23")), (forecast.Find("a")!.Dates, forecast.Find("b")!.Dates));
        Assert.Equal(8, WorkingCalendars.Of(engagement).State.Count(March));
        var next = Given(engagement).When(new AddTask(WorkstreamKind.Legislation, null, "Hearing", null, "Record", ResponsibleRole.NationalCounterpart, Ministry, March.Start, 5), by: LeadOfficer);
        Assert.Equal(Span("2026-03-09", "2026-03-17"), next.Engagement.Tasks[^1].Dates);
    }

    [Fact]
    public void A_chain_through_the_whole_plan_does_not_overflow()
    {
        var tasks = Enumerable.Range(0, Limits.Tasks).Select(n => Task($"t{n}", dates: March, after: n == Limits.Tasks - 1 ? null : [$"t{n + 1}"])).ToArray();
        var forecast = PlanForecast.Of(With(tasks), Today);
        Assert.Equal(Limits.Tasks, forecast.CriticalPath.Count);
        Assert.Equal(WorkingCalendar.Usual.Add(March.Start, (10 * Limits.Tasks) - 1), forecast.End);
    }
}
