namespace TA.Engagements.Tests;

internal static class LegislationExamples
{
    public static readonly IReadOnlyList<Example> All =
    [
    ];
}
