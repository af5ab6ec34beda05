namespace TA.Engagements.Tests;

/// <summary>Legislation work to begin a test with: a bill with one version of two articles, an assessment, a round.</summary>
internal static class ALaw
{
    public static readonly Guid First = CommandId(501);
    public static readonly Guid Second = CommandId(502);
    public static readonly Guid TheBill = CommandId(511);
    public static readonly Guid TheRound = CommandId(521);
    public static readonly string Text1 = new('1', 64);
    public static readonly string Text2 = new('2', 64);
    public static readonly Actor IomUser = PartnerUserOf(Iom);

    public static readonly DraftVersion Draft = new(CommandId(512), 1, Today, "Amina Diallo", Text1, Articles: ["1", "5"], Provisions: ["TIP-5.1", "TIP-3.a"]);

    public static readonly Bill Bill = new(TheBill, "Trafficking in Persons Bill", BillKind.Act, [Draft]);

    public static readonly ReviewComment Comment =
        new(CommandId(522), 1, Iom, "User of iom", Today, "Article 5 lacks the definition of a child", "5", "TIP-3.d", Since: 10);

    public static readonly ReviewRound Round = new(TheRound, TheBill, 1, [Iom], Day("2026-03-31"), "Does the draft protect victims?", Today, [Comment]);

    public static readonly GapAssessment Assessment = new(First, "Penal Code of 2009", Day("2026-02-20"), Findings:
    [
        new("TIP-5.1", ComplianceRating.PartlyMet, "s. 17", "No attempt", "Amina Diallo", Day("2026-02-23")),
        new("TIP-3.d", ComplianceRating.NotMet, By: "Amina Diallo", On: Day("2026-02-23")),
    ]);

    public static readonly Items<HumanRightsAnswer> AllAnswered =
        Enum.GetValues<HumanRightsQuestion>().Select(q => new HumanRightsAnswer(q, HumanRightsOutcome.Respected, null, "Amina Diallo", Today)).ToItems();

    public static readonly Bill Checked = Bill with { Versions = [Draft with { HumanRights = AllAnswered }] };

    public static readonly Bill Submitted = Checked with { Submitted = 1, Milestones = [new(LegislativeMilestone.SubmittedToParliament, Actual: Day("2026-02-25"))] };

    public static readonly Bill InForce = Checked with
    {
        Submitted = 1,
        Milestones = [new(LegislativeMilestone.SubmittedToParliament, Actual: Day("2025-02-25")), new(LegislativeMilestone.InForce, Actual: Day("2026-01-01"))],
    };

    /// <summary>In delivery, with the bill and what else is given.</summary>
    public static Engagement Having(Bill? bill = null, ReviewRound? round = null, params GapAssessment[] assessments) => With() with
    {
        Legislation = new() { Assessments = assessments.ToItems(), Bills = [bill ?? Bill], Rounds = round is null ? [] : [round] },
    };
}
