using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>The calendar's arithmetic against counting on fingers.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[Limits.FirstDate.DayNumber, Limits.LastDate.DayNumber].Select(DateOnly.FromDayNumber);

    [Fact]
    public void Adding_working_days_is_stepping_from_one_working_day_to_the_next() =>
        Gen.Select(Days, Gen.Int[-60, 60]).Sample((day, n) => WorkingCalendar.Add(day, n) == Stepped(day, n), iter: 2_000);

    [Fact]
    public void A_span_holds_as_many_working_days_as_were_asked_for() =>
        Gen.Select(Days, Gen.Int[1, 90]).Sample((day, n) =>
        {
            var span = WorkingCalendar.Span(day, n);
            return span.Start == FirstWorkingDay(day) && WorkingCalendar.Count(span) == n && WorkingCalendar.IsWorkingDay(span.Due);
        }, iter: 2_000);

    [Fact]
    public void Counting_a_span_is_counting_its_days() =>
        Gen.Select(Days, Gen.Int[-10, 200]).Sample((day, n) =>
        {
            var span = new DateSpan(day, day.AddDays(n));
            return WorkingCalendar.Count(span) == Enumerable.Range(0, Math.Max(0, n + 1)).Count(i => WorkingCalendar.IsWorkingDay(day.AddDays(i)));
        }, iter: 2_000);

    [Fact]
    public void Adding_never_leaves_the_calendar() =>
        Gen.Select(Days, Gen.Int).Sample((day, n) => WorkingCalendar.Add(day, n) >= DateOnly.MinValue, iter: 2_000);

    private static DateOnly FirstWorkingDay(DateOnly day)
    {
        while (!WorkingCalendar.IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    private static DateOnly Stepped(DateOnly day, int n)
    {
        day = FirstWorkingDay(day);
        for (var left = Math.Abs(n); left > 0; left--)
        {
            do
                day = day.AddDays(Math.Sign(n));
            while (!WorkingCalendar.IsWorkingDay(day));
        }

        return day;
    }
}
