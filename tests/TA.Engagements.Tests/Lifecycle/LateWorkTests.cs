namespace TA.Engagements.Tests;

public sealed class LateWorkTests
{
    private static readonly EvaluationRecommendation Trainers = new() { Id = CommandId(63), Evaluation = CommandId(62), Text = "Certify more trainers", Since = 9 };

    public static TheoryData<EngagementState> Ends => [EngagementState.Closed, EngagementState.Terminated];

    [Theory]
    [MemberData(nameof(Ends))]
    public void The_follow_up_of_a_session_is_reported_after_the_end_by_whoever_held_it(EngagementState end)
    {
        var ended = TrainingExamples.Having(TrainingExamples.Held) with { State = end };
        var followUp = new ReportFollowUp(TrainingExamples.First, new(Today, [], 20, 12, 8), 0);
        Given(ended).When(followUp, by: PartnerUserOf(Iom)).Then(new FollowUpReported(TrainingExamples.First, followUp.Counts));
        Given(ended).When(followUp, by: PartnerUserOf(Unicef)).Refused(new SessionOfAnother(TrainingExamples.First, Iom));
        Given(ended).When(new ReportAttendance(TrainingExamples.First, new(Attended: 19), 8), by: LeadOfficer).Refused(new EngagementEnded(end));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_evaluation_is_made_after_the_end_it_recommends_and_management_answers(EngagementState end)
    {
        var ended = AgreementExamples.Running with { State = end };
        Given(ended).When(new RecordEvaluation(EvaluationKind.ExPost, Today, "Independent Evaluation Section", "Still used"), by: LeadOfficer)
            .And(new AddRecommendation(CommandId(1), "Share the curriculum"), by: LeadOfficer, id: CommandId(2))
            .And(new RespondToRecommendation(CommandId(2), new(null, new(ResponseAnswer.Accepted, "It is shared", new(ResponsibleRole.Unodc, Unodc), Day("2026-09-30")))), by: Manager, id: CommandId(3))
            .Then(e => Assert.NotNull(e.Agreements.Recommendations[^1].Response));
        Given(ended).When(new RespondToRecommendation(Trainers.Id, new(null, new(ResponseAnswer.NotAccepted, "No money", new(ResponsibleRole.Unodc, Unodc), null))), by: PartnerUserOf(Iom)).Refused(new OfficersOnly());
        Given(ended).When(new RecordEvaluation(EvaluationKind.Final, Today, "A", "B"), by: LeadOfficer).Refused(new EngagementEnded(end));
        Given(ended).When(new AddRecommendation(Trainers.Evaluation, "More"), by: LeadOfficer).Refused(new EngagementEnded(end));
    }
}
