namespace TA.Engagements;

/// <summary>A command about the legislation workstream: gap assessments, bills and their versions, reviews, milestones.</summary>
public abstract record LegislationCommand : EngagementCommand;

/// <summary>An event about the legislation workstream: gap assessments, bills and their versions, reviews, milestones.</summary>
public abstract record LegislationEvent : EngagementEvent;

/// <summary>What an engagement keeps of the legislation workstream: gap assessments, bills and their versions, reviews, milestones.</summary>
public sealed record LegislationWork;

internal static class Legislating
{
    public static Decision Decide(Engagement engagement, LegislationCommand command, in Asked asked) => command switch
    {
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, LegislationEvent happened, in Occurrence when) => happened switch
    {
        _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
    };
}
