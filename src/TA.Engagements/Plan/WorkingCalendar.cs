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

    /// <summary>The working day that lies a number of working days after (or, negative, before) a day. A free day counts as the working day that follows it.</summary>
    public static DateOnly Add(DateOnly day, int workingDays)
    {
        day = OnOrAfter(day);
        var fromMonday = (int)day.DayOfWeek - 1 + workingDays;
        var weeks = Math.DivRem(fromMonday, 5, out var rest);
        if (rest < 0)
            (weeks, rest) = (weeks - 1, rest + 5);
        return day.AddDays(1 - (int)day.DayOfWeek + (weeks * 7) + rest);
    }

    /// <summary>The span of a task that starts on a day, or on the next working day, and takes a number of working days (at least one).</summary>
    public static DateSpan Span(DateOnly from, int workingDays)
    {
        var start = OnOrAfter(from);
        return new(start, Add(start, Math.Max(1, workingDays) - 1));
    }

    /// <summary>How many working days a span holds.</summary>
    public static int Count(DateSpan span)
    {
        var days = 0;
        for (var day = span.Start; day <= span.Due; day = day.AddDays(1))
            if (IsWorkingDay(day))
                days++;
        return days;
    }
}
