namespace TA.Engagements.Tests;

internal static class ResultsExamples
{
    public static readonly IReadOnlyList<Example> All =
    [
    ];
}
