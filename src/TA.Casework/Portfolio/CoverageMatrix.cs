using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>How the law of one Member State covers the provisions, from all its engagements that the person may see; null for a partner, for no Member State, and for a day that is refused.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Day">Today, or the day as of which it is told; left out for how things stand now.</param>
public sealed record CoverageOfState(string MemberState, Actor Actor, PortfolioDay Day = default) : IRequest<StateCoverage?>, IActed;

/// <summary>The coverage of one Member State.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Statuses">Treaty status, each with the day of its snapshot.</param>
/// <param name="Lines">One line for each provision: those of the product, then those that officers added.</param>
public sealed record StateCoverage(string MemberState, Items<TreatyStatus> Statuses, Items<CoverageLine> Lines)
{
    /// <summary>The product's provisions in numbers, by treaty; those that officers added are left out.</summary>
    internal Items<CoverageCounts> OfListed() =>
        TreatyProvisions.All.Zip(Lines).GroupBy(l => l.First.Instrument).Select(g => CoverageCounts.Of(g.Key, g.Select(l => l.Second.Coverage))).ToItems();
}

/// <summary>One provision in one Member State.</summary>
/// <param name="Provision">Treaty and article.</param>
/// <param name="Heading">What it is about; null for a provision that an officer added.</param>
/// <param name="Obligation">How far it binds; null for a provision that an officer added.</param>
/// <param name="Coverage">Law in force, draft or gap.</param>
/// <param name="Known">What each engagement knows.</param>
public sealed record CoverageLine(string Provision, string? Heading, ObligationLevel? Obligation, Coverage Coverage, Items<KnownByEngagement> Known);

/// <summary>What one engagement knows of a provision.</summary>
public sealed record KnownByEngagement(EngagementReference Engagement, KnownOfProvision Known);

/// <summary>Coverage across Member States, from the engagements that the person may see; null for a partner, and for a day that is refused.</summary>
/// <param name="Region">UN M49 code of a region, or null for all.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Day">Today, or the day as of which it is told; left out for how things stand now.</param>
public sealed record CoverageAcrossStates(string? Region, Actor Actor, PortfolioDay Day = default) : IRequest<CoverageTable?>, IActed;

/// <summary>Coverage across Member States. Only States of which something is known are in it.</summary>
/// <param name="States">One line for each State.</param>
/// <param name="Provisions">One line for each of the product's provisions, then for each that officers added.</param>
public sealed record CoverageTable(Items<CoverageOfOneState> States, Items<CoverageOfOneProvision> Provisions);

/// <summary>One State in numbers.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Counts">The product's provisions by treaty, in their order; those that officers added are left out, as in <see cref="StateCoverage.OfListed"/>.</param>
public sealed record CoverageOfOneState(string MemberState, Items<CoverageCounts> Counts);

/// <summary>One provision in numbers of States: those that <see cref="StatesOfProvision"/> lists.</summary>
/// <param name="Provision">The product's key; null for a provision that officers added.</param>
/// <param name="Name">Treaty and article.</param>
/// <param name="Heading">What it is about; null for a provision that officers added.</param>
/// <param name="Obligation">How far it binds; null for a provision that officers added.</param>
/// <param name="Counts">The States by coverage.</param>
public sealed record CoverageOfOneProvision(ProvisionId? Provision, string Name, string? Heading, ObligationLevel? Obligation, CoverageCounts Counts);

/// <summary>The States that are counted for a provision, from the engagements that the person may see; null for a partner, for a provision of which nothing is known, and for a day that is refused.</summary>
/// <param name="Name">Treaty and article.</param>
/// <param name="Region">UN M49 code of a region, or null for all.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Day">Today, or the day as of which it is told; left out for how things stand now.</param>
public sealed record StatesOfProvision(string Name, string? Region, Actor Actor, PortfolioDay Day = default) : IRequest<ProvisionInStates?>, IActed;

/// <summary>One provision in every State of which something is known.</summary>
/// <param name="Name">Treaty and article.</param>
/// <param name="Heading">What it is about; null for a provision that officers added.</param>
/// <param name="States">By code.</param>
public sealed record ProvisionInStates(string Name, string? Heading, Items<ProvisionInState> States);

/// <summary>One provision in one State.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Coverage">Law in force, draft or gap.</param>
/// <param name="Known">What each engagement knows.</param>
public sealed record ProvisionInState(string MemberState, Coverage Coverage, Items<KnownByEngagement> Known);

/// <summary>Provisions of a treaty, or States, by coverage.</summary>
public sealed record CoverageCounts(string Instrument, int LawInForce, int Draft, int Gap, int NotApplicable, int NotAssessed)
{
    internal static CoverageCounts Of(string instrument, IEnumerable<Coverage> coverages)
    {
        var counts = coverages.CountBy(c => c).ToDictionary();
        return new(
            instrument, counts.GetValueOrDefault(Coverage.LawInForce), counts.GetValueOrDefault(Coverage.Draft), counts.GetValueOrDefault(Coverage.Gap),
            counts.GetValueOrDefault(Coverage.NotApplicable), counts.GetValueOrDefault(Coverage.NotAssessed));
    }
}

