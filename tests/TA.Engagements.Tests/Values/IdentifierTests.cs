using CsCheck;

namespace TA.Engagements.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("KEN-2026-0001", true)]
    [InlineData("KEN-2026-12345", true)]
    [InlineData("KEN-2026-012345", false)]
    [InlineData("KEN-2026-00123", false)]
    [InlineData("KEN-2026-0000", false)]
    [InlineData("KEN-1944-0001", false)]
    [InlineData("KEN-2101-0001", false)]
    [InlineData("ken-2026-0001", false)]
    [InlineData("KEN-2026-1", false)]
    [InlineData("KEN-2026-0001\n", false)]
    [InlineData("KEN-٢٠٢٦-0001", false)]
    public void A_reference_has_one_form(string text, bool taken) => Assert.Equal(taken, EngagementReference.TryParse(text, null, out _));

    [Fact]
    public void A_reference_reads_back_as_it_was_written() =>
        Gen.Select(Gen.Int[1945, 2100], Gen.Int[1, 99_999]).Sample((year, number) =>
            EngagementReference.Parse(new EngagementReference("KEN", year, number).ToString()) == new EngagementReference("KEN", year, number));

    [Fact]
    public void A_set_knows_what_was_added_and_nothing_else() =>
        Gen.Guid.Array[0, 40].Select(Gen.Guid).Sample((added, other) =>
        {
            var set = added.Aggregate(default(IdentifierSet), (s, id) => s.Add(id));
            return set.Count == added.Length && added.All(set.Contains) && set.Contains(other) == added.Contains(other);
        });

    [Fact]
    public void Time_ordered_identifiers_of_one_moment_are_told_apart()
    {
        var ids = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7(Now)).ToList();
        var set = ids.Take(100).Aggregate(default(IdentifierSet), (s, id) => s.Add(id));
        Assert.DoesNotContain(ids.Skip(100), id => set.Contains(id));
    }

    [Fact]
    public void The_newest_256_commands_are_known_with_their_answers()
    {
        var recent = Enumerable.Range(1, 300).Aggregate(default(RecentCommands), (r, n) => r.Add(CommandId(n), n * 7, n));
        Assert.Equal(RecentCommands.Kept, recent.Count);
        Assert.Null(recent.Find(CommandId(44)));
        Assert.Equal((45 * 7L, 45L), recent.Find(CommandId(45)));
        Assert.Equal((300 * 7L, 300L), recent.Find(CommandId(300)));
    }
}
