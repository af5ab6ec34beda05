namespace TA.Engagements;

/// <summary>A command about what was signed and how it ends: agreements, amendments, evaluation, closure.</summary>
public abstract record AgreementCommand : EngagementCommand;

/// <summary>An event about what was signed and how it ends: agreements, amendments, evaluation, closure.</summary>
public abstract record AgreementEvent : EngagementEvent;

/// <summary>What an engagement keeps of what was signed and how it ends: agreements, amendments, evaluation, closure.</summary>
public sealed record AgreementWork;

internal static class Agreeing
{
    public static Decision Decide(Engagement engagement, AgreementCommand command, in Asked asked) => command switch
    {
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, AgreementEvent happened, in Occurrence when) => happened switch
    {
        _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
    };
}
