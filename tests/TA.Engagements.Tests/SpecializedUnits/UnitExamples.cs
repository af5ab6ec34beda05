namespace TA.Engagements.Tests;

internal static class UnitExamples
{
    public static readonly IReadOnlyList<Example> All =
    [
    ];
}
