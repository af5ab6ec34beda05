namespace TA.Engagements.Tests;

/// <summary>
/// Who may do what, as one table. A row is a command; a column a person: A administrator, L lead officer, D deputy, o other officer, f other officer of the lead office,
/// M manager, P partner whose task it is, q partner of another task, x organization that takes no part. “+” may; “-” may not; “.” does not learn that the engagement exists.
/// </summary>
public sealed class PermissionsMatrixTests
{
    private static readonly TaskId A = "leg.a";

    private static readonly Dictionary<char, Actor> People = new()
    {
        ['A'] = Administrator,
        ['L'] = LeadOfficer,
        ['D'] = Deputy,
        ['o'] = OtherOfficer,
        ['f'] = OfficerOfLeadOffice,
        ['M'] = Manager,
        ['P'] = PartnerUserOf(Iom),
        ['q'] = PartnerUserOf(Unicef),
        ['x'] = PartnerUserOf(new("osce")),
    };

    private static readonly (string Who, EngagementCommand Command)[] OfficersWork =
    [
        // A L D o f M P q x
        ("- + + - - - - - .", new ChangeEngagement { Edits = new() }),
        ("- + + - - - - - .", new SettleConflict(CommandId(1), true)),
        ("- + + - - - - - .", new MarkAsSample()),
        ("- + + - - - - - .", new MoveEngagement(EngagementState.Requested, EngagementState.Triaged)),
        ("- + + - - - - - .", new MoveEngagement(EngagementState.Delivery, EngagementState.Approved)),
        ("- + + - - - - - .", new MoveEngagement(EngagementState.Delivery, EngagementState.Terminated)),
        ("- + + - - - - - .", new MoveEngagement(EngagementState.Design, EngagementState.Withdrawn)),
        ("- + + + + + - - .", new MoveEngagement(EngagementState.Design, EngagementState.Approved)),
        ("- + + - - + - - .", new MoveEngagement(EngagementState.Triaged, EngagementState.Declined)),
        ("- + + - - + - - .", new HandOver(new(null, null))),
        ("- + + - - - - - .", new RecordEngagementDocument(new(null, null))),
        ("- + + - - - - - .", new ConfirmFunding(new(null, null))),
        ("- + + - - - - - .", new RecordContribution(null, default, default, default)),
        ("- + + - - - - - .", new AdoptPlaybook(WorkstreamKind.Training, Today)),
        ("- + + - - - - - .", new ConfirmGate("leg.draft", Today)),
        ("- + + - - - - - .", new AddTask(WorkstreamKind.Training, null, "A", null, "B", default, null, Today, 1)),
        ("- + + - - - - - .", new ReorderTask(A, default)),
        ("- + + - - - - - .", new ChangeTask(A, new())),
        ("- + + - - - - - .", new RescheduleTasks([])),
        ("- + + - - - - - .", new AddOutsideGate(default, "A", Today, default)),
        ("- + + - - - - - .", new ChangeOutsideGate(A, new())),
        ("- + + - - - - - .", new RepeatTask(A, 2)),
        ("- + + - - - - - .", new AddSessionTasks("s1", null, March)),
        ("- - - - - - - - .", new TakeCalendar(new("KEN", 1, []))),
        ("- + + - - - - - .", new CancelTasks([A], "No")),
        ("- + + - - - - - .", new AddParticipant(new(Iom, "IOM", default))),
        ("- + + - - - - - .", new FillRole(default, null, default, "IOM")),
        ("- + + - - - - - .", new AssignTasks([], Iom, "IOM")),
        ("- + + - - - - - .", new AcceptDeliverable(A)),
        ("- + + - - - - - .", new ReturnDeliverable(A, "No")),
        ("- + + - - - - - .", new CompleteTask(A)),
        ("- + + - - - - - .", new ReopenTask(A, "No")),
        ("- + + - - - - - .", new AnswerProposal(A, March, true)),
        ("- + + - - - - - .", new AttachDocument(null, "a.pdf", DocumentType.Pdf, 1, "")),
        ("- + + - - - - - .", new RecordUnit(null, new())),
        ("- + + - - - - - .", new RecordPost(CommandId(1), null, new())),
        ("- + + - - - - - .", new RecordVetting(CommandId(1), default)),
        ("- + + - - - - - .", new RecordProcedure(CommandId(1), null, new())),
        ("- + + - - - - - .", new RecordReferral(CommandId(1), null, new())),
        ("- + + - - - - - .", new RecordItem(CommandId(1), null, new())),
        ("- + + - - - - - .", new RecordPerformance(CommandId(1), 2025, default)),
        ("- + + - - - - - .", new AnalyseNeeds(default, default)),
        ("- + + - - - - - .", new RecordCourse(null, new())),
        ("- + + - - - - - .", new RecordSession(null, new())),
        ("- + + - - - - - .", new RecordAcademy(null, new())),
        ("- + + - - - - - .", new OpenEngagement(Details, Request, null, Today)),
        ("- + + - - - - - .", new RecordEngagement(Details, default, new("", null, null, true, null, null))),
    ];

