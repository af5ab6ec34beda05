namespace TA.Engagements.Tests;

public sealed class SessionTasksTests
{
    private static readonly DateSpan June = Span("2026-06-01", "2026-06-05");

    [Fact]
    public void The_first_session_takes_the_place_of_the_tasks_that_stood_for_all_and_the_second_joins_it()
    {
        var story = Given(OnePlanExamples.TrainingPlanned).When(new AddSessionTasks("s1", "Mombasa", June), by: LeadOfficer)
            .Then(
                DatesOf("trn.deliver.session.s1", June), DatesOf("trn.deliver.tests.s1", Span("2026-06-08", "2026-06-10")), DatesOf("trn.deliver.certificates.s1", Span("2026-06-11", "2026-06-17")),
                TaskIs("trn.deliver.session", PlanTaskState.Cancelled), DatesOf("trn.followup.six", Span("2026-06-18", "2026-07-01")));
        story.And(new AddSessionTasks("s2", null, Span("2026-07-06", "2026-07-10")), by: LeadOfficer)
            .Then(TheTask("trn.followup.six", t => Assert.Equal(["trn.deliver.certificates", "trn.deliver.certificates.s1", "trn.deliver.certificates.s2"], t.Predecessors)));
        Assert.Equal(["trn.deliver.session.s1", "trn.deliver.tests.s1", "trn.deliver.certificates.s1"],
            story.Engagement.Tasks.SkipWhile(t => t.Id != "trn.deliver.session.s1").Take(3).Select(t => t.Id.Value));
    }

    [Fact]
    public void A_session_takes_place_when_it_does_even_before_what_should_come_first()
    {
        var engagement = OnePlanExamples.TrainingPlanned;
        engagement = engagement with { Tasks = engagement.Tasks.Add(Task("trn.deliver.select", Ministry, dates: May, workstream: WorkstreamKind.Training)) };
        engagement = engagement.With("trn.deliver.session", t => t with { Predecessors = ["trn.deliver.select"], Dates = Span("2026-05-18", "2026-05-22") });
        Given(engagement).When(new AddSessionTasks("s1", null, April), by: LeadOfficer)
            .Then(DatesOf("trn.deliver.session.s1", April), TheTask("trn.deliver.session.s1", t => Assert.Equal([new("trn.deliver.select", Informs: true)], t.Predecessors)));
        Given(engagement).When(new AddSessionTasks("s1", null, June), by: LeadOfficer)
            .Then(DatesOf("trn.deliver.session.s1", June), TheTask("trn.deliver.session.s1", t => Assert.Equal(["trn.deliver.select"], t.Predecessors)));
    }

    private static readonly DateSpan July = Span("2026-07-06", "2026-07-10");

    private static readonly Engagement Planned = OnePlanExamples.TrainingPlanned with
    {
        Details = Details with { Workstreams = [WorkstreamKind.Training] },
        Training = new() { Courses = [new(CommandId(9), "Course", "en")] },
    };

    private static readonly RecordSession InJune = new(null, new() { Course = new(null, CommandId(9)), Dates = new(null, June), Place = new(null, "Mombasa") });

    private static Action<Engagement> SessionOn(DateSpan dates) => e => Assert.Equal(dates, e.Training.Session(CommandId(1))!.Plan.Dates);

    [Fact]
    public void A_session_takes_place_when_its_own_task_does_whatever_moves_that()
    {
        var recorded = Given(Planned).When(InJune, by: LeadOfficer).Engagement;
        Given(recorded).When(new RescheduleTasks([new("trn.deliver.session.s1", new(June, July))]), by: LeadOfficer, id: CommandId(2))
            .Then(DatesOf("trn.deliver.session.s1", July), DatesOf("trn.deliver.tests.s1", Span("2026-07-13", "2026-07-15")), SessionOn(July))
            .And(new ChangeTask("trn.deliver.session.s1", new() { Dates = new(July, June) }), by: LeadOfficer, id: CommandId(3)).Then(SessionOn(June))
            .And(new RescheduleTasks([new("trn.deliver.tests.s1", new(Span("2026-07-13", "2026-07-15"), Span("2026-08-03", "2026-08-05")))]), by: LeadOfficer, id: CommandId(4)).Then(SessionOn(June));
    }

