namespace TA.Engagements;

/// <summary>A command about results: indicators, review findings, data products.</summary>
public abstract record ResultsCommand : EngagementCommand;

/// <summary>An event about results: indicators, review findings, data products.</summary>
public abstract record ResultsEvent : EngagementEvent;

/// <summary>What an engagement keeps of results: indicators, review findings, data products.</summary>
public sealed record ResultsWork;

internal static class CountingResults
{
    public static Decision Decide(Engagement engagement, ResultsCommand command, in Asked asked) => command switch
    {
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, ResultsEvent happened, in Occurrence when) => happened switch
    {
        _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
    };
}