internal sealed class CoverageOfStateHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<CoverageOfState, StateCoverage?>
{
    public async Task<StateCoverage?> Handle(CoverageOfState request, CancellationToken cancellationToken)
    {
        if (!Permissions.SeesAll(request.Actor) || request.Day.Refusal is not null || MemberStates.Find(request.MemberState) is null)
            return null;
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var rows = await db.Visible(request.Actor).Where(e => e.MemberState == request.MemberState)
            .Join(db.Coverage, e => e.Reference, c => c.Reference, (e, c) => c).OrderBy(c => c.Reference).ToListAsync(cancellationToken);
        var known = rows.SelectMany(r => LegislationRows.Read(r.Known).Select(k => new KnownByEngagement(EngagementReference.Parse(r.Reference), k))).ToLookup(k => k.Known.Provision);
        var listed = TreatyProvisions.All.Select(p => Line(TreatyCoverage.Name(p), p.Heading, p.Obligation, known)).ToList();
        var names = listed.Select(l => l.Provision).ToHashSet();
        var added = known.Where(k => !names.Contains(k.Key)).OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => Line(k.Key, null, null, known));
        return new(request.MemberState, TreatyStatuses.Of(request.MemberState).ToItems(), listed.Concat(added).ToItems());
    }

    private static CoverageLine Line(string name, string? heading, ObligationLevel? obligation, ILookup<string, KnownByEngagement> known) =>
        new(name, heading, obligation, KnownStates.Coverage(known, name), known[name].ToItems());
}

internal sealed class CoverageAcrossStatesHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<CoverageAcrossStates, CoverageTable?>
{
    public async Task<CoverageTable?> Handle(CoverageAcrossStates request, CancellationToken cancellationToken)
    {
        if (!Permissions.SeesAll(request.Actor) || request.Day.Refusal is not null)
            return null;
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var states = await KnownStates.Read(db, request.Region, request.Actor, cancellationToken);
        var listed = TreatyProvisions.All.Select(p => new CoverageOfOneProvision(p.Id, TreatyCoverage.Name(p), p.Heading, p.Obligation, CoverageCounts.Of(p.Instrument, [])));
        var names = TreatyProvisions.All.Select(TreatyCoverage.Name).ToHashSet();
        var added = states.SelectMany(s => s.Known.Select(k => k.Key)).Where(n => !names.Contains(n)).Distinct().Order(StringComparer.Ordinal)
            .Select(n => new CoverageOfOneProvision(null, n, null, null, CoverageCounts.Of(KnownStates.Instrument(n), [])));
        var provisions = listed.Concat(added).ToList();
        var matrix = states.ConvertAll(s => (s.State, Cells: provisions.ConvertAll(p => KnownStates.Coverage(s.Known, p.Name))));
        return new(
            matrix.Select(s => new CoverageOfOneState(s.State, provisions.Zip(s.Cells).Where(c => c.First.Provision is not null).GroupBy(c => c.First.Counts.Instrument)
                .Select(g => CoverageCounts.Of(g.Key, g.Select(c => c.Second))).ToItems())).ToItems(),
            provisions.Select((p, n) => p with { Counts = CoverageCounts.Of(p.Counts.Instrument, matrix.Select(s => s.Cells[n])) }).ToItems());
    }
}

internal sealed class StatesOfProvisionHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<StatesOfProvision, ProvisionInStates?>
{
    public async Task<ProvisionInStates?> Handle(StatesOfProvision request, CancellationToken cancellationToken)
    {
        if (!Permissions.SeesAll(request.Actor) || request.Day.Refusal is not null)
            return null;
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var states = await KnownStates.Read(db, request.Region, request.Actor, cancellationToken);
        var provision = TreatyProvisions.All.FirstOrDefault(p => TreatyCoverage.Name(p) == request.Name);
        return provision is null && !states.Exists(s => s.Known.Contains(request.Name)) ? null
            : new(request.Name, provision?.Heading, states.Select(s => new ProvisionInState(s.State, KnownStates.Coverage(s.Known, request.Name), s.Known[request.Name].ToItems())).ToItems());
    }
}

/// <summary>What is known of the provisions, State by State.</summary>
internal static class KnownStates
{
    /// <summary>The States of which something is known, by code, each with what its engagements know of a provision by its name.</summary>
    public static async Task<List<(string State, ILookup<string, KnownByEngagement> Known)>> Read(PortfolioDb db, string? region, Actor actor, CancellationToken cancellation)
    {
        var rows = await db.Visible(actor).Where(e => region == null || e.Region == region)
            .Join(db.Coverage, e => e.Reference, c => c.Reference, (e, c) => new { e.Reference, e.MemberState, c.Known }).OrderBy(r => r.Reference).ToListAsync(cancellation);
        return [.. rows.GroupBy(r => r.MemberState).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (
            g.Key, g.SelectMany(r => LegislationRows.Read(r.Known).Select(k => new KnownByEngagement(EngagementReference.Parse(r.Reference), k))).ToLookup(k => k.Known.Provision)))];
    }

    /// <summary>How a State covers a provision.</summary>
    public static Coverage Coverage(ILookup<string, KnownByEngagement> known, string provision) => TreatyCoverage.Of(known[provision].Select(k => k.Known));

    /// <summary>The treaty of a provision that officers added, from its name.</summary>
    public static string Instrument(string name) => name.Split(' ')[0];
}
