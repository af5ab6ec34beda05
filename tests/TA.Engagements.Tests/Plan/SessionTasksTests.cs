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

    [Fact]
    public void A_session_that_is_recorded_moved_and_called_off_takes_its_tasks_along()
    {
        var engagement = OnePlanExamples.TrainingPlanned with
        {
            Details = Details with { Workstreams = [WorkstreamKind.Training] },
            Training = new() { Courses = [new(CommandId(9), "Course", "en")] },
        };
        var july = Span("2026-07-06", "2026-07-10");
        Given(engagement)
            .When(new RecordSession(null, new() { Course = new(null, CommandId(9)), Dates = new(null, June), Place = new(null, "Mombasa") }), by: LeadOfficer)
            .Then(DatesOf("trn.deliver.session.s1", June), TheTask("trn.deliver.session.s1", t => Assert.Equal("Training session – Mombasa", t.Title)))
            .And(new RecordSession(CommandId(1), new() { Dates = new(June, july) }), by: LeadOfficer)
            .Then(DatesOf("trn.deliver.session.s1", july), DatesOf("trn.deliver.tests.s1", Span("2026-07-13", "2026-07-15")))
            .And(new RecordSession(CommandId(1), new() { CancelledBecause = new(null, "No trainers") }), by: LeadOfficer)
            .Then(TaskIs("trn.deliver.session.s1", PlanTaskState.Cancelled), TaskIs("trn.deliver.certificates.s1", PlanTaskState.Cancelled));
    }
}
