namespace TA.Engagements.Tests;

/// <summary>All examples: each runs as a test, each type of command, event and refusal occurs, and the API description shows them.</summary>
public sealed class Examples
{
    private static readonly IReadOnlyList<Example> OfTheAreas =
    [
        .. OpeningExamples.All,
        .. LifecycleExamples.All,
        .. PlanExamples.All,
        .. OnePlanExamples.All,
        .. TaskExamples.All,
        .. PartnerExamples.All,
        .. FundingExamples.All,
        .. PermissionExamples.All,
        .. LegislationExamples.All,
        .. UnitExamples.All,
        .. TrainingExamples.All,
        .. ResultsExamples.All,
        .. AgreementExamples.All,
        .. RiskExamples.All,
    ];

    internal static readonly IReadOnlyList<Example> All = [.. OfTheAreas, .. FurtherRefusals.All(OfTheAreas)];

    public static TheoryData<string> Titles => [.. All.Select(e => e.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Example(string title) => All.Single(e => e.Title == title).Play();
}
