using static TA.Engagements.PlanTaskState;

namespace TA.Engagements.Tests;

public sealed class TaskMovesTests
{
    private static readonly Actor IomUser = PartnerUserOf(Iom);

    [Fact]
    public void A_task_was_started_and_accepted_on_the_days_on_which_that_was_recorded()
    {
        var (spring, summer) = (new Occurrence(11, new(2026, 4, 1, 23, 59, 59, TimeSpan.Zero), LeadOfficer), new Occurrence(12, new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), LeadOfficer));
        var started = With(Task("a")).Apply(new TaskStarted("a"), spring);
        Assert.Equal(Day("2026-04-01"), started.Find("a")!.StartedOn);
        Assert.All<EngagementEvent>([new DeliverableAccepted("a"), new TaskCompleted("a")], done =>
            Assert.Equal((Day("2026-04-01"), Day("2026-07-01")), (started.Apply(done, summer).Find("a")!.StartedOn, started.Apply(done, summer).Find("a")!.AcceptedOn)));
    }

    [Fact]
    public void What_is_reported_late_was_begun_and_done_on_the_days_that_are_said()
    {
        var (begun, done) = (Day("2026-02-16"), Day("2026-02-27"));
        Given(With(Task("a"))).When(new StartTask("a", On: begun), by: LeadOfficer).And(new SubmitDeliverable("a"), by: LeadOfficer)
            .And(new AcceptDeliverable("a", On: done), by: LeadOfficer).Then(DaysAre(begun, done));
        Given(With(Task("a"))).When(new CompleteTask("a", On: done), by: LeadOfficer).Then(DaysAre(done, done));
        Given(With(Task("a"))).When(new StartTask("a", On: begun), by: LeadOfficer)
            .And(new CompleteTask("a", On: begun.AddDays(-1)), by: LeadOfficer).Refused(new DatesReversed("on"))
            .And(new CompleteTask("a", On: Today.AddDays(1)), by: LeadOfficer).Refused(new DateInFuture("on", Today.AddDays(1)))
            .And(new CompleteTask("a", On: new(1944, 12, 31)), by: LeadOfficer).Malformed("on", FieldFaultKind.DateOutOfRange)
            .And(new CompleteTask("a"), by: LeadOfficer).Then(DaysAre(begun, Today));

        static Action<Engagement> DaysAre(DateOnly begun, DateOnly done) => TheTask("a", t => Assert.Equal((begun, done), (t.StartedOn, t.AcceptedOn)));
    }

    [Fact]
    public void What_is_missing_is_shown_until_the_deliverable_is_submitted_again() =>
        Given(With(Task("a", state: Submitted))).When(new ReturnDeliverable("a", "Article 5"), by: LeadOfficer)
            .Then(TaskIs("a", InProgress), TheTask("a", t => Assert.Equal("Article 5", t.WhatIsMissing)))
            .And(new ReportProgress("a", new(0, 90)), by: IomUser).Then(TheTask("a", t => Assert.Equal("Article 5", t.WhatIsMissing)))
            .And(new SubmitDeliverable("a"), by: IomUser).Then(TaskIs("a", Submitted), TheTask("a", t => Assert.Null(t.WhatIsMissing)));

    [Fact]
    public void Two_people_who_change_different_fields_of_a_task_both_succeed() =>
        Given(With(Task("a", title: "Session 1", dates: March)))
            .When(new ChangeTask("a", new() { Title = new("Session 1", "Session for prosecutors") }), by: LeadOfficer)
            .And(new ChangeTask("a", new() { Dates = new(March, April) }), by: Deputy)
            .Then(TheTask("a", t => Assert.Equal("Session for prosecutors", t.Title)), DatesOf("a", April));

    [Fact]
    public void A_task_becomes_ready_when_the_last_task_it_waits_for_is_accepted_or_cancelled() =>
        Given(With(Task("a", state: Submitted), Task("b", dates: April), Task("c", dates: May, after: ["a", "b"])))
            .When(new AcceptDeliverable("a"), by: LeadOfficer).Then(TaskIs("c", Planned))
            .And(new CancelTasks(["b"], "Not needed"), by: LeadOfficer).Then(TaskIs("c", Ready));

    [Fact]
    public void A_task_declined_under_way_begins_anew_with_another_organization() =>
        Given(With(Task("a", state: InProgress) with { PercentDone = 40, Proposal = new(April, "Leave") })).When(new DeclineTask("a", "No drafter"), by: IomUser)
            .Then(TaskIs("a", Declined), TheTask("a", t => Assert.Equal("No drafter", t.Because)))
            .And(new AssignTasks([new("a", Iom)], Unicef, "UNICEF"), by: LeadOfficer)
            .Then(TaskIs("a", Ready), TheTask("a", t => Assert.Equal((Unicef, 0, null, null, null), (t.Organization!.Value, t.PercentDone, t.StartedOn, t.Because, t.Proposal))));

    [Fact]
    public void A_task_that_was_declined_again_is_not_planned_again_by_an_old_command()
    {
        var assign = new AssignTasks([new("a", Iom)], Iom, "IOM", AsOf: 10);
        Given(With(Task("a", state: Declined))).When(assign, by: LeadOfficer, id: CommandId(1)).Then(TaskIs("a", Ready))
            .And(new DeclineTask("a", "Really not"), by: IomUser, id: CommandId(2)).Then(TaskIs("a", Declined))
            .And(assign, by: LeadOfficer, id: CommandId(3)).NothingToDo();
    }

    [Fact]
    public void A_task_that_was_handed_to_a_colleague_is_not_taken_back_by_an_old_assignment()
    {
        var assign = new AssignTasks([new("a", null)], Iom, "IOM", new("iom-user"));
        Given(With(Task("a", ofNobody: true))).When(assign, by: LeadOfficer, id: CommandId(1))
            .And(new HandTask("a", new(new UserId("iom-user"), Colleague)), by: IomUser, id: CommandId(2)).Then(TheTask("a", t => Assert.Equal(Colleague, t.Person)))
            .And(assign, by: LeadOfficer, id: CommandId(3)).Refused(new EditConflict([new("a.person", null, "iom-colleague", "iom-user")]));
    }

    [Fact]
    public void A_cancelled_task_that_was_reopened_is_not_cancelled_by_an_old_command()
    {
        var cancel = new CancelTasks(["a"], "No money", AsOf: 10);
        Given(With(Task("a"))).When(cancel, by: LeadOfficer, id: CommandId(1)).Then(TaskIs("a", Cancelled))
            .And(new ReopenTask("a", "Money came"), by: LeadOfficer, id: CommandId(2)).Then(TaskIs("a", Ready))
            .And(cancel, by: LeadOfficer, id: CommandId(3)).Refused(new TaskHasMoved("a", Ready, [Planned, Ready, InProgress, Blocked, Submitted, Declined]));
    }

    [Fact]
    public void History_shows_both_names_when_an_officer_reports_for_an_organization() =>
        Given(With(Task("a", Ministry, InProgress))).When(new SubmitDeliverable("a"), by: LeadOfficer).Then(new DeliverableSubmitted("a", OnBehalfOf: Ministry));

    [Fact]
    public void Five_comments_are_shown_and_all_are_known()
    {
        var story = Given(With(Task("a")));
        for (var n = 1; n <= 7; n++)
            story = story.When(new CommentOnTask("a", $"Comment {n}"), by: IomUser, id: CommandId(n));
        story.Then(TheTask("a", t => Assert.Equal(["Comment 3", "Comment 4", "Comment 5", "Comment 6", "Comment 7"], t.Comments.Select(c => c.Text))), e => Assert.Equal(7, e.CommentIds.Count));
        Assert.Equal(Decision.Nothing, EngagementRules.Decide(story.Engagement, new CommentOnTask("a", "Comment 1"), new(Reference, CommandId(1), IomUser, Now)));
    }

    [Fact]
    public void The_same_document_is_attached_to_a_task_once() =>
        Given(With(Task("a"))).When(new AttachDocument("a", "bill.pdf", DocumentType.Pdf, 10, new('b', 64)), by: IomUser)
            .Then(e => Assert.Equal((Iom, IomUser.Name), (e.Documents[0].Organization, e.Documents[0].By)))
            .And(new AttachDocument("a", "bill (1).pdf", DocumentType.Pdf, 10, new('b', 64)), by: IomUser).NothingToDo()
            .And(new AttachDocument(null, "bill.pdf", DocumentType.Pdf, 10, new('b', 64)), by: LeadOfficer).Then(e => Assert.Equal(2, e.Documents.Count));

    [Fact]
    public void An_old_answer_does_not_answer_the_same_dates_proposed_anew()
    {
        var refuse = new AnswerProposal("a", April, Accept: false, Since: 11);
        Given(With(Task("a"))).When(new ProposeDates("a", new(null, new(April, "Leave"))), by: IomUser, id: CommandId(1)).Then(TheTask("a", t => Assert.Equal(11, t.ProposalSince)))
            .And(refuse, by: LeadOfficer, id: CommandId(2)).Then(TheTask("a", t => Assert.Null(t.Proposal)))
            .And(new ProposeDates("a", new(null, new(April, "The minister travels"))), by: IomUser, id: CommandId(3))
            .And(refuse, by: LeadOfficer, id: CommandId(4)).Refused(new NothingProposed("a"));
    }

    [Fact]
    public void An_old_proposal_that_was_refused_is_not_made_again()
    {
        var propose = new ProposeDates("a", new(null, new(April, "Leave")), Since: 0);
        Given(With(Task("a"))).When(propose, by: IomUser, id: CommandId(1))
            .And(new AnswerProposal("a", April, Accept: false), by: LeadOfficer, id: CommandId(2))
            .And(propose, by: IomUser, id: CommandId(3)).Refused(new EditConflict([new("proposal", null, null, new ProposedDates(April, "Leave").ToString())]));
    }
}
