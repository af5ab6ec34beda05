namespace TA.Engagements;

/// <summary>A command about the specialized units that the engagement sets up.</summary>
public abstract record UnitCommand : EngagementCommand;

/// <summary>An event about the specialized units that the engagement sets up.</summary>
public abstract record UnitEvent : EngagementEvent;

/// <summary>What an engagement keeps of the specialized units that the engagement sets up.</summary>
public sealed record UnitWork;

internal static class SettingUpUnits
{
    public static Decision Decide(Engagement engagement, UnitCommand command, in Asked asked) => command switch
    {
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, UnitEvent happened, in Occurrence when) => happened switch
    {
        _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
    };
}
