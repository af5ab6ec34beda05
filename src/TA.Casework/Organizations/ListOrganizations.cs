using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Organizations;

/// <summary>The organizations by name, with what each has to do in the engagements that the person may see. People who see only their own tasks get their own organization alone. None for a day that is refused.</summary>
/// <param name="Text">Words that must all occur in name or acronym; null for all.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Day">Today, or the day as of which their work is told, not the organizations themselves; left out for how things stand now.</param>
public sealed record ListOrganizations(string? Text, Actor Actor, PortfolioDay Day = default) : IRequest<Items<OrganizationWithTasks>>, IActed
{
    /// <summary>The most organizations that are listed.</summary>
    public const int Most = 500;
}

/// <summary>An organization and how much it has to do.</summary>
/// <param name="Organization">The organization.</param>
/// <param name="OpenTasks">Its tasks that are neither accepted, cancelled nor declined, in engagements that have not ended.</param>
/// <param name="Engagements">In how many engagements it takes part otherwise than by giving money, or has tasks.</param>
public sealed record OrganizationWithTasks(KnownOrganization Organization, int OpenTasks, int Engagements);

internal sealed class ListOrganizationsHandler(OrganizationDirectory directory, PortfolioReader portfolio, RecentWrites recent)
    : IRequestHandler<ListOrganizations, Items<OrganizationWithTasks>>
{
    public async Task<Items<OrganizationWithTasks>> Handle(ListOrganizations request, CancellationToken cancellationToken)
    {
        if (request.Day.Refusal is not null)
            return [];
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        var organizations = Permissions.SeesAll(request.Actor) ? await directory.Search(request.Text ?? "", most: ListOrganizations.Most, cancellation: cancellationToken)
            : await directory.Find(request.Actor.Organization, cancellationToken) is { } own ? [own]
            : Items.Create<KnownOrganization>([]);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var ids = organizations.Select(o => o.Id.Value).ToList();
        var visible = db.Visible(request.Actor);
        var tasks = await db.Tasks.Where(t => ids.Contains(t.Organization!) && t.Standing < TaskStanding.Nothing && visible.Any(e => e.Reference == t.Reference))
            .GroupBy(t => t.Organization).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key!, g => g.Count, cancellationToken);
        var engagements = await db.Organizations.Where(o => ids.Contains(o.Organization) && o.TakesPart && visible.Any(e => e.Reference == o.Reference))
            .GroupBy(o => o.Organization).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return organizations.Select(o => new OrganizationWithTasks(o, tasks.GetValueOrDefault(o.Id.Value), engagements.GetValueOrDefault(o.Id.Value))).ToItems();
    }
}
