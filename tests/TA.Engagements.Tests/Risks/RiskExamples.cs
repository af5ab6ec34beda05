namespace TA.Engagements.Tests;

internal static class RiskExamples
{
    public static readonly IReadOnlyList<Example> All =
    [
    ];
}
