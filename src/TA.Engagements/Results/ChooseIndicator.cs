namespace TA.Engagements;

/// <summary>An indicator as an engagement has chosen it.</summary>
public sealed record ChosenIndicator
{
    /// <summary>The code of the indicator.</summary>
    public required string Code { get; init; }

    /// <summary>It was chosen and then dropped again.</summary>
    public bool IsDropped { get; init; }

    /// <summary>The version at which it was chosen or dropped last.</summary>
    public long Since { get; init; }

    /// <summary>The value at the start; null where nobody measured it. A blank is not a zero.</summary>
    public IndicatorBaseline? Baseline { get; init; }

    /// <summary>What is aimed at, by year.</summary>
    public Items<Target> Targets { get; init; }

    /// <summary>Numbers that do not follow from the work, by year.</summary>
    public Items<EnteredActual> Entered { get; init; }
}

/// <summary>The value at the start.</summary>
/// <param name="Value">A number, a percentage, or a mean, as the indicator has it.</param>
/// <param name="Year">The year for which it holds.</param>
/// <param name="Source">Where it is from.</param>
public sealed record IndicatorBaseline(decimal Value, int Year, string Source);

/// <summary>What is aimed at in a calendar year: a number to be reached in it, or how things shall stand at its end.</summary>
public readonly record struct Target(int Year, decimal Value);

/// <summary>Chooses an indicator for this engagement.</summary>
/// <param name="Indicator">Its code.</param>
/// <param name="Since">The version at which it was dropped, as the person saw it; null when it was never chosen.</param>
public sealed record ChooseIndicator(string Indicator, long? Since = null) : ResultsCommand;

/// <summary>An indicator is chosen.</summary>
public sealed record IndicatorChosen(string Indicator) : ResultsEvent;

/// <summary>Drops an indicator; what was set and entered stays, and comes back when it is chosen again.</summary>
/// <param name="Indicator">Its code.</param>
/// <param name="Because">Why.</param>
/// <param name="Since">The version at which it was chosen, as the person saw it.</param>
public sealed record DropIndicator(string Indicator, [property: Length(Limits.Paragraph)] string Because, long Since) : ResultsCommand;

/// <summary>An indicator is dropped.</summary>
public sealed record IndicatorDropped(string Indicator, string Because) : ResultsEvent;

/// <summary>There is no indicator of this code.</summary>
public sealed record IndicatorUnknown(string Indicator) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The engagement has not chosen the indicator.</summary>
public sealed record IndicatorNotChosen(string Indicator) : Refusal;

/// <summary>The indicator was chosen or dropped since the person saw it.</summary>
public sealed record IndicatorHasMoved(string Indicator, bool IsChosen) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

internal static class ChoosingIndicators
{
    public static Decision Decide(Engagement engagement, ChooseIndicator command)
    {
        if (Indicators.Find(command.Indicator) is null)
            return new IndicatorUnknown(command.Indicator);
        return engagement.Results.Find(command.Indicator) switch
        {
            null => new IndicatorChosen(command.Indicator),
            { IsDropped: false } => Decision.Nothing,
            { Since: var since } when since == command.Since => new IndicatorChosen(command.Indicator),
            _ => new IndicatorHasMoved(command.Indicator, IsChosen: false),
        };
    }

    public static Decision Decide(Engagement engagement, DropIndicator command) => engagement.Results.Find(command.Indicator) switch
    {
        null => new IndicatorNotChosen(command.Indicator),
        { IsDropped: false, Since: var since } when since == command.Since => new IndicatorDropped(command.Indicator, command.Because),
        var chosen => new IndicatorHasMoved(command.Indicator, !chosen.IsDropped),
    };

    /// <summary>The indicator, if it is chosen; else why not.</summary>
    internal static (ChosenIndicator? Chosen, Refusal? Refusal) Find(Engagement engagement, string code) =>
        Indicators.Find(code) is null ? (null, new IndicatorUnknown(code))
        : engagement.Results.Find(code) is { IsDropped: false } chosen ? (chosen, null)
        : (null, new IndicatorNotChosen(code));

    public static ResultsWork Apply(ResultsWork results, IndicatorChosen chosen, in Occurrence when) =>
        results.With((results.Find(chosen.Indicator) ?? new() { Code = chosen.Indicator }) with { IsDropped = false, Since = when.Version });

    public static ResultsWork Apply(ResultsWork results, IndicatorDropped dropped, in Occurrence when) =>
        results.With(results.Find(dropped.Indicator)! with { IsDropped = true, Since = when.Version });
}
