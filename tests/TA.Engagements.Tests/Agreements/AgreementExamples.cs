namespace TA.Engagements.Tests;

internal static class AgreementExamples
{
    public static readonly IReadOnlyList<Example> All =
    [
    ];
}
