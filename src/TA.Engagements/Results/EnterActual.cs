namespace TA.Engagements;

/// <summary>A number that does not follow from the work, with where it is from.</summary>
public sealed record EnteredActual
{
    /// <summary>The calendar year.</summary>
    public int Year { get; init; }

    /// <summary>The count; for a share how many, for a mean the mean itself.</summary>
    public decimal Value { get; init; }

    /// <summary>For a share out of how many, for a mean of how many people; null for a count.</summary>
    public int? Of { get; init; }

    /// <summary>Where the number is from.</summary>
    public required string Source { get; init; }

    /// <summary>The number broken down; the categories of one dimension add up to it.</summary>
    public Items<EnteredCell> Cells { get; init; }
}

/// <summary>A part of a number.</summary>
/// <param name="Dimension">By what it is broken down, as in <c>sex</c>.</param>
/// <param name="Category">As in <c>women</c>.</param>
/// <param name="Value">How many.</param>
/// <param name="Of">For a share, out of how many.</param>
public readonly record struct EnteredCell(string Dimension, string Category, int Value, int? Of = null);

/// <summary>Enters a number for a year in which the work itself says nothing; null takes it back.</summary>
/// <param name="Indicator">A chosen indicator.</param>
/// <param name="Year">The calendar year, not in the future.</param>
/// <param name="Actual">As the person saw it, and as it is.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record EnterActual(string Indicator, int Year, Edit<EnteredActual?> Actual, long? AsOf = null) : ResultsCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A number is entered for an indicator and a year.</summary>
public sealed record ActualEntered(string Indicator, int Year, Edit<EnteredActual?> Actual) : ResultsEvent;

/// <summary>The number follows from the work: change the work where it is wrong.</summary>
public sealed record FollowsFromWork(string Indicator, int Year) : Refusal;

/// <summary>The parts do not add up to the whole.</summary>
/// <param name="Dimension">The dimension whose categories are added.</param>
/// <param name="Total">The whole.</param>
/// <param name="Sum">What the parts add up to.</param>
/// <param name="Difference">The sum less the whole.</param>
public sealed record PartsDoNotAddUp(string Dimension, decimal Total, decimal Sum, decimal Difference) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Malformed;
}

/// <summary>The indicator is not broken down by this category.</summary>
public sealed record CategoryUnknown(string Dimension, string Category) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Malformed;
}

/// <summary>A share says out of how many, a mean of how many people.</summary>
public sealed record OutOfHowManyNeeded(string Indicator) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Malformed;
}

internal static class EnteringActuals
{
    public static Decision Decide(Engagement engagement, EnterActual command, in Asked asked)
    {
        var (chosen, refusal) = ChoosingIndicators.Find(engagement, command.Indicator);
        if (chosen is null)
            return refusal!;
        var indicator = Indicators.Find(chosen.Code)!;
        if (command.Year < Limits.FirstDate.Year || command.Year > asked.Today.Year)
            return new OutOfRange("year", command.Year, Limits.FirstDate.Year, asked.Today.Year);
        if (command.Actual.To is { } wanted)
        {
            if (wanted.Year != command.Year)
                return new OutOfRange("actual.to.year", wanted.Year, command.Year, command.Year);
            if (Fault(indicator, wanted) is { } fault)
                return fault;
        }

        var judge = new EditJudge();
        if (judge.Judge("actual", chosen.Entered.FirstOrDefault(a => a.Year == command.Year), (Edit<EnteredActual?>?)command.Actual) is not { } edit)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        if (edit.To is not null && WorkSources.Of(engagement, indicator).Any(r => r.Year == command.Year))
            return new FollowsFromWork(indicator.Code, command.Year);
        return new ActualEntered(indicator.Code, command.Year, edit);
    }

    private static Refusal? Fault(Indicator indicator, EnteredActual wanted)
    {
        if (indicator.Measure != Measure.Number && wanted.Of is null)
            return new OutOfHowManyNeeded(indicator.Code);
        var most = indicator.Measure switch { Measure.Share => wanted.Of!.Value, Measure.Mean => 100m, _ => Limits.Indicator };
        var least = indicator.Measure == Measure.Mean ? -100m : 0m;
        if (wanted.Value < least || wanted.Value > most || (indicator.Measure != Measure.Mean && wanted.Value != decimal.Truncate(wanted.Value)))
            return new OutOfRange("actual.to.value", wanted.Value, least, most);
        if (wanted.Of is < 0 or > (int)Limits.Indicator || (indicator.Measure == Measure.Number && wanted.Of is not null))
            return new OutOfRange("actual.to.of", wanted.Of.Value, 0, indicator.Measure == Measure.Number ? 0 : Limits.Indicator);
        return Cells(indicator, wanted);
    }

    private static Refusal? Cells(Indicator indicator, EnteredActual wanted)
    {
        foreach (var cell in wanted.Cells.AsSpan())
        {
            // A mean is not broken down here: parts of a mean do not add up.
            if (indicator.Measure == Measure.Mean || !indicator.Dimensions.Contains(cell.Dimension) || !IsListed(cell))
                return new CategoryUnknown(cell.Dimension, cell.Category);
            if (indicator.Measure == Measure.Share != cell.Of is not null)
                return new OutOfHowManyNeeded(indicator.Code);
            if (cell.Value < 0 || cell.Value > (cell.Of ?? (int)Limits.Indicator) || cell.Of > (int)Limits.Indicator)
                return new OutOfRange($"actual.to.cells.{cell.Dimension}.{cell.Category}", cell.Value, 0, cell.Of ?? Limits.Indicator);
        }

        foreach (var dimension in wanted.Cells.GroupBy(c => c.Dimension))
        {
            if (dimension.GroupBy(c => c.Category).FirstOrDefault(g => g.Count() > 1) is { } twice)
                return new CategoryUnknown(dimension.Key, twice.Key);
            var sum = dimension.Sum(c => (decimal)c.Value);
            if (sum != wanted.Value)
                return new PartsDoNotAddUp(dimension.Key, wanted.Value, sum, sum - wanted.Value);
            if (wanted.Of is { } of && dimension.Sum(c => (decimal)c.Of!.Value) is var ofSum && ofSum != of)
                return new PartsDoNotAddUp(dimension.Key, of, ofSum, ofSum - of);
        }

        return null;
    }

    private static bool IsListed(EnteredCell cell) => Indicators.Dimensions[cell.Dimension] is { Count: > 0 } listed
        ? listed.Contains(cell.Category)
        : cell.Category is { Length: <= 40 } && cell.Category.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static ResultsWork Apply(ResultsWork results, ActualEntered entered)
    {
        var chosen = results.Find(entered.Indicator)!;
        var others = chosen.Entered.Where(a => a.Year != entered.Year);
        return results.With(chosen with { Entered = (entered.Actual.To is { } actual ? others.Append(actual).OrderBy(a => a.Year) : others).ToItems() });
    }
}
