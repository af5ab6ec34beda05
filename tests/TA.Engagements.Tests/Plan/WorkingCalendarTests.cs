using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>The calendar's arithmetic against counting on fingers, for any weekend and any holidays.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[Limits.FirstDate.DayNumber, Limits.LastDate.DayNumber].Select(DateOnly.FromDayNumber);

    /// <summary>A calendar and a day near which its holidays are.</summary>
    private static readonly Gen<(WorkingCalendar Calendar, DateOnly Day)> Somewhere = Gen.Select(Days, Gen.Int[0, 126], Gen.Int[-80, 80].Array[0, 40]).Select((day, weekend, holidays) =>
        (new WorkingCalendar(Enum.GetValues<DayOfWeek>().Where(d => (weekend & (1 << (int)d)) != 0), holidays.Select(day.AddDays)), day));

    [Fact]
    public void Adding_working_days_is_stepping_from_one_working_day_to_the_next() =>
        Gen.Select(Somewhere, Gen.Int[-60, 60]).Sample((at, n) => at.Calendar.Add(at.Day, n) == Stepped(at.Calendar, at.Day, n), iter: 2_000);

    [Fact]
    public void What_follows_a_day_starts_on_the_next_working_day_and_its_lag_later() =>
        Gen.Select(Somewhere, Gen.Int[0, 60]).Sample((at, n) => at.Calendar.After(at.Day, n) == Stepped(at.Calendar, at.Day.AddDays(1), n), iter: 2_000);

    [Fact]
    public void A_span_holds_as_many_working_days_as_were_asked_for() =>
        Gen.Select(Somewhere, Gen.Int[1, 90]).Sample((at, n) =>
        {
            var span = at.Calendar.Span(at.Day, n);
            return span.Start == FirstWorkingDay(at.Calendar, at.Day) && at.Calendar.Count(span) == n && at.Calendar.IsWorkingDay(span.Due);
        }, iter: 2_000);

    [Fact]
    public void Counting_a_span_is_counting_its_days() =>
        Gen.Select(Somewhere, Gen.Int[-10, 200]).Sample((at, n) =>
        {
            var span = new DateSpan(at.Day, at.Day.AddDays(n));
            return at.Calendar.Count(span) == Enumerable.Range(0, Math.Max(0, n + 1)).Count(i => at.Calendar.IsWorkingDay(at.Day.AddDays(i)));
        }, iter: 2_000);

    [Fact]
    public void Adding_never_leaves_the_calendar() =>
        Gen.Select(Somewhere, Gen.Int).Sample((at, n) => at.Calendar.Add(at.Day, n) >= DateOnly.MinValue, iter: 2_000);

    [Fact]
    public void The_latest_day_that_still_does_is_found_backwards() =>
        Gen.Select(Somewhere, Gen.Int[0, 30], Gen.Int[1, 30]).Sample((at, lag, days) =>
        {
            var (calendar, day) = at;
            var end = calendar.LatestEndBefore(day, lag);
            var with = calendar.LatestStartWith(day, lag);
            var start = calendar.LatestStart(day, days);
            return calendar.After(end, lag) <= day && calendar.After(end.AddDays(1), lag) > day
                && calendar.Add(with, lag) <= day && calendar.Add(with.AddDays(1), lag) > day
                && calendar.Span(start, days).Due <= day && calendar.Span(start.AddDays(1), days).Due > day;
        }, iter: 2_000);

    [Fact]
    public void A_State_has_its_own_weekend_and_tasks_of_UNODC_go_by_the_calendar_of_the_United_Nations()
    {
        var engagement = With() with { Details = Details with { MemberState = "JOR" }, Calendars = [new("UN", 1, [DayOfWeek.Saturday, DayOfWeek.Sunday], [Day("2026-12-25")])] };
        var calendars = WorkingCalendars.Of(engagement);
        Assert.Equal((false, true), (calendars.Of(Task("a")).IsWorkingDay(Day("2026-03-06")), calendars.Of(Task("a", Unodc)).IsWorkingDay(Day("2026-03-06"))));
        Assert.Equal((true, false), (calendars.Of(Task("a")).IsWorkingDay(Day("2026-03-08")), calendars.Of(Task("a", Unodc)).IsWorkingDay(Day("2026-03-08"))));
        Assert.False(calendars.Of(Task("a", ofNobody: true, role: ResponsibleRole.Unodc)).IsWorkingDay(Day("2026-12-25")));
    }

    [Fact]
    public void Every_weekend_of_the_list_is_of_a_Member_State_and_leaves_working_days() =>
        Assert.All(MemberStates.All, state => Assert.InRange(WorkingCalendars.UsualWeekend(state.Code).Count, 1, 2));

    private static DateOnly FirstWorkingDay(WorkingCalendar calendar, DateOnly day)
    {
        while (!calendar.IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    private static DateOnly Stepped(WorkingCalendar calendar, DateOnly day, int n)
    {
        day = FirstWorkingDay(calendar, day);
        for (var left = Math.Abs(n); left > 0; left--)
        {
            do
                day = day.AddDays(Math.Sign(n));
            while (!calendar.IsWorkingDay(day));
        }

        return day;
    }
}