    [Fact]
    public void What_was_asked_as_a_what_if_moves_the_session_with_its_task()
    {
        var recorded = Given(Planned).When(InJune, by: LeadOfficer).Engagement;
        var answer = WhatIf.Ask(recorded, [new("trn.deliver.session.s1", 5)], Today).Answer!;
        Assert.Equal([new("trn.deliver.session.s1", CommandId(1), June, Span("2026-06-08", "2026-06-12"))], answer.Sessions);
        Given(recorded).When(new RescheduleTasks(answer.Tasks.Select(t => new TaskDates(t.Task, new(t.Agreed, t.After))).ToItems()), by: LeadOfficer, id: CommandId(2)).Then(SessionOn(answer.Sessions[0].After));
    }

    [Fact]
    public void A_session_that_a_predecessor_pushes_on_moves_and_one_that_was_held_stays()
    {
        var recorded = Given(Planned).When(InJune, by: LeadOfficer).Engagement;
        var waiting = recorded with { Tasks = recorded.Tasks.Add(Task("trn.design.materials", Ministry, dates: May, workstream: WorkstreamKind.Training)) };
        waiting = waiting.With("trn.deliver.session.s1", t => t with { Predecessors = ["trn.design.materials"] });
        var pushes = new RescheduleTasks([new("trn.design.materials", new(May, Span("2026-06-29", "2026-07-03")))]);
        Given(waiting).When(pushes, by: LeadOfficer, id: CommandId(2)).Then(DatesOf("trn.deliver.session.s1", July), SessionOn(July));
        var held = waiting with { Training = waiting.Training.With(CommandId(1), s => s with { Attendance = new(Attended: 12) }) };
        Given(held).When(pushes, by: LeadOfficer, id: CommandId(2)).Then(SessionOn(June));
        // What would happen says the same.
        Assert.Single(WhatIf.Ask(waiting, [new("trn.deliver.session.s1", 5)], Today).Answer!.Sessions);
        Assert.Empty(WhatIf.Ask(held, [new("trn.deliver.session.s1", 5)], Today).Answer!.Sessions);
    }

    [Fact]
    public void A_session_that_is_held_after_all_has_its_tasks_again()
    {
        var calledOff = Given(Planned).When(InJune, by: LeadOfficer)
            .And(new CancelTasks(["trn.deliver.tests.s1"], "No tests"), by: LeadOfficer, id: CommandId(2))
            .And(new RecordSession(CommandId(1), new() { CancelledBecause = new(null, "No trainers") }), by: LeadOfficer, id: CommandId(3)).Engagement;
        Given(calledOff).When(new RecordSession(CommandId(1), new() { CancelledBecause = new("No trainers", null), Dates = new(June, July) }), by: LeadOfficer, id: CommandId(4))
            .Then(
                TaskIs("trn.deliver.session.s1", PlanTaskState.Ready), DatesOf("trn.deliver.session.s1", July), TaskIs("trn.deliver.tests.s1", PlanTaskState.Cancelled),
                TaskIs("trn.deliver.certificates.s1", PlanTaskState.Ready), SessionOn(July));

        // Also where the reason was put in other words meanwhile.
        Given(calledOff).When(new RecordSession(CommandId(1), new() { CancelledBecause = new("No trainers", "No trainers who speak Swahili") }), by: LeadOfficer, id: CommandId(4))
            .Then(TheTask("trn.deliver.session.s1", t => Assert.Equal("No trainers who speak Swahili", t.Because)), TheTask("trn.deliver.tests.s1", t => Assert.Equal("No tests", t.Because)))
            .And(new RecordSession(CommandId(1), new() { CancelledBecause = new("No trainers who speak Swahili", null) }), by: LeadOfficer, id: CommandId(5))
            .Then(TaskIs("trn.deliver.session.s1", PlanTaskState.Ready), TaskIs("trn.deliver.tests.s1", PlanTaskState.Cancelled), SessionOn(June));

        // One that never had tasks gets them.
        var without = calledOff with { Tasks = calledOff.Tasks.Where(t => SessionTasks.SessionOf(t.Id) is null).ToItems() };
        Given(without).When(new RecordSession(CommandId(1), new() { CancelledBecause = new("No trainers", null) }), by: LeadOfficer, id: CommandId(4)).Then(DatesOf("trn.deliver.session.s1", June));
    }

