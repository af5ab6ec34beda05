namespace TA.Engagements.Tests;

/// <summary>One sentence about the field: what is given, who asks for what, and what comes of it. Also an example of the API description.</summary>
internal sealed record Example(string Title, Engagement? Given, EngagementCommand Command, Actor By)
{
    /// <summary>The events expected; null where only their kinds are told, or where there are none.</summary>
    public Items<EngagementEvent>? Events { get; init; }

    /// <summary>The kinds of the events, for long ones.</summary>
    public Items<Type>? Kinds { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>A command accepted before under the same identifier.</summary>
    public EngagementCommand? SameIdBefore { get; init; }

    /// <summary>The commands that the record remembers.</summary>
    public RecentCommands Remembered { get; init; }

    public override string ToString() => Title;

    public static Example Accepted(string title, Engagement? given, EngagementCommand command, Actor by, params EngagementEvent[] events) =>
        new(title, given, command, by) { Events = events.ToItems() };

    public static Example AcceptedAs(string title, Engagement? given, EngagementCommand command, Actor by, params Type[] kinds) =>
        new(title, given, command, by) { Kinds = kinds.ToItems() };

    public static Example Refused(string title, Engagement? given, EngagementCommand command, Actor by, Refusal refusal) =>
        new(title, given, command, by) { Refusal = refusal };

    public static Example Nothing(string title, Engagement? given, EngagementCommand command, Actor by) => new(title, given, command, by) { Events = [] };

    /// <summary>Plays the example and holds it against what is expected.</summary>
    public Scenario Play()
    {
        var scenario = Scenario.Given(new EngagementRecord { Engagement = Given, Recent = Remembered });
        if (SameIdBefore is { } before)
            scenario.When(before, By, CommandId(1));
        scenario.When(Command, By, CommandId(1));
        if (Refusal is { } refusal)
            return scenario.Refused(refusal);
        Assert.Null(scenario.Refusal);
        if (Kinds is { } kinds)
            Assert.Equal<Type>(kinds, scenario.Events.Select(e => e.GetType()));
        return Events is { } events ? scenario.Then([.. events]) : scenario;
    }
}
