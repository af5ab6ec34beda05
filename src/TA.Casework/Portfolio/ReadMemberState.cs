using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What is known of a Member State from the engagements with it that the person may see; null for people who do not see whole engagements, and where there is no such State.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Day">The day on which units are operational, UTC.</param>
/// <param name="Actor">Who asks.</param>
public sealed record ReadMemberState(string MemberState, DateOnly Day, Actor Actor) : IRequest<MemberStateRead?>, IActed
{
    /// <summary>The most engagements that are read.</summary>
    public const int Most = 200;
}

/// <summary>What is known of a Member State.</summary>
/// <param name="Statuses">What it is to the treaties, each with the day of its snapshot.</param>
/// <param name="Engagements">All engagements, past and present, the newest first.</param>
/// <param name="Units">Their specialized units.</param>
/// <param name="Trained">What training has come to, small numbers withheld: officials trained, trainers certified, sessions.</param>
/// <param name="Partners">Organizations with open tasks, UNODC and the State's own bodies apart.</param>
/// <param name="Lessons">What was recommended and learnt.</param>
/// <param name="Coverage">How its law covers the product's provisions, by treaty.</param>
public sealed record MemberStateRead(
    Items<TreatyStatus> Statuses, Items<EngagementOfState> Engagements, Items<UnitOfState> Units, Items<RollUpLine> Trained, Items<PartnerInState> Partners, Items<EarlierLesson> Lessons,
    Items<CoverageCounts> Coverage);

/// <summary>An engagement with the State.</summary>
public sealed record EngagementOfState(EngagementReference Reference, string Title, EngagementState State, Items<WorkstreamKind> Workstreams, string? Start, string? End);

/// <summary>A specialized unit in the State.</summary>
public sealed record UnitOfState(EngagementReference Engagement, string Name, UnitKind Kind, bool IsOperational);

/// <summary>An organization that has open tasks in the State.</summary>
public sealed record PartnerInState(OrganizationId Organization, string Name, int Engagements);

internal sealed class ReadMemberStateHandler(IDbContextFactory<PortfolioDb> databases, IMediator mediator, IGrainFactory grains) : IRequestHandler<ReadMemberState, MemberStateRead?>
{
    private static readonly string[] Shown = ["TRN-1", "TRN-2", "TRN-3"];

    public async Task<MemberStateRead?> Handle(ReadMemberState request, CancellationToken cancellationToken)
    {
        var (code, day, actor) = request;
        if (!Permissions.SeesAll(actor) || MemberStates.Find(code) is null)
            return null;
        var scope = new ResultsScope(new PortfolioFilter().With(PortfolioFacet.MemberState, code));
        var sums = await mediator.Send(new RollUpResults(scope, RollUpBy.Nothing, day, actor), cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var visible = db.Visible(actor).Where(e => e.MemberState == code);
        var rows = await visible.OrderByDescending(e => e.Reference).Take(ReadMemberState.Most).ToListAsync(cancellationToken);
        const int counterpart = 1 << (int)ParticipationPart.NationalCounterpart, partner = 1 << (int)ParticipationPart.Partner;
        var partners = await visible.SelectMany(e => e.Organizations).Where(o => o.Organization != "unodc" && ((o.Parts & counterpart) == 0 || (o.Parts & partner) != 0)
                && db.Tasks.Any(t => t.Reference == o.Reference && t.Organization == o.Organization && t.Standing != TaskStanding.Nothing))
            .ToListAsync(cancellationToken);
        return new(
            TreatyStatuses.Of(code).ToItems(),
            rows.Select(e => new EngagementOfState(
                EngagementReference.Parse(e.Reference), e.Title, e.State, PortfolioWords.OfBits<WorkstreamKind>(e.Workstreams).ToItems(), e.Start, e.End)).ToItems(),
            (await Units(rows, day)).ToItems(),
            sums.Lines.Where(l => Shown.Contains(l.Indicator)).ToItems(),
            partners.GroupBy(p => p.Organization).OrderBy(g => g.First().Name, StringComparer.Ordinal).Select(g => new PartnerInState(new(g.Key), g.First().Name, g.Count())).ToItems(),
            await mediator.Send(new EarlierLessons(code, null, actor), cancellationToken),
            (await mediator.Send(new CoverageOfState(code, actor, day), cancellationToken))!.OfListed());
    }

    /// <summary>Units stand in no row: they are read from the engagements that have the workstream.</summary>
    private async Task<List<UnitOfState>> Units(List<EngagementRow> rows, DateOnly day)
    {
        var units = new List<UnitOfState>();
        foreach (var row in rows.Where(r => (r.Workstreams & (1 << (int)WorkstreamKind.SpecializedUnit)) != 0))
            if (await grains.GetGrain<IEngagementGrain>(row.Reference).Read() is { } engagement)
                units.AddRange(engagement.Units.Units.Select(u => new UnitOfState(engagement.Reference, u.Facts.Name, u.Facts.Kind, UnitReadiness.IsOperational(u, day))));
        return units;
    }
}
