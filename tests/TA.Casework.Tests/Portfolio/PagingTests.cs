using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class PagingTests(ReadOnlyPortfolio shared)
{
    private readonly PortfolioAtHand _portfolio = shared.Portfolio;

    public static TheoryData<PortfolioSort, bool> Orders
    {
        get
        {
            var orders = new TheoryData<PortfolioSort, bool>();
            foreach (var sort in Enum.GetValues<PortfolioSort>())
            {
                orders.Add(sort, false);
                orders.Add(sort, true);
            }

            return orders;
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Small_pages_show_the_same_as_one_large_page_in_the_order_asked(PortfolioSort sort, bool descending)
    {
        var order = new PortfolioOrder(sort, descending);

        var whole = await _portfolio.List(order: order);
        var pages = await _portfolio.References(order: order, size: 7);

        Assert.Equal(whole.Rows.Select(r => r.Reference.ToString()), pages);
        IComparable Key(PortfolioRow row) => sort switch
        {
            PortfolioSort.NextDue => row.NextDue ?? DateOnly.MaxValue,
            PortfolioSort.Changed => row.ChangedAt,
            PortfolioSort.MemberState => Folding.Fold(MemberStates.Find(row.MemberState)!.Name("en")),
            PortfolioSort.Title => Folding.Fold(row.Title),
            PortfolioSort.State => row.State,
            PortfolioSort.Health => row.Health is { } health ? (int)health : -1,
            _ => row.Reference.ToString(),
        };
        for (var i = 1; i < whole.Rows.Count; i++)
        {
            var (before, here) = (Key(whole.Rows[i - 1]), Key(whole.Rows[i]));
            var compared = before is string text ? string.CompareOrdinal(text, (string)here) : before.CompareTo(here);
            Assert.True(descending ? compared >= 0 : compared <= 0, $"{before} stands before {here}");
        }
    }

    [Fact]
    public async Task Rows_that_do_not_change_are_shown_exactly_once_while_others_come_go_and_move()
    {
        var records = Seeded.Engagements(60, PortfolioAtHand.Today).ToList();
        var movable = records.Where(r => !r.Engagement!.State.IsEnded()).ToList();
        await using var portfolio = await PortfolioAtHand.WithSeeded(shared.Database, 60);
        var order = new PortfolioOrder(PortfolioSort.Changed, Descending: true);
        var seen = new List<string>();
        string? cursor = null;
        var touched = new HashSet<string>();
        var round = 0;
        do
        {
            var page = await portfolio.List(order: order, cursor: cursor, size: 9);
            seen.AddRange(page.Rows.Select(r => r.Reference.ToString()));
            cursor = page.Next;

            var moved = movable[round * 7 % movable.Count].Retitled($"Retitled {round}");
            var gone = records[((round * 7) + 3) % 60];
            touched.UnionWith([moved.Engagement!.Reference.ToString(), gone.Engagement!.Reference.ToString()]);
            await portfolio.Write(moved, Changes.Recorded($"KEN-2026-{9000 + round}"));
            await portfolio.Store.Remove(gone.Engagement!.Reference.ToString(), gone.Version, default);
            round++;
        }
        while (cursor is not null);

        var untouched = records.Select(r => r.Engagement!.Reference.ToString()).Except(touched).ToList();
        Assert.True(untouched.Count > 30);
        Assert.All(untouched, reference => Assert.Single(seen, reference));
    }

    [Fact]
    public async Task A_damaged_cursor_and_one_of_another_list_are_refused()
    {
        var cursor = (await _portfolio.List(size: 5)).Next!;
        async Task<Refusal?> With(string text, PortfolioFilter? filter = null, PortfolioOrder order = default) =>
            (await _portfolio.Ask(new ListPortfolio(filter ?? new(), order, text, 5, PortfolioAtHand.Today, Seeded.Manager))).Refusal;

        Assert.Null(await With(cursor));
        var refused = new Malformed([new("cursor", FieldFaultKind.BadForm)]);
        for (var i = 0; i < cursor.Length; i++)
            Assert.Equal(refused, await With(cursor[..i] + (cursor[i] == 'B' ? 'C' : 'B') + cursor[(i + 1)..]));
        Assert.Equal(refused, await With(""));
        Assert.Equal(refused, await With("not/base64!"));
        Assert.Equal(refused, await With(cursor, new PortfolioFilter().With(PortfolioFacet.State, "delivery")));
        Assert.Equal(refused, await With(cursor, order: new(PortfolioSort.Title)));
    }

    [Fact]
    public async Task Rows_of_no_engagement_are_an_empty_page_without_a_next_one()
    {
        var page = await _portfolio.List(new() { Text = "nowhere at all" });

        Assert.Equal((0, (string?)null, (int?)0), (page.Rows.Count, page.Next, page.Total));
    }
}
