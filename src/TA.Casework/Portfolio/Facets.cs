using System.Linq.Expressions;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>How many engagements have a value.</summary>
/// <param name="Value">As <see cref="PortfolioFilter"/> takes it.</param>
/// <param name="Count">Engagements that fit all other facets and have the value.</param>
public readonly record struct ValueCount(string Value, int Count);

/// <summary>The conditions of the filter in SQL, and the counts.</summary>
internal static class Facets
{
    private static readonly PortfolioFacet[] All = Enum.GetValues<PortfolioFacet>();

    private static readonly Items<string>[] FixedValues =
        [.. All.Select(f => f switch
        {
            PortfolioFacet.Topic => Enum.GetValues<Topic>().Select(PortfolioWords.Word).ToItems(),
            PortfolioFacet.Workstream => Enum.GetValues<WorkstreamKind>().Skip(1).Select(PortfolioWords.Word).ToItems(),
            PortfolioFacet.State => Enum.GetValues<EngagementState>().Select(PortfolioWords.Word).ToItems(),
            PortfolioFacet.Health => Enum.GetValues<Health>().Select(PortfolioWords.Word).ToItems(),
            _ => default,
        })];

    /// <summary>Facets that say something of the whole plan: only for people who see whole engagements.</summary>
    public static bool IsOfWholePlan(PortfolioFacet facet) => facet is PortfolioFacet.Health or PortfolioFacet.Partner;

    /// <summary>What an engagement must fit apart from the facets: visible, text, programme, changed since.</summary>
    public static IQueryable<EngagementRow> Beside(IQueryable<EngagementRow> rows, PortfolioFilter filter, Actor actor)
    {
        rows = rows.Where(Visibility.Of(actor));
        foreach (var term in Folding.Terms(filter.Text ?? ""))
            rows = rows.Where(e => e.SearchText.Contains(term));
        if (filter.Programme is { Value: var programme })
            rows = rows.Where(e => e.Programme == programme);
        if (filter.ChangedSince is { UtcTicks: var since })
            rows = rows.Where(e => e.ChangedAt >= since);
        return rows;
    }

    /// <summary>The engagements that are listed.</summary>
    public static IQueryable<EngagementRow> Listed(IQueryable<EngagementRow> rows, PortfolioFilter filter, Actor actor, DateOnly day) =>
        All.Where(f => filter[f].Count > 0).Aggregate(Beside(rows, filter, actor), (some, facet) => some.Where(Fits(facet, filter[facet], day)));

    /// <summary>The health on a day as a number; −1 where there is none. The same rule as <see cref="HealthFacts.On"/>.</summary>
    public static Expression<Func<EngagementRow, int>> HealthOn(DateOnly day) =>
        e => !e.HasHealth ? -1
            : e.IsBlocked ? (int)Health.Blocked
            : e.LateFrom <= day ? (int)Health.Late
            : e.AtRiskFrom <= day ? (int)Health.AtRisk
            : (int)Health.OnTrack;

    private static Expression<Func<EngagementRow, bool>> Fits(PortfolioFacet facet, Items<string> chosen, DateOnly day)
    {
        var values = chosen.ToList();
        var orNone = values.Contains(PortfolioFilter.None);
        switch (facet)
        {
            case PortfolioFacet.Region:
                return e => values.Contains(e.Region);
            case PortfolioFacet.MemberState:
                return e => values.Contains(e.MemberState);
            case PortfolioFacet.LeadOffice:
                return e => values.Contains(e.LeadOffice);
            case PortfolioFacet.LeadOfficer:
                return e => values.Contains(e.LeadOfficer);
            case PortfolioFacet.Partner:
                return e => (orNone && e.Partners == "") || e.Organizations.Any(o => o.TakesPart && o.Organization != "unodc" && values.Contains(o.Organization));
            case PortfolioFacet.Topic:
                var topics = Bits<Topic>(values);
                return e => (e.Topics & topics) != 0 || (orNone && e.Topics == 0);
            case PortfolioFacet.Workstream:
                var workstreams = Bits<WorkstreamKind>(values);
                return e => (e.Workstreams & workstreams) != 0 || (orNone && e.Workstreams == 0);
            case PortfolioFacet.State:
                var states = values.ConvertAll(Read<EngagementState>);
                return e => states.Contains(e.State);
            case PortfolioFacet.Health:
                var healths = values.ConvertAll(v => v == PortfolioFilter.None ? -1 : (int)Read<Health>(v));
                return HealthOn(day).Then(h => healths.Contains(h));
            default:
                throw new ArgumentOutOfRangeException(nameof(facet), facet, null);
        }
    }

    private static T Read<T>(string word) where T : struct, Enum =>
        PortfolioWords.TryRead<T>(word, out var value) ? value : throw new ArgumentException($"'{word}' is no {typeof(T).Name}.", nameof(word));

    private static int Bits<T>(List<string> words) where T : struct, Enum =>
        words.Where(w => w != PortfolioFilter.None).Aggregate(0, (bits, w) => bits | (1 << Convert.ToInt32(Read<T>(w), null)));

