using System.Text.Json;
using CsCheck;

namespace TA.Engagements.Tests;

public sealed class ItemsTests
{
    private static readonly Gen<Items<int>> Lists = Gen.Int[0, 2].Array[0, 4].Select(a => a.ToItems());

    [Fact]
    public void Lists_are_equal_when_their_items_are() =>
        Gen.Select(Lists, Lists).Sample((a, b) => (a == b) == a.SequenceEqual(b) && (a != b || a.GetHashCode() == b.GetHashCode()));

    [Fact]
    public void The_default_is_the_empty_list()
    {
        Items<int> none = [];
        Assert.Equal(default, none);
        Assert.Equal(none.GetHashCode(), default(Items<int>).GetHashCode());
        Assert.Equal([1], default(Items<int>).Add(1));
        Assert.Equal(-1, default(Items<int>).FindIndex(_ => true));
    }

    [Fact]
    public void A_list_reads_back_as_it_was_written() =>
        Lists.Sample(list => JsonSerializer.Deserialize<Items<int>>(JsonSerializer.Serialize(list, EngagementJson.Stored), EngagementJson.Stored) == list);

    [Fact]
    public void Records_with_equal_lists_are_equal() =>
        Assert.Equal(new TasksCancelled(["a", "b"], "No money"), new TasksCancelled(new[] { new TaskId("a"), new TaskId("b") }.ToItems(), "No money"));
}
