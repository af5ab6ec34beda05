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
        if (SeesEverything(actor))
            return e => true;
        var user = actor.User.Value;
        var organization = actor.Organization.Value;
        var office = actor.Office ?? "";
        return (actor.Is(ActorRoles.Officer), actor.Is(ActorRoles.Partner)) switch
        {
            (false, false) => e => false,
            (false, true) => e => e.Organizations.Any(o => o.Organization == organization && o.TakesPart),
            (true, false) => e =>
                e.Classification == InformationClassification.Unclassified
                || (e.Classification == InformationClassification.Confidential && office != "" && e.LeadOffice == office)
                || e.Officers.Any(o => o.User == user),
            (true, true) => e =>
                e.Classification == InformationClassification.Unclassified
                || (e.Classification == InformationClassification.Confidential && office != "" && e.LeadOffice == office)
                || e.Officers.Any(o => o.User == user)
                || e.Organizations.Any(o => o.Organization == organization && o.TakesPart),
        };
    }
}
