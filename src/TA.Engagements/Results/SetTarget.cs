namespace TA.Engagements;

/// <summary>Sets the value at the start, or corrects it.</summary>
public sealed record SetBaseline(string Indicator, Edit<IndicatorBaseline?> Baseline, long? AsOf = null) : ResultsCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>An indicator has its baseline.</summary>
public sealed record BaselineSet(string Indicator, Edit<IndicatorBaseline?> Baseline) : ResultsEvent;

/// <summary>Sets what is aimed at in a calendar year; null takes the target away.</summary>
/// <param name="Indicator">A chosen indicator.</param>
/// <param name="Year">The calendar year.</param>
/// <param name="Value">From 0; a percentage is at most 100.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record SetTarget(string Indicator, int Year, Edit<decimal?> Value, long? AsOf = null) : ResultsCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>An indicator has a target for a year.</summary>
public sealed record TargetSet(string Indicator, int Year, Edit<decimal?> Value) : ResultsEvent;

internal static class SettingTargets
{
    public static Decision Decide(Engagement engagement, SetBaseline command)
    {
        var (chosen, refusal) = ChoosingIndicators.Find(engagement, command.Indicator);
        if (chosen is null)
            return refusal!;
        if (command.Baseline.To is { } wanted && (Fault("baseline.to.value", wanted.Value, Indicators.Find(chosen.Code)!) ?? YearFault("baseline.to.year", wanted.Year)) is { } fault)
            return fault;
        var judge = new EditJudge();
        return judge.Judge("baseline", chosen.Baseline, (Edit<IndicatorBaseline?>?)command.Baseline) is { } edit
            ? new BaselineSet(chosen.Code, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, SetTarget command)
    {
        var (chosen, refusal) = ChoosingIndicators.Find(engagement, command.Indicator);
        if (chosen is null)
            return refusal!;
        if (((command.Value.To is { } wanted ? Fault("value.to", wanted, Indicators.Find(chosen.Code)!) : null) ?? YearFault("year", command.Year)) is { } fault)
            return fault;
        var judge = new EditJudge();
        return judge.Judge("value", Of(chosen, command.Year), (Edit<decimal?>?)command.Value) is { } edit
            ? new TargetSet(chosen.Code, command.Year, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    /// <summary>Numbers begin at 0, shares end at 100; a mean gain lies between −100 and 100 points.</summary>
    internal static OutOfRange? Fault(string field, decimal value, Indicator indicator)
    {
        var (least, most) = indicator.Measure switch
        {
            Measure.Share => (0m, 100m),
            Measure.Mean => (-100m, 100m),
            _ => (0m, Limits.Indicator),
        };
        return value < least || value > most ? new(field, value, least, most) : null;
    }

    internal static OutOfRange? YearFault(string field, int year) =>
        year < Limits.FirstDate.Year || year > Limits.LastDate.Year ? new(field, year, Limits.FirstDate.Year, Limits.LastDate.Year) : null;

    private static decimal? Of(ChosenIndicator chosen, int year)
    {
        foreach (var target in chosen.Targets.AsSpan())
            if (target.Year == year)
                return target.Value;
        return null;
    }

    public static ResultsWork Apply(ResultsWork results, BaselineSet set) => results.With(results.Find(set.Indicator)! with { Baseline = set.Baseline.To });

    public static ResultsWork Apply(ResultsWork results, TargetSet set)
    {
        var chosen = results.Find(set.Indicator)!;
        var others = chosen.Targets.Where(t => t.Year != set.Year);
        return results.With(chosen with { Targets = (set.Value.To is { } value ? others.Append(new(set.Year, value)).OrderBy(t => t.Year) : others).ToItems() });
    }
}
