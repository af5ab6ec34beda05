namespace TA.Engagements;

/// <summary>A command about the training workstream: needs, courses, sessions in numbers.</summary>
public abstract record TrainingCommand : EngagementCommand;

/// <summary>An event about the training workstream: needs, courses, sessions in numbers.</summary>
public abstract record TrainingEvent : EngagementEvent;

/// <summary>What an engagement keeps of the training workstream: needs, courses, sessions in numbers.</summary>
public sealed record TrainingWork;

internal static class TrainingPeople
{
    public static Decision Decide(Engagement engagement, TrainingCommand command, in Asked asked) => command switch
    {
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, TrainingEvent happened, in Occurrence when) => happened switch
    {
        _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
    };
}
