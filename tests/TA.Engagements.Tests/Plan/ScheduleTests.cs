namespace TA.Engagements.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void A_free_day_between_two_tasks_is_kept_when_the_first_moves_a_little() =>
        Given(With(Task("a", dates: March), Task("b", dates: May, after: ["a"])))
            .When(new RescheduleTasks([new("a", new(March, April))]), by: LeadOfficer)
            .Then(DatesOf("a", April), DatesOf("b", May));

    [Fact]
    public void A_task_that_has_begun_does_not_move_along() =>
        Given(With(Task("a", dates: March), Task("b", dates: April, state: PlanTaskState.InProgress, after: ["a"])))
            .When(new RescheduleTasks([new("a", new(March, May))]), by: LeadOfficer)
            .Then(DatesOf("b", April));

    [Fact]
    public void A_task_does_not_wait_for_a_cancelled_one() =>
        Given(With(Task("a", dates: May, state: PlanTaskState.Cancelled), Task("b", dates: April, after: ["a"])))
            .When(new RescheduleTasks([new("b", new(April, March))]), by: LeadOfficer)
            .Then(DatesOf("b", March), TaskIs("b", PlanTaskState.Ready));

    [Fact]
    public void Behind_a_task_that_was_accepted_early_another_may_start_early() =>
        Given(With(Task("a", dates: May, state: PlanTaskState.Accepted), Task("b", dates: Span("2026-05-18", "2026-05-29"), after: ["a"])))
            .When(new RescheduleTasks([new("b", new(Span("2026-05-18", "2026-05-29"), March))]), by: LeadOfficer)
            .Then(DatesOf("b", March));

    [Fact]
    public void When_an_early_acceptance_is_taken_back_what_follows_moves_behind_it() =>
        Given(With(Task("a", dates: April, state: PlanTaskState.Accepted), Task("b", dates: March, after: ["a"])))
            .When(new ReopenTask("a", "Wrong annex"), by: LeadOfficer)
            .Then(TaskIs("a", PlanTaskState.InProgress), TaskIs("b", PlanTaskState.Planned), DatesOf("b", Span("2026-04-20", "2026-05-01")));

    [Fact]
    public void A_task_that_follows_and_has_begun_goes_on_when_what_it_waited_for_is_reopened() =>
        Given(With(Task("a", state: PlanTaskState.Accepted), Task("b", state: PlanTaskState.InProgress, after: ["a"])))
            .When(new ReopenTask("a", "Wrong annex"), by: LeadOfficer)
            .Then(TaskIs("b", PlanTaskState.InProgress), DatesOf("b", March));

    [Fact]
    public void The_lag_after_a_predecessor_is_kept() =>
        Given(With(Task("a", dates: March), Task("b", dates: April, after: ["a"]) with { LagWorkingDays = 10 }))
            .When(new RescheduleTasks([new("b", new(April, March))]), by: LeadOfficer)
            .Refused(new StartsBeforePredecessor("b", "a", Day("2026-04-06")));

    [Fact]
    public void Dates_that_an_officer_names_are_taken_or_refused_and_never_moved() =>
        Given(With(Task("a", dates: March), Task("b", dates: April, after: ["a"])))
            .When(new RescheduleTasks([new("a", new(March, May)), new("b", new(April, Span("2026-05-11", "2026-05-22")))]), by: LeadOfficer)
            .Refused(new StartsBeforePredecessor("b", "a", Day("2026-05-18")));

    [Fact]
    public void Many_tasks_are_shifted_together() =>
        Given(With(Task("a", dates: March), Task("b", dates: April, after: ["a"])))
            .When(new RescheduleTasks([new("b", new(April, May)), new("a", new(March, April))]), by: LeadOfficer)
            .Then(DatesOf("a", April), DatesOf("b", May));

    [Fact]
    public void A_task_in_the_list_twice_is_refused() =>
        Given(With(Task("a", dates: March)))
            .When(new RescheduleTasks([new("a", new(March, May)), new("a", new(March, April))]), by: LeadOfficer)
            .Malformed("tasks", FieldFaultKind.Repeated);

    [Fact]
    public void Spans_of_a_century_in_a_row_are_refused_and_not_computed_into_the_void()
    {
        var century = Span("1990-01-01", "2090-01-01");
        var tasks = Enumerable.Range(0, Limits.Tasks).Select(n => Task($"t{n}", dates: century, after: n == 0 ? null : [$"t{n - 1}"])).ToArray();
        Given(With(tasks)).When(new RescheduleTasks([new("t0", new(century, Span("2000-01-03", "2095-01-03")))]), by: LeadOfficer)
            .Refused(new EndsTooLate("t1", Limits.LastDate));
    }

    [Fact]
    public void As_many_tasks_in_a_row_as_a_plan_may_have_move_along_without_a_deep_stack()
    {
        // The last task stands first, so that its dates follow from all the others.
        var chain = Enumerable.Range(0, Limits.Tasks).Reverse().Select(n => Task($"t{n}", dates: Span("2026-03-09", "2026-03-09"), after: n == 0 ? null : [$"t{n - 1}"])).ToArray();
        var (moved, laid) = (0, 0);
        var small = new Thread(() =>
        {
            moved = Schedule.Move(With(chain), new Dictionary<TaskId, DateSpan>()).Count;
            laid = Schedule.LayOut(With(), chain, Today).Count;
        }, maxStackSize: 128 * 1024);
        small.Start();
        small.Join();
        Assert.Equal((Limits.Tasks - 1, Limits.Tasks), (moved, laid));
    }

    [Fact]
    public void Proposed_dates_that_are_accepted_move_what_follows_and_fall_away() =>
        Given(With(Task("a", dates: March) with { Proposal = new(April, "Leave") }, Task("b", dates: April, after: ["a"])))
            .When(new AnswerProposal("a", April, Accept: true), by: LeadOfficer)
            .Then(DatesOf("a", April), DatesOf("b", Span("2026-04-20", "2026-05-01")), TheTask("a", t => Assert.Null(t.Proposal)));

    [Fact]
    public void A_task_can_change_its_predecessors_and_its_dates_at_once() =>
        Given(With(Task("a", dates: April), Task("b", dates: March)))
            .When(new ChangeTask("b", new() { Predecessors = new([], ["a"]), Dates = new(March, May) }), by: LeadOfficer)
            .Then(DatesOf("b", May), TheTask("b", t => Assert.Equal(["a"], t.Predecessors)));

    [Fact]
    public void A_task_cannot_be_made_to_wait_for_a_later_one_and_keep_its_dates() =>
        Given(With(Task("a", dates: April), Task("b", dates: March)))
            .When(new ChangeTask("b", new() { Predecessors = new([], ["a"]), Dates = new(March, Span("2026-03-10", "2026-03-20")) }), by: LeadOfficer)
            .Refused(new StartsBeforePredecessor("b", "a", Day("2026-04-20")));
}
