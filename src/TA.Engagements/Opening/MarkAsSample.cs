namespace TA.Engagements;

/// <summary>Marks an engagement whose plan is made up to show the product.</summary>
public sealed record MarkAsSample : EngagementCommand;

/// <summary>The plan is marked as a sample.</summary>
public sealed record MarkedAsSample : EngagementEvent;
