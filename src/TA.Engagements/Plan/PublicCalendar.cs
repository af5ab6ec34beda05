namespace TA.Engagements;

/// <summary>The weekend days and public holidays of a Member State, or of the United Nations, as officers keep them for all engagements.</summary>
public sealed record PublicCalendar
{
    /// <summary>ISO 3166-1 alpha-3 code of the Member State, or <see cref="WorkingCalendars.UnitedNations"/>.</summary>
    public required string Of { get; init; }

    /// <summary>The number of changes so far; 0 for the calendar that the product began with.</summary>
    public long Version { get; init; }

    /// <summary>The days of the week on which nobody works.</summary>
    public Items<DayOfWeek> Weekend { get; init; }

    /// <summary>Public holidays, in order of their dates.</summary>
    public Items<Holiday> Holidays { get; init; }

    /// <summary>Who changed it last; null when nobody has.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>The calendar before anybody has changed it: the usual weekend, no holidays, since none are invented.</summary>
    public static PublicCalendar Usual(string of) => new() { Of = of, Weekend = WorkingCalendars.UsualWeekend(of) };

    /// <summary>What engagements get of it.</summary>
    public CalendarCopy Copy() => new(Of, Version, Weekend, Holidays.Select(h => h.On).ToItems());
}

/// <summary>A public holiday.</summary>
public readonly record struct Holiday(DateOnly On, string Name);

/// <summary>Changes a calendar: another weekend, holidays that are added (a date that is there gets the new name) and removed.</summary>
/// <param name="Weekend">What the person saw, and what it shall be.</param>
/// <param name="Add">Holidays to add.</param>
/// <param name="Remove">Dates of holidays to remove.</param>
public sealed record ChangeCalendar(Edit<Items<DayOfWeek>>? Weekend = null, Items<Holiday> Add = default, Items<DateOnly> Remove = default);

/// <summary>The rules of calendars. Pure.</summary>
public static class CalendarRules
{
    /// <summary>The calendar after a change, or why not; both null when it already is so.</summary>
    public static (PublicCalendar? Becomes, Refusal? Refusal) Decide(PublicCalendar calendar, ChangeCalendar command, Actor actor)
    {
        if (WellFormed.Check(command) is { } malformed)
            return (null, malformed);
        if (Permissions.RefusalOfCalendar(actor) is { } refusal)
            return (null, refusal);
        var judge = new EditJudge();
        var weekend = judge.Judge("weekend", calendar.Weekend, command.Weekend is { } asked ? new Edit<Items<DayOfWeek>>(asked.From.Order().ToItems(), asked.To.Order().ToItems()) : null);
        if (judge.Conflicts.Count > 0)
            return (null, new EditConflict(judge.Conflicts));
        var free = weekend is { } edit ? edit.To : calendar.Weekend;
        if (free.Count > 6)
            return (null, new NoWorkingDay(calendar.Of));
        var removed = command.Remove.Concat(command.Add.Select(h => h.On)).ToHashSet();
        var holidays = calendar.Holidays.Where(h => !removed.Contains(h.On)).Concat(command.Add.DistinctBy(h => h.On)).OrderBy(h => h.On).ToItems();
        if (holidays.Count > Limits.Holidays)
            return (null, new TooMany("holidays", Limits.Holidays));
        var next = calendar with { Weekend = free, Holidays = holidays };
        return (next == calendar ? null : next with { Version = calendar.Version + 1, ChangedBy = actor.Name }, null);
    }
}