    [Fact]
    public void Before_delivery_the_plan_has_the_task_later_and_the_session_keeps_its_days_until_somebody_moves_the_task()
    {
        var begins = Task("case.delivery.kickoff", Unodc, dates: July, workstream: WorkstreamKind.LifeCycle);
        var approved = Planned with { State = EngagementState.Approved, Tasks = [begins, .. Planned.Tasks] };
        Given(approved).When(InJune, by: LeadOfficer).Then(SessionOn(June), TheTask("trn.deliver.session.s1", t => Assert.Equal(July.Start, t.Dates.Start)))
            .And(new RescheduleTasks([new(begins.Id, new(July, Span("2026-08-03", "2026-08-07")))]), by: LeadOfficer, id: CommandId(2)).Then(SessionOn(June))
            .And(new ChangeTask("trn.deliver.session.s1", new() { Dates = new(Span("2026-08-03", "2026-08-07"), Span("2026-09-07", "2026-09-11")) }), by: LeadOfficer, id: CommandId(3)).Then(SessionOn(Span("2026-09-07", "2026-09-11")));
    }

    [Fact]
    public void A_session_whose_tasks_are_there_already_moves_them_to_its_days() =>
        Given(Planned).When(new AddSessionTasks("s1", null, July), by: LeadOfficer, id: CommandId(2)).And(InJune, by: LeadOfficer, id: CommandId(1)).Then(DatesOf("trn.deliver.session.s1", June), SessionOn(June));

    [Fact]
    public void A_session_that_is_recorded_moved_and_called_off_takes_its_tasks_along()
    {
        var july = July;
        Given(Planned)
            .When(InJune, by: LeadOfficer)
            .Then(DatesOf("trn.deliver.session.s1", June), TheTask("trn.deliver.session.s1", t => Assert.Equal("Training session – Mombasa", t.Title)))
            .And(new RecordSession(CommandId(1), new() { Dates = new(June, july) }), by: LeadOfficer)
            .Then(DatesOf("trn.deliver.session.s1", july), DatesOf("trn.deliver.tests.s1", Span("2026-07-13", "2026-07-15")))
            .And(new RecordSession(CommandId(1), new() { CancelledBecause = new(null, "No trainers") }), by: LeadOfficer)
            .Then(TaskIs("trn.deliver.session.s1", PlanTaskState.Cancelled), TaskIs("trn.deliver.certificates.s1", PlanTaskState.Cancelled));
    }

    [Fact]
    public void Sessions_recorded_before_the_playbook_is_adopted_get_their_tasks_with_it()
    {
        var recorded = Given(With() with { Details = Planned.Details, Training = Planned.Training })
            .When(InJune, by: LeadOfficer, id: CommandId(1))
            .And(new RecordSession(null, new() { Course = new(null, CommandId(9)), Dates = new(null, Span("2026-05-11", "2026-05-15")), Place = new(null, "Kisumu") }), by: LeadOfficer, id: CommandId(2))
            .And(new RecordSession(CommandId(2), new() { CancelledBecause = new(null, "No trainers") }), by: LeadOfficer, id: CommandId(3))
            .And(new RecordSession(null, new() { Course = new(null, CommandId(9)), Dates = new(null, July), Place = new(null, "Nairobi") }), by: LeadOfficer, id: CommandId(4));
        Assert.Empty(recorded.Engagement.Tasks);
        recorded.And(new AdoptPlaybook(WorkstreamKind.Training, Today), by: LeadOfficer, id: CommandId(5))
            .Then(
                DatesOf("trn.deliver.session.s1", June), DatesOf("trn.deliver.session.s3", July), TaskIs("trn.deliver.session", PlanTaskState.Cancelled), SessionOn(June),
                TheTask("trn.deliver.session.s1", t => Assert.EndsWith("– Mombasa", t.Title, StringComparison.Ordinal)), e => Assert.Null(e.Find("trn.deliver.session.s2")),
                e => Assert.NotNull(e.Find("trn.deliver.certificates.s3")));

        // Before delivery the plan has the tasks later; the sessions keep their days here too.
        var begins = Task("case.delivery.kickoff", Unodc, dates: Span("2026-08-03", "2026-08-07"), workstream: WorkstreamKind.LifeCycle);
        Given(recorded.Engagement with { State = EngagementState.Approved, Tasks = [begins], Playbooks = [] }).When(new AdoptPlaybook(WorkstreamKind.Training, Today), by: LeadOfficer)
            .Then(SessionOn(June), TheTask("trn.deliver.session.s1", t => Assert.True(t.Dates.Start >= begins.Dates.Start)));
    }
}
