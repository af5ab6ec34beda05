using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace TA.Engagements;

/// <summary>
/// The working calendar of a Member State, or of the United Nations, as an engagement goes by: a copy of what officers keep for all engagements (docs/decisions/0008), so that the
/// rules need nothing from outside.
/// </summary>
/// <param name="Of">ISO 3166-1 alpha-3 code of the Member State, or <see cref="WorkingCalendars.UnitedNations"/>.</param>
/// <param name="Version">Of the calendar that was copied; a later one replaces an earlier one.</param>
/// <param name="Weekend">The days of the week on which nobody works; at least one day is not among them.</param>
/// <param name="Holidays">Public holidays.</param>
public sealed record CalendarCopy(string Of, long Version, Items<DayOfWeek> Weekend, Items<DateOnly> Holidays = default);

/// <summary>Gives the engagement the newest calendar of its Member State, or of the United Nations. The product itself does it when an officer has changed the calendar.</summary>
public sealed record TakeCalendar(CalendarCopy Calendar) : EngagementCommand;

/// <summary>The engagement goes by another calendar. Agreed dates stay; the forecast follows.</summary>
public sealed record CalendarTaken(CalendarCopy Calendar) : EngagementEvent;

/// <summary>A week needs a working day.</summary>
public sealed record NoWorkingDay(string Of) : Refusal;

/// <summary>The calendars that an engagement's tasks go by: the United Nations' for tasks of UNODC, the Member State's for all others.</summary>
public readonly record struct WorkingCalendars(WorkingCalendar State, WorkingCalendar Un)
{
    /// <summary>What the calendar of the United Nations is called.</summary>
    public const string UnitedNations = "UN";

    private static readonly FrozenDictionary<string, Items<DayOfWeek>> Weekends = Table.Read("weekends.csv")
        .ToFrozenDictionary(r => r["iso3"], r => r["weekend"].Split(' ').Select(Enum.Parse<DayOfWeek>).Order().ToItems());

    private static readonly FrozenDictionary<string, WorkingCalendar> Defaults = Weekends.ToFrozenDictionary(w => w.Key, w => new WorkingCalendar(w.Value, []));

    private static readonly ConditionalWeakTable<CalendarCopy, WorkingCalendar> Made = [];

    /// <summary>The calendars of an engagement.</summary>
    public static WorkingCalendars Of(Engagement engagement) => new(Find(engagement, engagement.Details.MemberState), Find(engagement, UnitedNations));

    /// <summary>The weekend that is taken for a Member State, or the United Nations, until an officer says otherwise, in the order of the week from Sunday (source: see docs/data.md).</summary>
    public static Items<DayOfWeek> UsualWeekend(string of) => Weekends.GetValueOrDefault(of, [DayOfWeek.Sunday, DayOfWeek.Saturday]);

    /// <summary>The calendar that a task goes by.</summary>
    public WorkingCalendar Of(PlanTask task) =>
        task.Organization is { } organization ? organization == OrganizationId.Unodc ? Un : State : task.Role == ResponsibleRole.Unodc ? Un : State;

    private static WorkingCalendar Find(Engagement engagement, string of)
    {
        foreach (var copy in engagement.Calendars.AsSpan())
            if (copy.Of == of)
                return Made.GetValue(copy, c => new(c.Weekend, c.Holidays));
        return Defaults.GetValueOrDefault(of, WorkingCalendar.Usual);
    }
}

internal static class TakingCalendars
{
    public static Decision Decide(Engagement engagement, TakeCalendar command)
    {
        var calendar = command.Calendar;
        if (calendar.Of != WorkingCalendars.UnitedNations && calendar.Of != engagement.Details.MemberState)
            return new NoMemberState(calendar.Of);
        if (calendar.Weekend.Distinct().Count() > 6)
            return new NoWorkingDay(calendar.Of);
        return engagement.Calendars.Any(c => c.Of == calendar.Of && c.Version >= calendar.Version) ? Decision.Nothing : new CalendarTaken(calendar);
    }

    public static Engagement Apply(Engagement engagement, CalendarTaken taken) =>
        engagement with { Calendars = engagement.Calendars.Where(c => c.Of != taken.Calendar.Of).Append(taken.Calendar).ToItems() };
}
