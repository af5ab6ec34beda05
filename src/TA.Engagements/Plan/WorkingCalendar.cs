namespace TA.Engagements;

/// <summary>Counts working days. Saturday and Sunday are free; holidays are not known yet.</summary>
public static class WorkingCalendar
{
    /// <summary>Whether people work on the day.</summary>
    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public static DateOnly OnOrAfter(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>
    /// The working day that lies a number of working days after (or, negative, before) a day. A free day counts as the working day that follows it. Beyond the calendar
    /// (years 1 to 9999) its last or first day stands, so that plan arithmetic never fails; what a plan may hold is <see cref="Limits.LastDate"/>.
    /// </summary>
    public static DateOnly Add(DateOnly day, int workingDays)
    {
        day = OnOrAfter(day);
        var fromMonday = (int)day.DayOfWeek - 1 + (long)workingDays;
        var (weeks, rest) = Math.DivRem(fromMonday, 5);
        if (rest < 0)
            (weeks, rest) = (weeks - 1, rest + 5);
        var number = day.DayNumber + 1 - (int)day.DayOfWeek + (weeks * 7) + rest;
        return DateOnly.FromDayNumber((int)Math.Clamp(number, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
    }

    /// <summary>The span of a task that starts on a day, or on the next working day, and takes a number of working days (at least one).</summary>
    public static DateSpan Span(DateOnly from, int workingDays)
    {
        var start = OnOrAfter(from);
        return new(start, Add(start, Math.Max(1, workingDays) - 1));
    }

    /// <summary>How many working days a span holds; none when its last day lies before its first.</summary>
    public static int Count(DateSpan span) => span.Due < span.Start ? 0 : Before(span.Due.DayNumber + 1) - Before(span.Start.DayNumber);

    /// <summary>The working days among the first so many days of the calendar, which begins on a Monday.</summary>
    private static int Before(int days) => (days / 7 * 5) + Math.Min(days % 7, 5);
}
