using CsCheck;

namespace TA.Engagements.Tests;

public sealed class PartialDateTests
{
    private static readonly Gen<PartialDate> Dates = Gen.Select(Gen.Int[Limits.FirstDate.DayNumber, Limits.LastDate.DayNumber], Gen.Int[0, 2]).Select((number, known) =>
    {
        var day = DateOnly.FromDayNumber(number);
        return known switch { 0 => new PartialDate(day.Year), 1 => new(day.Year, day.Month), _ => day };
    });

    [Fact]
    public void A_partial_date_reads_back_as_it_was_written() =>
        Dates.Sample(date => PartialDate.TryParse(date.ToString(), null, out var read) && read == date);

    [Fact]
    public void A_partial_date_means_the_days_from_its_earliest_to_its_latest() =>
        Dates.Sample(date =>
        {
            var before = date.Earliest.AddDays(-1);
            var after = date.Latest.AddDays(1);
            return date.Earliest <= date.Latest && !Within(date, before) && Within(date, date.Earliest) && Within(date, date.Latest) && !Within(date, after);
        });

    [Theory]
    [InlineData("2015", 2015, null, null)]
    [InlineData("2015-07", 2015, 7, null)]
    [InlineData("2016-02-29", 2016, 2, 29)]
    public void Taken(string text, int year, int? month, int? day) =>
        Assert.Equal((true, new PartialDate(year, month, day)), (PartialDate.TryParse(text, null, out var date), date));

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("2015-7")]
    [InlineData("2015-13")]
    [InlineData("2015-02-29")]
    [InlineData("2015-07-19T00:00")]
    [InlineData("1944")]
    [InlineData("2101-01")]
    [InlineData(" 2015")]
    public void Not_taken(string text) => Assert.False(PartialDate.TryParse(text, null, out _));

    private static bool Within(PartialDate date, DateOnly day) =>
        day.Year == date.Year && (date.Month is null || date.Month == day.Month) && (date.Day is null || date.Day == day.Day);
}