    private static readonly (string Who, EngagementCommand Command)[] WorkOnATask =
    [
        // A L D o f M P q x
        ("- + + - - - + - .", new StartTask(A)),
        ("- + + - - - + - .", new BlockTask(A, "No")),
        ("- + + - - - + - .", new UnblockTask(A)),
        ("- + + - - - + - .", new SubmitDeliverable(A)),
        ("- + + - - - + - .", new DeclineTask(A, "No")),
        ("- + + - - - + - .", new ReportProgress(A, default)),
        ("- + + - - - + - .", new ProposeDates(A, default)),
        ("- + + - - - + - .", new HandTask(A, default)),
        ("- + + + + + + - .", new CommentOnTask(A, "Yes")),
        ("- + + - - - + - .", new AttachDocument(A, "a.pdf", DocumentType.Pdf, 1, "")),
    ];

    private static readonly (string Who, EngagementCommand Command)[] ResultsAgreementsAndRisks =
    [
        // A L D o f M P q x
        ("- + + - - - - - .", new EnterRisk("A", default, default, "B", default, Today)),
        ("- + + - - - - - .", new ChangeRisk(default, new())),
        ("- + + - - - - - .", new CloseRisk(default, "No", 1)),
        ("- + + - - - - - .", new ReopenRisk(default, "No", Today, 1)),
        ("- + + - - - - - .", new AgreeMeasure(default, "A", default, Today)),
        ("- + + - - - - - .", new PostponeMeasure(default, default, "No")),
        ("- + + - - - - - .", new FollowUpMeasure(default, default, Today, "No", 1)),
        ("- + + - - - - - .", new SignAgreement(default, Iom, "IOM", "A", Today, "B")),
        ("- + + - - - - - .", new ChangeAgreement(default)),
        ("- + + - - - - - .", new EndAgreement(default, Today, "No")),
        ("- + + - - - - - .", new AmendEngagement(default, "No", Today, new())),
        ("- + + - - - - - .", new RecordEvaluation(default, Today, "A", "B")),
        ("- + + - - - - - .", new AddRecommendation(default, "A")),
        ("- + + - - - - - .", new LinkRecommendation(default, default)),
        ("- + + - - + - - .", new RespondToRecommendation(default, default)),
        ("- + + - - + - - .", new FollowUpRecommendation(default, default, "A", 1)),
        ("- + + - - - - - .", new RecordClosureReport(default)),
        ("- + + - - - - - .", new RecordLesson("A")),
        ("- + + - - - - - .", new HandOverLessons([], "A", Today)),
        ("- + + - - - - - .", new ChooseIndicator("TRN-1")),
        ("- + + - - - - - .", new DropIndicator("TRN-1", "No", 1)),
        ("- + + - - - - - .", new SetBaseline("TRN-1", default)),
        ("- + + - - - - - .", new SetTarget("TRN-1", 2026, default)),
        ("- + + - - - - - .", new EnterActual("TRN-1", 2026, default)),
        ("- + + - - - - - .", new EnterReviewFinding(default, null, "A", Today, "B")),
        ("- + + - - - - - .", new LinkReviewFinding(default, default)),
        ("- + + - - - - - .", new ShareDataProduct(default, "A", Today, "B")),
        ("- + + - - - - - .", new WithdrawDataProduct(default, "No")),
        ("- + + - - - - - .", new ClassifyTask(A, default)),
    ];

    // P is the partner that holds the session.
    private static readonly (string Who, EngagementCommand Command)[] CountsOfASession =
    [
        // A L D o f M P q x
        ("- + + - - - + - .", new ReportAttendance(TrainingExamples.First, new(), 0)),
        ("- + + - - - + - .", new ReportLearning(TrainingExamples.First)),
        ("- + + - - - + - .", new ReportFollowUp(TrainingExamples.First, new(Today), 0)),
    ];

    private static readonly (string Who, EngagementCommand Command)[] Legislation =
    [
        // A L D o f M P q x
        ("- + + - - - - - .", new StartAssessment("Penal Code")),
        ("- + + - - - - - .", new RateProvisions(ALaw.First, [])),
        ("- + + - - - - - .", new AddProvision("ICRMW", "16", "A", "B", default, default)),
        ("- + + - - - - - .", new ChangeProvision("added-1")),
        ("- + + - - - - - .", new RemoveProvision("added-1", "No")),
        ("- + + - - - - - .", new AddBill("A", default)),
        ("- + + - - - - - .", new ChangeBill(ALaw.TheBill)),
        ("- + + - - - - - .", new EndBill(ALaw.TheBill, default, "No")),
        ("- + + - - - - - .", new AddDraftVersion(ALaw.TheBill, 2, "")),
        ("- + + - - - - - .", new CheckHumanRights(ALaw.TheBill, 1, [])),
        ("- + + - - - - - .", new RecordMilestone(ALaw.TheBill, default)),
        ("- + + - - - - - .", new OpenReviewRound(ALaw.TheBill, 1, [], Today, "Well?")),
        ("- + + - - - - - .", new CloseReviewRound(ALaw.TheRound, "")),
        ("- + + - - - + - .", new CommentOnDraft(ALaw.TheRound, "Yes")),
        ("- + + - - - - - .", new CommentOnDraft(ALaw.TheRound, "Yes", OnBehalfOf: Unicef)),
        ("- + + - - - - - .", new AnswerComment(ALaw.TheRound, 1, default, CommentState.Accepted)),
        ("- + + - - - + - .", new WithdrawComment(ALaw.TheRound, 1)),
    ];

