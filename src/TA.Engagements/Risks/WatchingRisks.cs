namespace TA.Engagements;

/// <summary>A command about the risk register and the mitigating measures.</summary>
public abstract record RiskCommand : EngagementCommand;

/// <summary>An event about the risk register and the mitigating measures.</summary>
public abstract record RiskEvent : EngagementEvent;

/// <summary>What an engagement keeps of the risk register and the mitigating measures.</summary>
public sealed record RiskWork;

internal static class WatchingRisks
{
    public static Decision Decide(Engagement engagement, RiskCommand command, in Asked asked) => command switch
    {
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, RiskEvent happened, in Occurrence when) => happened switch
    {
        _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
    };
}