    /// <summary>What one engagement counts for. <c>Fits</c> has a bit for each facet with values that the engagement fits.</summary>
    private readonly record struct Counted(
        string Region, string MemberState, int Topics, int Workstreams, int State, int Health, string Partners, string LeadOffice, string LeadOfficer, int Fits);

    /// <summary>
    /// Counts every value of every facet, each with the values of the other facets applied, in one pass: an engagement that misses a single facet counts
    /// for that facet alone, one that misses two counts nowhere.
    /// </summary>
    public static async Task<(int Total, IReadOnlyDictionary<PortfolioFacet, Items<ValueCount>> Counts)> Count(
        IQueryable<EngagementRow> rows, PortfolioFilter filter, Actor actor, DateOnly day, CancellationToken cancellation)
    {
        var chosen = All.Where(f => filter[f].Count > 0).ToArray();
        var all = chosen.Aggregate(0, (bits, f) => bits | (1 << (int)f));
        var seesPlan = Permissions.SeesAll(actor);
        var counts = Array.ConvertAll(All, _ => new Dictionary<string, int>());
        var total = 0;
        await foreach (var row in Beside(rows, filter, actor).Select(Projection(chosen, filter, day)).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var misses = all & ~row.Fits;
            if (misses == 0)
                total++;
            for (var i = 0; i < All.Length; i++)
                if ((misses & ~(1 << i)) == 0 && (seesPlan || !IsOfWholePlan(All[i])))
                    Add(counts[i], All[i], row);
        }

        return (total, All.Where(f => seesPlan || !IsOfWholePlan(f)).ToDictionary(f => f, f => InOrder(f, counts[(int)f], filter[f])));
    }

    private static Expression<Func<EngagementRow, Counted>> Projection(PortfolioFacet[] chosen, PortfolioFilter filter, DateOnly day)
    {
        Expression<Func<EngagementRow, int, int, Counted>> shape = (e, health, fits) =>
            new(e.Region, e.MemberState, e.Topics, e.Workstreams, (int)e.State, health, e.Partners, e.LeadOffice, e.LeadOfficer, fits);
        var row = shape.Parameters[0];
        Expression fitting = Expression.Constant(0);
        foreach (var facet in chosen)
        {
            var bit = Expression.Condition(Fits(facet, filter[facet], day).Replace(0, row), Expression.Constant(1 << (int)facet), Expression.Constant(0));
            fitting = fitting is ConstantExpression ? bit : Expression.Add(fitting, bit);
        }

        var body = Expression.Lambda(shape.Replace(1, HealthOn(day).Replace(0, row)), row, shape.Parameters[2]).Replace(1, fitting);
        return Expression.Lambda<Func<EngagementRow, Counted>>(body, row);
    }

    private static void Add(Dictionary<string, int> counts, PortfolioFacet facet, in Counted row)
    {
        switch (facet)
        {
            case PortfolioFacet.Region:
                One(counts, row.Region);
                break;
            case PortfolioFacet.MemberState:
                One(counts, row.MemberState);
                break;
            case PortfolioFacet.Topic:
                Each<Topic>(counts, row.Topics);
                break;
            case PortfolioFacet.Workstream:
                Each<WorkstreamKind>(counts, row.Workstreams);
                break;
            case PortfolioFacet.State:
                One(counts, PortfolioWords.Word((EngagementState)row.State));
                break;
            case PortfolioFacet.Health:
                One(counts, row.Health < 0 ? PortfolioFilter.None : PortfolioWords.Word((Health)row.Health));
                break;
            case PortfolioFacet.Partner:
                var known = counts.GetAlternateLookup<ReadOnlySpan<char>>();
                foreach (var partner in row.Partners.AsSpan().Split(' '))
                    CollectionsMarshal.GetValueRefOrAddDefault(known, row.Partners.AsSpan(partner), out _)++;
                break;
            case PortfolioFacet.LeadOffice:
                One(counts, row.LeadOffice);
                break;
            case PortfolioFacet.LeadOfficer:
                One(counts, row.LeadOfficer);
                break;
        }
    }

    private static void Each<T>(Dictionary<string, int> counts, int bits) where T : struct, Enum
    {
        if (bits == 0)
            One(counts, PortfolioFilter.None);
        for (; bits != 0; bits &= bits - 1)
            One(counts, PortfolioWords.Word((T)Enum.ToObject(typeof(T), BitOperations.TrailingZeroCount(bits))));
    }

    private static void One(Dictionary<string, int> counts, string value) => CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;

    /// <summary>Values with a list of their own stand in its order, others by count; a value that is chosen is there even when nothing has it.</summary>
    private static Items<ValueCount> InOrder(PortfolioFacet facet, Dictionary<string, int> counts, Items<string> chosen)
    {
        foreach (var value in chosen)
            counts.TryAdd(value, 0);
        var own = FixedValues[(int)facet];
        return counts.OrderBy(c => c.Key == PortfolioFilter.None).ThenBy(c => own.FindIndex(v => v == c.Key)).ThenByDescending(c => own.Count == 0 ? c.Value : 0).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ValueCount(c.Key, c.Value)).ToItems();
    }
}