    private static readonly (string Who, EngagementCommand Command)[] Rows = [.. OfficersWork, .. WorkOnATask, .. Legislation, .. ResultsAgreementsAndRisks, .. CountsOfASession];

    private static readonly Engagement Shared = With(Task("leg.a", Iom), Task("leg.b", Unicef)) with
    {
        Legislation = ALaw.Having(null, ALaw.Round).Legislation,
        Training = new() { Sessions = [TrainingExamples.Held] },
    };

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Rows.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_table_says_who_may(int row) =>
        Assert.Equal($"{Rows[row].Who} {Rows[row].Command}", $"{string.Join(' ', People.Values.Select(p => Sign(p, Shared, Rows[row].Command)))} {Rows[row].Command}");

    [Fact]
    public void The_table_has_every_command() =>
        Assert.Empty(EveryTypeIsShownTests.Concrete<EngagementCommand>().Except(Rows.Select(r => r.Command.GetType())));

    [Theory]
    [InlineData(InformationClassification.Unclassified, "+ + + + + + + + .", "- + + - - - - - .")]
    [InlineData(InformationClassification.Confidential, "+ + + . + + + + .", "- + + . - - - - .")]
    [InlineData(InformationClassification.StrictlyConfidential, "+ + + . . + + + .", "- + + . . - - - .")]
    public void Classification_says_who_sees_an_engagement(InformationClassification classification, string sees, string acts)
    {
        var engagement = Shared with { Details = Details with { Classification = classification } };
        Assert.Equal(sees, string.Join(' ', People.Values.Select(p => Permissions.MaySee(p, engagement) ? '+' : '.')));
        Assert.Equal(acts, string.Join(' ', People.Values.Select(p => Sign(p, engagement, new MarkAsSample()))));
    }

    [Fact]
    public void Whoever_may_not_see_an_engagement_cannot_approve_it() =>
        Assert.Equal('.', Sign(OtherOfficer, Shared with { Details = Details with { Classification = InformationClassification.Confidential } },
            new MoveEngagement(EngagementState.Design, EngagementState.Approved)));

    [Theory]
    [InlineData(ParticipationPart.Partner, true)]
    [InlineData(ParticipationPart.NationalCounterpart, true)]
    [InlineData(ParticipationPart.Beneficiary, true)]
    [InlineData(ParticipationPart.Donor, false)]
    public void Who_takes_part_sees_the_engagement_and_who_only_pays_does_not(ParticipationPart part, bool sees) =>
        Assert.Equal(sees, Permissions.MaySee(PartnerUserOf(new("osce")), Shared with { Participants = [new(new("osce"), "OSCE", part)] }));

    [Fact]
    public void Where_nobody_leads_any_officer_may_act() =>
        Assert.Equal("- + + + + - - - .", string.Join(' ', People.Values.Select(p => Sign(p, Shared with { LeadOfficer = null }, new MarkAsSample()))));

    [Fact]
    public void A_request_that_nobody_leads_yet_may_be_declined_by_any_officer_or_manager() =>
        Assert.Equal("- + + + + + - - .", string.Join(' ', People.Values.Select(p => Sign(p, Shared with { State = EngagementState.Requested, LeadOfficer = null },
            new MoveEngagement(EngagementState.Requested, EngagementState.Declined)))));

    [Fact]
    public void Only_officers_open_engagements_and_only_the_import_enters_them()
    {
        var opens = People.Where(p => Permissions.Refusal(p.Value, null, new OpenEngagement(Details, Request, null, Today)) is null).Select(p => p.Key);
        Assert.Equal("LDof", string.Concat(opens));
        Assert.All(People.Values, p => Assert.Equal(new OfficersOnly(), Permissions.Refusal(p, null, Rows.Single(r => r.Command is RecordEngagement).Command)));
        Assert.Null(Permissions.Refusal(Importer, null, Rows.Single(r => r.Command is RecordEngagement).Command));
    }

    [Fact]
    public void A_task_that_nobody_has_is_no_partner_s() =>
        Assert.Equal(new TaskOfAnother("a", null), Permissions.Refusal(PartnerUserOf(Iom), With(Task("a", ofNobody: true)), new StartTask("a")));

    private static char Sign(Actor person, Engagement engagement, EngagementCommand command) =>
        Permissions.Refusal(person, engagement, command) switch { null => '+', EngagementUnknown => '.', _ => '-' };
}
