namespace TA.Engagements;

/// <summary>
/// Counts working days: the days that are no weekend day and no public holiday. Every question is answered by arithmetic on weeks and one search among the holidays, so that it
/// does not matter how far two days lie apart. Beyond the calendar (years 1 to 9999) its last or first day stands, so that plan arithmetic never fails; what a plan may hold is
/// <see cref="Limits.LastDate"/>.
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>Saturday and Sunday are free, and there are no holidays.</summary>
    public static WorkingCalendar Usual { get; } = new([DayOfWeek.Saturday, DayOfWeek.Sunday], []);

    // Day number 0 (1 January of year 1) is a Monday; so weeks are counted from Monday here.
    private readonly int _perWeek;
    private readonly int[] _before = new int[8];
    private readonly int[] _nth = new int[7];
    private readonly int[] _holidays;

    // For the n-th holiday: the number of working days before it.
    private readonly int[] _workedBefore;

    /// <summary>A calendar of weekend days and public holidays.</summary>
    /// <param name="weekend">The days of the week that are free; at least one day of the week is not.</param>
    /// <param name="holidays">Days on which nobody works; those on a weekend change nothing.</param>
    public WorkingCalendar(IEnumerable<DayOfWeek> weekend, IEnumerable<DateOnly> holidays)
    {
        var free = weekend.ToHashSet();
        if (free.Count >= 7)
            throw new ArgumentException("A week without a working day has no calendar.", nameof(weekend));
        for (var day = 0; day < 7; day++)
        {
            var works = !free.Contains((DayOfWeek)((day + 1) % 7));
            _before[day + 1] = _before[day] + (works ? 1 : 0);
            if (works)
                _nth[_perWeek++] = day;
        }

        _holidays = [.. holidays.Select(h => h.DayNumber).Where(n => _before[(n % 7) + 1] > _before[n % 7]).Distinct().Order()];
        _workedBefore = [.. _holidays.Select((day, n) => Weekly(day) - n)];
    }

    /// <summary>Whether people work on the day.</summary>
    public bool IsWorkingDay(DateOnly day) => Before(day.DayNumber + 1) > Before(day.DayNumber);

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day) => Nth(Before(day.DayNumber));

    /// <summary>The working day that lies a number of working days after (or, negative, before) a day. A free day counts as the working day that follows it.</summary>
    public DateOnly Add(DateOnly day, int workingDays) => Nth((long)Before(day.DayNumber) + workingDays);

    /// <summary>The first working day after a day, and so many working days more. After a free day that is the next working day.</summary>
    public DateOnly After(DateOnly day, int lag) => Nth((long)Before(day.DayNumber + 1) + lag);

    /// <summary>The span of a task that starts on a day, or on the next working day, and takes a number of working days (at least one).</summary>
    public DateSpan Span(DateOnly from, int workingDays)
    {
        var start = OnOrAfter(from);
        return new(start, Add(start, Math.Max(1, workingDays) - 1));
    }

    /// <summary>How many working days a span holds; none when its last day lies before its first.</summary>
    public int Count(DateSpan span) => span.Due < span.Start ? 0 : Before(span.Due.DayNumber + 1) - Before(span.Start.DayNumber);

    /// <summary>The latest day on which a task of so many working days may start and be done on a day.</summary>
    internal DateOnly LatestStart(DateOnly done, int workingDays) => Nth((long)Before(done.DayNumber + 1) - workingDays);

    /// <summary>The latest day on which something may end so that, with the lag, a task may start on a day: the reverse of <see cref="After"/>.</summary>
    internal DateOnly LatestEndBefore(DateOnly start, int lag) => Clamped((long)Nth((long)Before(start.DayNumber + 1) - 1 - lag).DayNumber - 1);

    /// <summary>The latest day on which something may start so that, with the lag, a task may start on a day: the reverse of <see cref="Add"/>.</summary>
    internal DateOnly LatestStartWith(DateOnly start, int lag) => Nth((long)Before(start.DayNumber + 1) - 1 - lag);

    /// <summary>The working days among the first so many days of the calendar, leaving holidays aside.</summary>
    private int Weekly(int days) => (days / 7 * _perWeek) + _before[days % 7];

    /// <summary>The working days among the first so many days of the calendar.</summary>
    private int Before(int days) => Weekly(days) - (_holidays.Length == 0 ? 0 : FirstAt(_holidays, days));

    /// <summary>The working day before which there are so many.</summary>
    private DateOnly Nth(long worked)
    {
        if (worked < 0)
            return DateOnly.MinValue;
        var weekly = worked + (_holidays.Length == 0 ? 0 : FirstAt(_workedBefore, worked + 1));
        return Clamped((weekly / _perWeek * 7) + _nth[weekly % _perWeek]);
    }

    private static DateOnly Clamped(long number) => DateOnly.FromDayNumber((int)Math.Clamp(number, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>How many of the numbers, which ascend, are less than a value.</summary>
    private static int FirstAt(int[] ascending, long value)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
