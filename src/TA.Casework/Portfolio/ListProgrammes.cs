using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Programmes by title. People who see only their own tasks get the programmes of the engagements they may know of, without money. None for a day that is refused.</summary>
/// <param name="Text">Words that must all occur in identifier, title or the source's reference; null for all.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Day">Today, or the day as of which it is told; left out for how things stand now.</param>
public sealed record ListProgrammes(string? Text, Actor Actor, PortfolioDay Day = default) : IRequest<Items<ListedProgramme>>, IActed
{
    /// <summary>The most programmes that are listed.</summary>
    public const int Most = 500;
}

/// <summary>A programme as it is listed.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Title">One line.</param>
/// <param name="LeadOffice">The office that leads.</param>
/// <param name="Start">First day, as far as known.</param>
/// <param name="End">Last day, as far as known.</param>
/// <param name="Budget">The budget.</param>
/// <param name="Engagements">How many engagements that the person may see belong to it.</param>
/// <param name="MemberStates">In how many Member States these are.</param>
/// <param name="Donors">How many donors give to it; null for people who see no money.</param>
public sealed record ListedProgramme(
    ProgrammeId Id, string Title, string? LeadOffice, string? Start, string? End, Money? Budget, int Engagements, int MemberStates, int? Donors);

internal sealed class ListProgrammesHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<ListProgrammes, Items<ListedProgramme>>
{
    public async Task<Items<ListedProgramme>> Handle(ListProgrammes request, CancellationToken cancellationToken)
    {
        if (request.Day.Refusal is not null)
            return [];
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var visible = db.Visible(request.Actor);
        var seesAll = Permissions.SeesAll(request.Actor);
        IQueryable<ProgrammeRow> programmes = db.Programmes;
        foreach (var term in Folding.Terms(request.Text ?? ""))
            programmes = programmes.Where(p => p.SearchText.Contains(term));
        if (!seesAll)
            programmes = programmes.Where(p => visible.Any(e => e.Programme == p.Id));
        var rows = await programmes.OrderBy(p => p.Title).ThenBy(p => p.Id).Take(ListProgrammes.Most).Select(p => new
        {
            Programme = p,
            Engagements = visible.Count(e => e.Programme == p.Id),
            MemberStates = visible.Where(e => e.Programme == p.Id).Select(e => e.MemberState).Distinct().Count(),
            Donors = db.Contributions.Where(c => c.Owner == p.Id).Select(c => c.Donor).Distinct().Count(),
        }).ToListAsync(cancellationToken);
        return rows.Select(r => new ListedProgramme(
            new(r.Programme.Id), r.Programme.Title, r.Programme.LeadOffice, r.Programme.Start, r.Programme.End,
            seesAll ? ProgrammeRows.Money(r.Programme.Budget, r.Programme.BudgetCurrency) : null, r.Engagements, r.MemberStates, seesAll ? r.Donors : null)).ToItems();
    }
}
