using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>How many engagements have a value.</summary>
/// <param name="Value">As <see cref="PortfolioFilter"/> takes it.</param>
/// <param name="Count">Engagements that fit all other facets and have the value.</param>
public readonly record struct ValueCount(string Value, int Count);

/// <summary>
/// Counts every value of every facet, each with the values of the other facets applied: an engagement that misses a single facet counts for that facet alone, one that misses two
/// counts nowhere. SQL says which engagements come into question and which facets they fit; their values come from <see cref="FacetIndex"/>.
/// </summary>
internal sealed class FacetCounts
{
    private static readonly PortfolioFacet[] All = Enum.GetValues<PortfolioFacet>();

    private readonly int[][] _counts;
    private readonly string[][] _words;
    private readonly DateOnly _day;
    private readonly bool[] _isTold;
    private int _total;

    private FacetCounts(FacetIndex index, Actor actor, DateOnly day)
    {
        _day = day;
        _isTold = Array.ConvertAll(All, f => !Facets.IsOfWholePlan(f) || Permissions.SeesAll(actor));
        _words = Array.ConvertAll(All, f => FixedWords(f) ?? index.WordsOf(f));
        _counts = Array.ConvertAll(_words, words => new int[words.Length + 1]);
    }

    /// <summary>How many engagements are listed, and the counts.</summary>
    /// <param name="db">The rows.</param>
    /// <param name="visible">Those of them that the person may know of.</param>
    /// <param name="index">Their values.</param>
    /// <param name="filter">What is listed.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="asked">For which day.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<(int Total, IReadOnlyDictionary<PortfolioFacet, Items<ValueCount>> Counts)> Of(
        PortfolioDb db, IQueryable<EngagementRow> visible, FacetIndex index, PortfolioFilter filter, Actor actor, PortfolioDay asked, CancellationToken cancellation)
    {
        var day = asked.On;
        var entries = await index.Entries(db, asked, cancellation);
        var counts = new FacetCounts(index, actor, day);
        var chosen = All.Where(f => filter[f].Count > 0).ToArray();
        var all = chosen.Aggregate(0, (bits, f) => bits | (1 << (int)f));
        if (filter.IsEmpty)
        {
            if (Permissions.SeesAll(actor))
            {
                var hidden = Visibility.SeesEverything(actor) ? [] : await db.Engagements.Where(db.Sees(actor).Not()).Select(e => e.Reference).ToHashSetAsync(cancellation);
                foreach (var (reference, entry) in entries)
                    if (!hidden.Contains(reference))
                        counts.Add(entry, misses: 0);
            }
            else
                // Partners see few: those are asked for, not the many that they do not see.
                await foreach (var reference in visible.Select(e => e.Reference).AsAsyncEnumerable().WithCancellation(cancellation))
                    if (entries.TryGetValue(reference, out var entry))
                        counts.Add(entry, misses: 0);
        }
        else
        {
            await foreach (var row in Facets.Beside(visible, filter).Select(Fitting(chosen, filter, day)).AsAsyncEnumerable().WithCancellation(cancellation))
                if (entries.TryGetValue(row.Reference, out var entry))
                    counts.Add(entry, all & ~row.Fits);
        }

        return (counts._total, All.Where(f => counts._isTold[(int)f]).ToDictionary(f => f, f => counts.InOrder(f, filter[f])));
    }

    /// <summary>An engagement, with a bit for each facet with values that it fits.</summary>
    private readonly record struct Fitted(string Reference, int Fits);

    private static Expression<Func<EngagementRow, Fitted>> Fitting(PortfolioFacet[] chosen, PortfolioFilter filter, DateOnly day)
    {
        Expression<Func<EngagementRow, int, Fitted>> shape = (e, fits) => new(e.Reference, fits);
        var row = shape.Parameters[0];
        Expression fitting = Expression.Constant(0);
        foreach (var facet in chosen)
        {
            var bit = Expression.Condition(Facets.Fits(facet, filter[facet], day).Replace(0, row), Expression.Constant(1 << (int)facet), Expression.Constant(0));
            fitting = fitting is ConstantExpression ? bit : Expression.Add(fitting, bit);
        }

        return Expression.Lambda<Func<EngagementRow, Fitted>>(shape.Replace(1, fitting), row);
    }

    private void Add(FacetIndex.Entry entry, int misses)
    {
        if (misses == 0)
            _total++;
        else if (!int.IsPow2(misses))
            return;
        foreach (var facet in All)
            if ((misses & ~(1 << (int)facet)) == 0 && _isTold[(int)facet])
                Add(_counts[(int)facet], facet, entry);
    }

    /// <summary>Of facets with a list of words, the last place counts those that have none.</summary>
    private void Add(int[] counts, PortfolioFacet facet, FacetIndex.Entry entry)
    {
        switch (facet)
        {
            case PortfolioFacet.Region:
                counts[entry.Region]++;
                break;
            case PortfolioFacet.MemberState:
                counts[entry.MemberState]++;
                break;
            case PortfolioFacet.LeadOffice:
                counts[entry.LeadOffice]++;
                break;
            case PortfolioFacet.LeadOfficer:
                counts[entry.LeadOfficer]++;
                break;
            case PortfolioFacet.Partner:
                foreach (var partner in entry.Partners)
                    counts[partner]++;
                break;
            case PortfolioFacet.Topic:
                AddBits(counts, entry.Topics);
                break;
            case PortfolioFacet.Workstream:
                AddBits(counts, entry.Workstreams);
                break;
            case PortfolioFacet.State:
                counts[(int)entry.State]++;
                break;
            case PortfolioFacet.Health:
                counts[(int?)entry.Health.On(_day) ?? counts.Length - 1]++;
                break;
        }
    }

    private static void AddBits(int[] counts, int bits)
    {
        if (bits == 0)
            counts[^1]++;
        for (; bits != 0; bits &= bits - 1)
            counts[int.TrailingZeroCount(bits)]++;
    }

    private static string[]? FixedWords(PortfolioFacet facet) => facet switch
    {
        PortfolioFacet.Topic => [.. Enum.GetValues<Topic>().Select(PortfolioWords.Word)],
        PortfolioFacet.Workstream => [.. Enum.GetValues<WorkstreamKind>().Select(PortfolioWords.Word)],
        PortfolioFacet.State => [.. Enum.GetValues<EngagementState>().Select(PortfolioWords.Word)],
        PortfolioFacet.Health => [.. Enum.GetValues<Health>().Select(PortfolioWords.Word)],
        _ => null,
    };

    /// <summary>Values with a list of their own stand in its order, others by count, "none" last; a value that is chosen is there even when nothing has it.</summary>
    private Items<ValueCount> InOrder(PortfolioFacet facet, Items<string> chosen)
    {
        var counts = _counts[(int)facet];
        var values = _words[(int)facet].Append(PortfolioFilter.None).Select((word, number) => new ValueCount(word, counts[number]))
            .Where(v => v.Count > 0 || chosen.Contains(v.Value)).DistinctBy(v => v.Value).ToList();
        values.AddRange(chosen.Where(c => !values.Exists(v => v.Value == c)).Select(c => new ValueCount(c, 0)));
        var inOrder = FixedWords(facet) is null
            ? values.OrderBy(v => v.Value == PortfolioFilter.None).ThenByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)
            : values.OrderBy(v => v.Value == PortfolioFilter.None);
        return inOrder.ToItems();
    }
}
