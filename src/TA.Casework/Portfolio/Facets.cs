using System.Linq.Expressions;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The conditions of the filter in SQL.</summary>
internal static class Facets
{
    private static readonly PortfolioFacet[] All = Enum.GetValues<PortfolioFacet>();

    /// <summary>Facets that say something of the whole plan: only for people who see whole engagements.</summary>
    public static bool IsOfWholePlan(PortfolioFacet facet) => facet is PortfolioFacet.Health or PortfolioFacet.Partner;

    /// <summary>What an engagement must fit apart from the facets: text, programme, changed since.</summary>
    public static IQueryable<EngagementRow> Beside(IQueryable<EngagementRow> rows, PortfolioFilter filter)
    {
        foreach (var term in Folding.Terms(filter.Text ?? ""))
            rows = rows.Where(e => e.SearchText.Contains(term));
        if (filter.Programme is { Value: var programme })
            rows = rows.Where(e => e.Programme == programme);
        if (filter.ChangedSince is { UtcTicks: var since })
            rows = rows.Where(e => e.ChangedAt >= since);
        return rows;
    }

    /// <summary>The engagements that are listed.</summary>
    /// <param name="visible">Those that the person may know of.</param>
    /// <param name="filter">What is listed of them.</param>
    /// <param name="day">The day for which health is told.</param>
    public static IQueryable<EngagementRow> Listed(IQueryable<EngagementRow> visible, PortfolioFilter filter, DateOnly day) =>
        All.Where(f => filter[f].Count > 0).Aggregate(Beside(visible, filter), (some, facet) => some.Where(Fits(facet, filter[facet], day)));

    /// <summary>The health on a day as a number; −1 where there is none. The same rule as <see cref="HealthFacts.On"/>.</summary>
    public static Expression<Func<EngagementRow, int>> HealthOn(DateOnly day) =>
        e => !e.HasHealth ? -1
            : e.IsBlocked ? (int)Health.Blocked
            : e.LateFrom <= day ? (int)Health.Late
            : e.AtRiskFrom <= day ? (int)Health.AtRisk
            : (int)Health.OnTrack;

    /// <summary>The engagement has one of the values.</summary>
    public static Expression<Func<EngagementRow, bool>> Fits(PortfolioFacet facet, Items<string> chosen, DateOnly day)
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
}
