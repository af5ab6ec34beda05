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
    ];
}
