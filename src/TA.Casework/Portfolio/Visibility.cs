using System.Linq.Expressions;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What <see cref="Permissions.MaySee(Actor, Engagement)"/> says, for the rows. The one place; a test compares the two.</summary>
internal static class Visibility
{
    /// <summary>Whether nothing is hidden from the person.</summary>
    public static bool SeesEverything(Actor actor) => actor.Is(ActorRoles.System | ActorRoles.Manager | ActorRoles.Administrator);

    /// <summary>Whether the person may know that the engagement exists.</summary>
    public static Expression<Func<EngagementRow, bool>> Of(Actor actor)
    {
        var (user, organization) = (actor.User.Value, actor.Organization.Value);
        return Of<EngagementRow>(
            actor, e => e.Classification, e => e.LeadOffice, e => e.Officers.Any(o => o.User == user), e => e.Organizations.Any(o => o.Organization == organization && o.TakesPart));
    }

    /// <summary>The same of an engagement as it is today, for whoever asks for an earlier day.</summary>
    public static Expression<Func<NowRow, bool>> Now(Actor actor)
    {
        var (user, organization) = (actor.User.Value, actor.Organization.Value);
        return Of<NowRow>(
            actor, e => e.Classification, e => e.LeadOffice, e => e.Officers.Any(o => o.User == user), e => e.Organizations.Any(o => o.Organization == organization && o.TakesPart));
    }

    private static Expression<Func<TRow, bool>> Of<TRow>(
        Actor actor, Expression<Func<TRow, InformationClassification>> classification, Expression<Func<TRow, string>> leadOffice, Expression<Func<TRow, bool>> isLed, Expression<Func<TRow, bool>> takesPart)
    {
        if (SeesEverything(actor))
            return e => true;
        Expression<Func<TRow, bool>>? seen = null;
        if (actor.Is(ActorRoles.Officer))
        {
            seen = classification.Then(c => c == InformationClassification.Unclassified);
            if (actor.Office is { Length: > 0 } office)
                seen = seen.Or(classification.Then(c => c == InformationClassification.Confidential).And(leadOffice.Then(o => o == office)));
            seen = seen.Or(isLed);
        }

        if (actor.Is(ActorRoles.Partner))
            seen = seen?.Or(takesPart) ?? takesPart;
        return seen ?? (e => false);
    }
}

/// <summary>Of an engagement as it is today, what says who may know of it. Only <see cref="AsOfDb"/> has it, beside the engagement as it was.</summary>
internal sealed class NowRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>Who may see it.</summary>
    public InformationClassification Classification { get; set; }

    /// <summary>The office that leads; empty when none is named.</summary>
    public required string LeadOffice { get; set; }

    /// <summary>The organizations that take part; for queries only.</summary>
    public List<NowOrganizationRow> Organizations { get; } = [];

    /// <summary>The officers named; for queries only.</summary>
    public List<NowOfficerRow> Officers { get; } = [];
}

/// <summary>An organization in an engagement as it is today.</summary>
internal sealed class NowOrganizationRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The organization.</summary>
    public required string Organization { get; set; }

    /// <summary>Its people may know of the engagement.</summary>
    public bool TakesPart { get; set; }
}

/// <summary>The lead officer or a deputy as it is today.</summary>
internal sealed class NowOfficerRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The account.</summary>
    public required string User { get; set; }
}
