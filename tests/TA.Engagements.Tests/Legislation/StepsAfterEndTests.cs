using static TA.Engagements.LegislativeMilestone;

namespace TA.Engagements.Tests;

public sealed class StepsAfterEndTests
{
    private static readonly Milestone Late = new(Adopted, Expected: Day("2026-10-01"));

    [Theory]
    [InlineData(null, 0)]
    [InlineData("2026", 0)]
    [InlineData("2026-09", 1)]
    [InlineData("2026-10-01", 0)]
    [InlineData("2026-09-30", 1)]
    public void A_step_that_is_expected_after_the_last_day_is_pointed_out(string? end, int steps) =>
        Assert.Equal(steps, StepsAfterEnd.Of(Ends(end, ALaw.Bill with { Milestones = [Late] })).Count());

    [Fact]
    public void It_says_which_step_of_which_bill_is_expected_when() =>
        Assert.Equal([new(ALaw.TheBill, Adopted, null, Day("2026-10-01"), Day("2026-09-30"))], StepsAfterEnd.Of(Ends("2026-09", ALaw.Bill with { Milestones = [Late] })));

    [Fact]
    public void Steps_that_have_happened_and_bills_that_are_over_are_not_pointed_out()
    {
        Assert.Empty(StepsAfterEnd.Of(Ends("2026-01", ALaw.Bill with { Milestones = [Late with { Actual = Day("2026-02-02") }] })));
        Assert.Empty(StepsAfterEnd.Of(Ends("2026-01", ALaw.Bill with { Milestones = [Late], End = BillEnd.Lapsed })));
    }

    [Fact]
    public void The_plan_says_it_to_those_who_see_the_whole_engagement()
    {
        var engagement = Ends("2026-09", ALaw.Bill with { Milestones = [Late] });
        Assert.Single(PlanReading.Of(engagement, LeadOfficer, Today).StepsAfterEnd);
        Assert.Empty(PlanReading.Of(engagement, ALaw.IomUser, Today).StepsAfterEnd);
    }

    private static Engagement Ends(string? end, Bill bill) =>
        ALaw.Having(bill) with { Details = Details with { End = end is null ? (PartialDate?)null : PartialDate.TryParse(end, null, out var date) ? date : throw new ArgumentException(end) } };
}
