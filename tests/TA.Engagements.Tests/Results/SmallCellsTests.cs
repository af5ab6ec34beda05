namespace TA.Engagements.Tests;

public sealed class SmallCellsTests
{
    private static readonly Indicator Trained = Indicators.Find("TRN-1")!;
    private static readonly Indicator Applying = Indicators.Find("TRN-5")!;

    private static Reached Of(decimal total, params (string Category, decimal Value)[] sexes) =>
        new(2026, total, null, sexes.Select(s => new ReachedCell("sex", s.Category, s.Value)).ToItems(), true);

    private static string Told(Reached reached, Indicator? indicator = null) =>
        string.Join(' ', SmallCells.Publish(indicator ?? Trained, reached) is var published && published.IsWithheld ? ["-"] : published.Cells.Select(c => $"{c.Category}:{c.Value?.ToString("0") ?? "-"}"));

    [Fact]
    public void Numbers_from_five_on_and_noughts_are_told() => Assert.Equal("women:0 men:40", Told(Of(40, ("women", 0), ("men", 40))));

    [Fact]
    public void A_total_below_five_is_withheld_with_all_that_belongs_to_it() => Assert.Equal("-", Told(Of(4, ("women", 0), ("men", 4))));

    [Fact]
    public void The_other_of_two_cells_is_withheld_since_the_total_would_give_the_small_one_away() => Assert.Equal("women:- men:-", Told(Of(43, ("women", 3), ("men", 40))));

    [Fact]
    public void The_next_smallest_cell_is_withheld_with_a_small_one_and_the_others_are_told() =>
        Assert.Equal("women:- men:40 not-stated:-", Told(Of(55, ("women", 3), ("men", 40), ("not-stated", 12))));

    [Fact]
    public void Two_small_cells_that_leave_no_room_take_a_third_with_them() => Assert.Equal("women:- men:- not-stated:-", Told(Of(32, ("women", 1), ("men", 1), ("not-stated", 30))));

    [Fact]
    public void A_breakdown_in_which_every_cell_must_be_one_is_withheld_with_the_names_of_its_categories() =>
        Assert.Equal(":-", Told(new(2026, 6, null, new[] { "police", "border", "prosecution", "judiciary", "social-work", "other" }.Select(i => new ReachedCell("institution", i, 1)).ToItems(), true)));

    [Fact]
    public void What_no_cell_accounts_for_is_a_cell_too() => Assert.Equal("women:- men:40 not-stated:-", Told(Of(63, ("women", 3), ("men", 40))));

    [Fact]
    public void Of_a_share_the_rest_is_looked_at_as_well() =>
        Assert.True(SmallCells.Publish(Applying, new(2026, 38, 40, [], true)).IsWithheld);

    [Fact]
    public void Laws_and_meetings_are_no_people() =>
        Assert.Equal(1, SmallCells.Publish(Indicators.Find("LEG-3")!, new(2026, 1, null, [new("instrument", "tip", 1)], true)).Value);

    [Theory]
    [InlineData("TRN-1", true)]
    [InlineData("TRN-4", true)]
    [InlineData("UNIT-2", true)]
    [InlineData("UNIT-6", true)]
    [InlineData("TRN-3", false)]
    [InlineData("LEG-4", false)]
    public void The_indicators_that_count_people_are_known(string code, bool people) => Assert.Equal(people, Indicators.Find(code)!.CountsPeople);
}
