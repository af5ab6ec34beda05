namespace TA.Engagements.Tests;

/// <summary>One event of every kind with every member set, in an order in which they can happen; the golden file of format 2 holds these values.</summary>
internal static class LegislationOneOfEach
{
    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
    ];
}
