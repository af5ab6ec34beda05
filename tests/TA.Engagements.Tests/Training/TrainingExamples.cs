namespace TA.Engagements.Tests;

internal static class TrainingExamples
{
    public static readonly IReadOnlyList<Example> All =
    [
    ];
}
