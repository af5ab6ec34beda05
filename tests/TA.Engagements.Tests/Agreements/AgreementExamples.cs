using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class AgreementExamples
{
    private static readonly AttachedDocument Scan = new(CommandId(60), "agreement.pdf", DocumentType.Pdf, 1, new('a', 64), null, "Amina Diallo", Unodc, Now);

    public static readonly SignedAgreement WithIom = new()
    {
        Id = CommandId(61),
        Kind = AgreementKind.PartnerAgreement,
        Partner = Iom,
        Subject = "Referral of victims",
        SignedOn = Day("2026-02-01"),
        Signers = "Executive Director; Director General",
        ValidUntil = Day("2027-01-31"),
        Since = 7,
    };

    private static readonly Evaluation Final = new(CommandId(62), EvaluationKind.Final, Day("2026-02-20"), "Independent Evaluation Section", "Relevant and sustainable");
    private static readonly EvaluationRecommendation Trainers = new() { Id = CommandId(63), Evaluation = Final.Id, Text = "Certify more trainers", Since = 9 };
    private static readonly ManagementResponse Yes = new(ResponseAnswer.Accepted, "A second course is held", new(ResponsibleRole.Unodc, Unodc), Day("2026-09-30"));
    private static readonly ClosureReport Report = new(Today, "The law is in force", "Ministry of Justice", Scan.Id);
    private static readonly Lesson Early = new(CommandId(64), "Bring in parliament early");
    private static readonly Contribution Norway = new(CommandId(77), "Norway", new(250_000m, "NOK"));

    /// <summary>Approved and in delivery, so that what was agreed changes by amendment.</summary>
    public static readonly Engagement Running = With() with
    {
        Details = Details with { Start = new(2026), End = new(2027), Budget = new(100_000m, "USD") },
        Contributions = [Norway],
        Documents = [Scan],
        Agreements = new() { ApprovedSince = 4, Signed = [WithIom], Evaluations = [Final], Recommendations = [Trainers], Lessons = [Early] },
    };

    private static Engagement Answered => Running with { Agreements = Running.Agreements with { Recommendations = [Trainers with { Response = Yes }] } };

    private static readonly AmendmentEdits Longer = new() { End = new(new PartialDate(2027), new PartialDate(2028, 6)), Budget = new(new Money(100_000m, "USD"), new Money(150_000m, "USD")) };

    public static readonly IReadOnlyList<Example> All =
    [
        Accepted("An agreement with a partner is recorded with its file",
            Running, new SignAgreement(AgreementKind.Memorandum, Iom, "IOM", "Referral", Day("2026-02-27"), "Executive Director", Scan.Id, Day("2028-02-27")), LeadOfficer,
            new AgreementSigned(CommandId(1), AgreementKind.Memorandum, Iom, "Referral", Day("2026-02-27"), "Executive Director", Scan.Id, Day("2028-02-27"))),
        Accepted("A partner with whom an agreement is signed takes part",
            Running, new SignAgreement(AgreementKind.ExchangeOfLetters, Unicef, "UNICEF", "Children", Day("2026-02-27"), "Representative"), LeadOfficer,
            new ParticipantAdded(new(Unicef, "UNICEF", ParticipationPart.Partner)),
            new AgreementSigned(CommandId(1), AgreementKind.ExchangeOfLetters, Unicef, "Children", Day("2026-02-27"), "Representative")),
        Refused("An agreement is not signed in the future",
            Running, new SignAgreement(AgreementKind.Memorandum, Iom, "IOM", "Referral", Day("2026-03-03"), "Executive Director"), LeadOfficer, new DateInFuture("signedOn", Day("2026-03-03"))),
        Refused("A file that is not attached is not named",
            Running, new SignAgreement(AgreementKind.Memorandum, Iom, "IOM", "Referral", Day("2026-02-27"), "Executive Director", CommandId(5)), LeadOfficer, new DocumentUnknown(CommandId(5))),
        Accepted("An agreement is prolonged",
            Running, new ChangeAgreement(WithIom.Id, ValidUntil: new(WithIom.ValidUntil, Day("2028-01-31"))), LeadOfficer,
            new AgreementChanged(WithIom.Id, ValidUntil: new(WithIom.ValidUntil, Day("2028-01-31")))),
        Refused("An agreement that is not on record is not prolonged",
            Running, new ChangeAgreement(CommandId(5), ValidUntil: new(null, Day("2028-01-31"))), LeadOfficer, new AgreementUnknown(CommandId(5))),
        Accepted("An agreement ends before its time, with the reason",
            Running, new EndAgreement(WithIom.Id, Today, "The partner has left the country"), LeadOfficer, new AgreementEnded(WithIom.Id, Today, "The partner has left the country")),
        Refused("An agreement ends once",
            Running with { Agreements = new() { Signed = [WithIom with { EndedOn = Day("2026-02-28"), EndedBecause = "Left" }] } }, new EndAgreement(WithIom.Id, Today, "Left"), LeadOfficer,
            new AgreementHasEnded(WithIom.Id, Day("2026-02-28"))),
        Accepted("More time and more money are an amendment with a number, a reason, before and after",
            Running, new AmendEngagement(AmendmentReason.CostExtension, "Parliament sits later", Day("2026-02-27"), Longer, "Attorney General; Director", Scan.Id), LeadOfficer,
            new EngagementAmended(new()
            {
                Id = CommandId(1), Number = 1, Reason = AmendmentReason.CostExtension, Because = "Parliament sits later", AgreedOn = Day("2026-02-27"), Signers = "Attorney General; Director", File = Scan.Id, Edits = Longer,
            })),
        Refused("After approval the last day is not simply changed",
            Running, new ChangeEngagement { Edits = new() { End = Longer.End, HealthRemark = new(null, "Late") } }, LeadOfficer, new AmendmentNeeded(["end"])),
        Refused("After delivery has begun a pledge is not simply changed",
            Running, new RecordContribution(Norway.Id, new("Norway", "Norway"), new(Norway.Pledged, new Money(300_000m, "NOK")), new(null, null)), LeadOfficer, new AmendmentNeeded(["pledged"])),
        Refused("Before approval there is nothing to amend",
            In(EngagementState.Design), new AmendEngagement(AmendmentReason.Other, "More time", Today, new() { End = new(null, new PartialDate(2028)) }), LeadOfficer, new NothingToAmend(EngagementState.Design)),
        Accepted("An evaluation is recorded",
            Running, new RecordEvaluation(EvaluationKind.MidTerm, Today, "Independent Evaluation Section", "On the way", Scan.Id), LeadOfficer,
            new EvaluationRecorded(new(CommandId(1), EvaluationKind.MidTerm, Today, "Independent Evaluation Section", "On the way", Scan.Id))),
        Accepted("An evaluation recommends something",
            Running, new AddRecommendation(Final.Id, "Certify more trainers"), LeadOfficer, new RecommendationAdded(CommandId(1), Final.Id, "Certify more trainers")),
        Refused("An evaluation that is not on record recommends nothing", Running, new AddRecommendation(CommandId(5), "More"), LeadOfficer, new EvaluationUnknown(CommandId(5))),
        Accepted("The management answers a recommendation with action, owner and date",
            Running, new RespondToRecommendation(Trainers.Id, new(null, Yes)), LeadOfficer, new RecommendationAnswered(Trainers.Id, new(null, Yes))),
        Refused("An accepted recommendation has a date",
            Running, new RespondToRecommendation(Trainers.Id, new(null, Yes with { DueOn = null })), LeadOfficer, new ResponseDateNeeded(Trainers.Id)),
        Accepted("A recommendation names the tasks that answer it",
            Running with { Tasks = [Task("leg.a")] }, new LinkRecommendation(Trainers.Id, new([], ["leg.a"])), LeadOfficer, new RecommendationLinked(Trainers.Id, new([], ["leg.a"]))),
        Refused("A recommendation that is not on record has no tasks", Running, new LinkRecommendation(CommandId(5), new([], [])), LeadOfficer, new RecommendationUnknown(CommandId(5))),
        Accepted("A recommendation is followed up after the engagement has closed",
            Answered with { State = EngagementState.Closed }, new FollowUpRecommendation(Trainers.Id, RecommendationState.CarriedOut, "Eleven trainers were certified", 9), LeadOfficer,
            new RecommendationFollowedUp(Trainers.Id, RecommendationState.Open, RecommendationState.CarriedOut, "Eleven trainers were certified")),
        Refused("A recommendation is answered before it is followed up",
            Running, new FollowUpRecommendation(Trainers.Id, RecommendationState.UnderWay, "Begun", 9), LeadOfficer, new ResponseNeeded(Trainers.Id)),
        Refused("A recommendation that was followed up meanwhile is looked at again first",
            Answered, new FollowUpRecommendation(Trainers.Id, RecommendationState.UnderWay, "Begun", 3), LeadOfficer, new RecommendationHasMoved(Trainers.Id, RecommendationState.Open)),
        Accepted("The closure report is recorded", Running, new RecordClosureReport(new(null, Report)), LeadOfficer, new ClosureReportRecorded(new(null, Report))),
        Accepted("A lesson is recorded", Running, new RecordLesson(Early.Text), LeadOfficer, new LessonRecorded(CommandId(1), Early.Text)),
        Accepted("Lessons are handed over",
            Running, new HandOverLessons([Early.Id], "Regional Office in Nairobi", Today), LeadOfficer, new LessonsHandedOver([Early.Id], "Regional Office in Nairobi", Today)),
        Refused("A lesson that is not on record is not handed over",
            Running, new HandOverLessons([CommandId(5)], "Regional Office", Today), LeadOfficer, new LessonUnknown(CommandId(5))),
        Refused("An agreement is not valid until a day before its signature",
            Running, new SignAgreement(AgreementKind.Memorandum, Iom, "IOM", "A", Today, "B", null, Day("2026-03-01")), LeadOfficer, new DatesReversed("validUntil")),
        Refused("A subject that a colleague has changed meanwhile is not overwritten",
            Running, new ChangeAgreement(WithIom.Id, Subject: new("Old", "New")), LeadOfficer, new EditConflict([new("subject", "Old", WithIom.Subject, "New")])),
        Refused("An agreement that has ended is not prolonged",
            Running with { Agreements = new() { Signed = [WithIom with { EndedOn = Today, EndedBecause = "Left" }] } }, new ChangeAgreement(WithIom.Id, ValidUntil: new(WithIom.ValidUntil, Day("2028-01-31"))), LeadOfficer,
            new AgreementHasEnded(WithIom.Id, Today)),
        Refused("An agreement is not shortened to a day before its signature",
            Running, new ChangeAgreement(WithIom.Id, ValidUntil: new(WithIom.ValidUntil, Day("2020-01-31"))), LeadOfficer, new DatesReversed("validUntil.to")),
        Refused("A file that is not attached is not given to an agreement",
            Running, new ChangeAgreement(WithIom.Id, File: new(null, CommandId(5))), LeadOfficer, new DocumentUnknown(CommandId(5))),
        Refused("An agreement that is not on record does not end", Running, new EndAgreement(CommandId(5), Today, "Left"), LeadOfficer, new AgreementUnknown(CommandId(5))),
        Refused("An agreement does not end in the future", Running, new EndAgreement(WithIom.Id, Day("2026-03-03"), "Left"), LeadOfficer, new DateInFuture("on", Day("2026-03-03"))),
        Refused("An agreement does not end before its signature", Running, new EndAgreement(WithIom.Id, Day("2026-01-31"), "Left"), LeadOfficer, new DatesReversed("on")),
        Refused("An amendment is not agreed in the future", Running, new AmendEngagement(AmendmentReason.Other, "A", Day("2026-03-03"), Longer), LeadOfficer, new DateInFuture("agreedOn", Day("2026-03-03"))),
        Refused("An amendment names a file that is attached", Running, new AmendEngagement(AmendmentReason.Other, "A", Today, Longer, File: CommandId(5)), LeadOfficer, new DocumentUnknown(CommandId(5))),
        Refused("An amendment does not change a contribution that is not on record",
            Running, new AmendEngagement(AmendmentReason.DonorChange, "A", Today, new() { Donors = [new(CommandId(5), new("Japan", "Japan"), default)] }), LeadOfficer, new ContributionUnknown(CommandId(5))),
        Refused("An amendment changes a contribution once",
            Running, new AmendEngagement(AmendmentReason.DonorChange, "A", Today, new() { Donors = [new(Norway.Id, new("Norway", "B"), new(Norway.Pledged, null)), new(Norway.Id, new("Norway", "C"), new(Norway.Pledged, null))] }),
            LeadOfficer, new Malformed([new("edits.donors", FieldFaultKind.Repeated)])),
        Refused("An amendment is based on what is agreed",
            Running, new AmendEngagement(AmendmentReason.Other, "A", Today, new() { Title = new("Old", "New") }), LeadOfficer, new EditConflict([new("title", "Old", Details.Title, "New")])),
        Refused("An amendment does not end an engagement before it starts",
            Running, new AmendEngagement(AmendmentReason.Other, "A", Today, new() { End = new(new PartialDate(2027), new PartialDate(2020)) }), LeadOfficer, new DatesReversed("details.end")),
        Refused("A conflict over what was agreed is settled by an amendment",
            Running with { Conflicts = [new(CommandId(65), null, [new("title", "Old", Details.Title, "New")], new() { Title = new("Old", "New") })] }, new SettleConflict(CommandId(65), true), LeadOfficer, new AmendmentNeeded(["title"])),
        Refused("The engagement document names a file that is attached",
            Running, new RecordEngagementDocument(new(null, new(Today, "A", CommandId(5)))), LeadOfficer, new DocumentUnknown(CommandId(5))),
        Refused("The engagement document is not valid until a day before its signature",
            Running, new RecordEngagementDocument(new(null, new(Today, "A", null, Day("2026-03-01")))), LeadOfficer, new DatesReversed("document.to.validUntil")),
        Refused("An evaluation is not completed in the future",
            Running, new RecordEvaluation(EvaluationKind.Final, Day("2026-03-03"), "A", "B"), LeadOfficer, new DateInFuture("completedOn", Day("2026-03-03"))),
        Refused("An evaluation names a report that is attached", Running, new RecordEvaluation(EvaluationKind.Final, Today, "A", "B", CommandId(5)), LeadOfficer, new DocumentUnknown(CommandId(5))),
        Refused("A task that is not in the plan answers no recommendation", Running, new LinkRecommendation(Trainers.Id, new([], ["leg.none"])), LeadOfficer, new TaskUnknown("leg.none")),
        Refused("Tasks of a recommendation that a colleague has changed meanwhile are not overwritten",
            Running with { Tasks = [Task("leg.a")] }, new LinkRecommendation(Trainers.Id, new(["leg.a"], ["leg.a", "leg.a"])), LeadOfficer, new Malformed([new("tasks.to", FieldFaultKind.Repeated)])),
        Refused("Tasks of a recommendation are judged as one field",
            Running with { Tasks = [Task("leg.a"), Task("leg.b")] }, new LinkRecommendation(Trainers.Id, new(["leg.a"], ["leg.b"])), LeadOfficer, new EditConflict([new("tasks", "leg.a", "", "leg.b")])),
        Refused("A recommendation that is not on record gets no response", Running, new RespondToRecommendation(CommandId(5), new(null, Yes)), LeadOfficer, new RecommendationUnknown(CommandId(5))),
        Refused("A response that a colleague has changed meanwhile is not overwritten",
            Answered, new RespondToRecommendation(Trainers.Id, new(null, Yes with { Answer = ResponseAnswer.NotAccepted })), LeadOfficer,
            new EditConflict([new("response", null, "answer: accepted; action: A second course is held; owner: role: unodc; organization: unodc; dueOn: 2026-09-30", "answer: not-accepted; action: A second course is held; owner: role: unodc; organization: unodc; dueOn: 2026-09-30")])),
        Refused("A recommendation that is not on record is not followed up",
            Running, new FollowUpRecommendation(CommandId(5), RecommendationState.UnderWay, "A", 9), LeadOfficer, new RecommendationUnknown(CommandId(5))),
        Refused("A closure report is not completed in the future",
            Running, new RecordClosureReport(new(null, Report with { CompletedOn = Day("2026-03-03") })), LeadOfficer, new DateInFuture("report.to.completedOn", Day("2026-03-03"))),
        Refused("A closure report names a file that is attached", Running, new RecordClosureReport(new(null, Report with { File = CommandId(5) })), LeadOfficer, new DocumentUnknown(CommandId(5))),
        Refused("A closure report that a colleague has written meanwhile is not overwritten",
            Running with { Agreements = Running.Agreements with { Closure = new(Today, "A") } }, new RecordClosureReport(new(null, new(Today, "B"))), LeadOfficer,
            new EditConflict([new("report", null, "completedOn: 2026-03-02; achieved: A", "completedOn: 2026-03-02; achieved: B")])),
        Refused("Lessons are not handed over in the future", Running, new HandOverLessons([Early.Id], "A", Day("2026-03-03")), LeadOfficer, new DateInFuture("on", Day("2026-03-03"))),
    ];
}
