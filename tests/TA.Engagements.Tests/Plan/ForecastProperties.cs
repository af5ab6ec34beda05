using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>The laws of forecasts, on plans of all shapes, with what is actual so far.</summary>
public sealed class ForecastProperties
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Usual;

    /// <summary>A plan laid out as early as links allow, all in one calendar, nothing begun: links of both kinds with lags.</summary>
    private static readonly Gen<Engagement> Fresh = Gen.Select(Gen.Int[1, 25], Gen.Int[0, int.MaxValue].Array[60]).Select((count, dice) => LaidOut(count, dice));

    /// <summary>The same with other calendars, gates outside, slack between tasks, and work under way and done on some day.</summary>
    private static readonly Gen<(Engagement Engagement, DateOnly Today)> Worked = Gen.Select(Fresh, Gen.Int[0, int.MaxValue].Array[60], Gen.Int[-10, 120])
        .Select((fresh, dice, day) => (InTheMidst(fresh, dice, Today.AddDays(day)), Today.AddDays(day)));

    [Fact]
    public void A_forecast_never_starts_a_task_before_its_predecessors_allow() =>
        Worked.Sample(plan =>
        {
            var (engagement, today) = plan;
            var forecast = PlanForecast.Of(engagement, today);
            var calendars = WorkingCalendars.Of(engagement);
            foreach (var task in engagement.Tasks.Where(t => t.IsToBegin))
            {
                var start = forecast.Find(task.Id)!.Dates.Start;
                Assert.True(start >= today || start == task.Dates.Start);
                foreach (var link in task.Predecessors.Where(p => !p.Informs))
                    if (Moment(forecast, link) is { } from)
                        Assert.True(start >= FirstDay(calendars.Of(task), from, link, task.LagWorkingDays), $"{task.Id} starts on {start}, before {link} allows");
            }
        }, iter: 2_000);

    [Fact]
    public void More_slip_never_ends_earlier() =>
        Gen.Select(Worked, Gen.Int[0, 99], Gen.Int[1, 60], Gen.Int[0, 60]).Sample((plan, which, slip, more) =>
        {
            var (engagement, today) = plan;
            var open = engagement.Tasks.Where(t => t.IsOpen).Select(t => t.Id).Concat(engagement.Outside.Where(g => g.IsAwaited).Select(g => g.Id)).ToList();
            if (open.Count == 0)
                return;
            var task = open[which % open.Count];
            var before = PlanForecast.Of(engagement, today);
            if (before.End is null)
                return;
            var less = WhatIf.Ask(engagement, [new(task, slip)], today).Answer!;
            var further = WhatIf.Ask(engagement, [new(task, slip + more)], today).Answer!;
            Assert.Equal(before.End, less.EndBefore);
            Assert.True(less.EndBefore <= less.EndAfter && less.EndAfter <= further.EndAfter);
            foreach (var moved in less.Tasks)
            {
                var after = further.Tasks.Single(t => t.Task == moved.Task).After;
                Assert.True(moved.Before.Due <= moved.After.Due && moved.After.Due <= after.Due, $"{moved.Task}: {moved} and {after}");
            }
        }, iter: 2_000);

    [Fact]
    public void A_slip_within_the_slack_leaves_the_end_and_one_more_day_moves_it() =>
        Gen.Select(Fresh, Gen.Int[0, 99]).Sample((engagement, which) =>
        {
            var forecast = PlanForecast.Of(engagement, Today);
            var task = forecast.Tasks[which % forecast.Tasks.Count];
            if (task.Slack > 0)
                Assert.False(WhatIf.Ask(engagement, [new(task.Task, task.Slack.Value)], Today).Answer!.EndMoves);
            Assert.True(WhatIf.Ask(engagement, [new(task.Task, task.Slack!.Value + 1)], Today).Answer!.EndMoves);
        }, iter: 2_000);

    [Fact]
    public void The_critical_path_has_no_slack_and_its_length_is_that_of_the_plan() =>
        Fresh.Sample(engagement =>
        {
            var forecast = PlanForecast.Of(engagement, Today);
            Assert.All(forecast.CriticalPath, id => Assert.Equal(0, forecast.Find(id)!.Slack));

            // Walked in working days from the first day of the plan, task by task and lag by lag, it ends on the last.
            var (length, before) = (0, (TaskId?)null);
            foreach (var task in forecast.CriticalPath.Select(id => engagement.Find(id)!))
            {
                var link = before is { } last ? task.Predecessors.Single(p => p.Task == last) : default;
                length = before is null ? Calendar.Count(task.Dates)
                    : link.Kind == LinkKind.FinishToStart ? length + link.LagWorkingDays + task.LagWorkingDays + Calendar.Count(task.Dates)
                    : length - Calendar.Count(engagement.Find(before.Value)!.Dates) + link.LagWorkingDays + Calendar.Count(task.Dates);
                before = task.Id;
            }

            Assert.Equal(Calendar.Count(new(engagement.Tasks.Min(t => t.Dates.Start), forecast.End!.Value)), length);
        }, iter: 2_000);

    [Fact]
    public void In_one_calendar_the_critical_path_has_no_slack_also_in_the_midst_of_the_work_with_gates() =>
        Worked.Sample(plan =>
        {
            var engagement = plan.Engagement with { Calendars = [], Tasks = plan.Engagement.Tasks.Select(t => t with { Organization = Iom }).ToItems() };
            var forecast = PlanForecast.Of(engagement, plan.Today);
            foreach (var (step, next) in Steps(engagement, forecast))
                if (!HangsOnItsStartAlone(engagement, step, next))
                    Assert.True(Slack(forecast, step) == 0, $"{step} is on the critical path with a slack of {Slack(forecast, step)}");
        }, iter: 2_000);

    [Fact]
    public void In_the_midst_of_the_work_with_two_calendars_and_gates_every_step_of_the_critical_path_holds_the_next_to_the_day_and_the_last_ends_with_the_plan() =>
        Worked.Sample(plan =>
        {
            var (engagement, today) = plan;
            var forecast = PlanForecast.Of(engagement, today);
            var calendars = WorkingCalendars.Of(engagement);
            foreach (var (step, next) in Steps(engagement, forecast))
                if (next is { } held)
                    Assert.Contains(held.Predecessors, p => p.Task == step && !p.Informs
                        && FirstDay(calendars.Of(held), Moment(forecast, p)!.Value, p, held.LagWorkingDays) == forecast.Find(held.Id)!.Dates.Start);
                else
                    Assert.Equal(forecast.End, forecast.Find(step)!.Dates.Due);

            // Nothing that is still ahead holds the first, so that the path is as long as the plan from there on.
            if (forecast.CriticalPath is [var first, ..] && engagement.Find(first) is { IsToBegin: true } task)
                Assert.DoesNotContain(task.Predecessors.Where(p => !p.Informs && IsAhead(engagement, p.Task)),
                    p => FirstDay(calendars.Of(task), Moment(forecast, p)!.Value, p, task.LagWorkingDays) == forecast.Find(first)!.Dates.Start);
        }, iter: 2_000);

    [Fact]
    public void A_step_of_the_critical_path_has_at_most_the_slack_that_free_days_of_two_calendars_leave_and_one_more_day_moves_the_end() =>
        Worked.Sample(plan =>
        {
            var (engagement, today) = plan;
            var forecast = PlanForecast.Of(engagement, today);
            foreach (var (step, next) in Steps(engagement, forecast))
            {
                if (HangsOnItsStartAlone(engagement, step, next))
                    continue;
                var slack = Slack(forecast, step)!.Value;
                Assert.True(WhatIf.Ask(engagement, [new(step, slack + 1)], today).Answer!.EndMoves, $"{step} slips by {slack + 1} and the end stays");
                if (slack > 0)
                    Assert.False(WhatIf.Ask(engagement, [new(step, slack)], today).Answer!.EndMoves, $"{step} slips by {slack} and the end moves");
            }
        }, iter: 1_000);

    /// <summary>The steps of the critical path, each with the task that it holds; the last holds none.</summary>
    private static IEnumerable<(TaskId Step, PlanTask? Next)> Steps(Engagement engagement, PlanForecast forecast) =>
        forecast.CriticalPath.Zip(forecast.CriticalPath.Skip(1).Select(engagement.Find).Append(null));

    /// <summary>Whether a step has begun and the next only waits for its start: that lies in the past, and however long the step takes it moves nothing.</summary>
    private static bool HangsOnItsStartAlone(Engagement engagement, TaskId step, PlanTask? next) =>
        next is not null && engagement.Find(step) is { IsToBegin: false } && next.Predecessors.All(p => p.Task != step || p.Informs || p.Kind == LinkKind.StartToStart);

    private static int? Slack(PlanForecast forecast, TaskId step) => forecast.Find(step) is { } task ? task.Slack : forecast.Gates.First(g => g.Gate == step).Slack;

    private static bool IsAhead(Engagement engagement, TaskId id) => engagement.Find(id)?.IsOpen ?? engagement.FindGate(id) is { IsAwaited: true };

    [Fact]
    public void Health_turns_on_the_very_day_on_which_the_forecast_says_so() =>
        Worked.Sample(plan =>
        {
            var engagement = plan.Engagement;
            var facts = HealthFacts.Of(engagement);
            for (var day = plan.Today.AddDays(-20); day < plan.Today.AddDays(90); day = day.AddDays(1))
            {
                var worst = PlanForecast.Of(engagement, day).Tasks.Select(t => t.Health).Max();
                Assert.True((facts.On(day) ?? Health.OnTrack) == (worst ?? Health.OnTrack), $"On {day} the engagement is {facts.On(day)}, its tasks {worst}");
            }
        }, iter: 200);

    [Fact]
    public void The_day_on_which_the_forecast_passes_what_is_tolerated_is_found_without_trying_every_day() =>
        Worked.Sample(plan =>
        {
            var engagement = plan.Engagement;
            var calendars = WorkingCalendars.Of(engagement);
            var turns = HealthFacts.ForecastTurns(PlanNetwork.Of(engagement));
            for (var day = plan.Today.AddDays(-20); day < plan.Today.AddDays(90); day = day.AddDays(1))
            {
                var passes = PlanForecast.Of(engagement, day).Tasks.Where(t => engagement.Find(t.Task) is { IsOpen: true } task && t.Dates.Due > HealthFacts.Tolerated(task, calendars.Of(task))).Select(t => t.Task).ToList();
                Assert.True(day >= turns == passes.Count > 0, $"On {day} {string.Join(", ", passes)} pass what is tolerated; it was said to be from {turns} on");
            }
        }, iter: 200);

    private static DateOnly? Moment(PlanForecast forecast, Predecessor link) =>
        forecast.Gates.FirstOrDefault(g => g.Gate == link.Task) is { } gate ? gate.On
        : forecast.Find(link.Task) is { } task ? link.Kind == LinkKind.FinishToStart ? task.Dates.Due : task.Dates.Start
        : null;

    private static DateOnly FirstDay(WorkingCalendar calendar, DateOnly from, Predecessor link, int lagOfTask)
    {
        var days = link.LagWorkingDays + (link.Kind == LinkKind.FinishToStart ? lagOfTask : 0);
        var day = link.Kind == LinkKind.FinishToStart ? from.AddDays(1) : from;
        while (!calendar.IsWorkingDay(day) || days-- > 0)
            day = day.AddDays(1);
        return day;
    }

    private static Engagement LaidOut(int count, int[] dice)
    {
        var tasks = Enumerable.Range(0, count).Select(n =>
        {
            var links = Enumerable.Range(0, dice[n] % 4).Select(i => (From: n == 0 ? -1 : dice[(n + (7 * i)) % 60] % n, Dice: dice[(n + i + 3) % 60])).Where(l => l.From >= 0).DistinctBy(l => l.From)
                .Select(l => new Predecessor($"t{l.From}", l.Dice % 3 == 0 ? LinkKind.StartToStart : LinkKind.FinishToStart, l.Dice % 5 == 0 ? l.Dice % 9 : 0));
            return Task($"t{n}") with { WorkingDays = 1 + (dice[(2 * n) % 60] % 15), LagWorkingDays = dice[(n + 11) % 60] % 6 == 0 ? 3 : 0, Predecessors = links.ToItems() };
        }).ToList();
        return With([.. Schedule.LayOut(With(), tasks, Day("2026-03-09"))]);
    }

    private static Engagement InTheMidst(Engagement fresh, int[] dice, DateOnly today)
    {
        var engagement = fresh with
        {
            Outside = [new("gate-1", OutsideGateKind.Signature, "Signature", today.AddDays(dice[0] % 60), GateConfidence.Low, dice[1] % 3 == 0 ? today : null, dice[1] % 7 == 0)],
            Calendars = [new("KEN", 1, [DayOfWeek.Friday, DayOfWeek.Saturday], Enumerable.Range(0, dice[2] % 9).Select(i => today.AddDays(dice[i] % 70)).ToItems())],
        };
        return engagement with
        {
            Tasks = engagement.Tasks.Select((task, n) =>
            {
                var roll = dice[(n + 5) % 60];
                task = task with
                {
                    Organization = roll % 2 == 0 ? Unodc : Iom,
                    Predecessors = roll % 9 == 0 ? task.Predecessors.Add(new("gate-1", (LinkKind)(roll % 2), roll % 4)) : task.Predecessors,
                    Dates = roll % 3 == 0 ? new(task.Dates.Start.AddDays(roll % 20), task.Dates.Due.AddDays(roll % 20)) : task.Dates,
                };
                var began = today.AddDays(-(roll % 30));
                return (roll % 11) switch
                {
                    0 or 1 => task with { State = PlanTaskState.Accepted, StartedOn = began, AcceptedOn = began.AddDays(roll % 15), PercentDone = 100 },
                    2 or 3 => task with { State = PlanTaskState.InProgress, StartedOn = began, PercentDone = roll % 100 },
                    4 => task with { State = PlanTaskState.Submitted, StartedOn = began },
                    5 => task with { State = PlanTaskState.Cancelled },
                    _ => task,
                };
            }).ToItems(),
        };
    }
}
