using System.Globalization;
using System.Security.Claims;

namespace TA.Web.Security;

/// <summary>Who is signed in, as read from the principal of a request and from nowhere else.</summary>
/// <param name="Id">The account.</param>
/// <param name="DisplayName">The name that others see.</param>
/// <param name="Roles">What the person may be.</param>
/// <param name="OrganizationKey">A partner's organization, else null.</param>
/// <param name="Office">An officer's office, else null.</param>
/// <param name="PreviousVisitAt">When the last but one visit ended, in UTC; null on the first visit.</param>
public sealed record SignedInPerson(
    Guid Id,
    string DisplayName,
    AccountRoles Roles,
    string? OrganizationKey,
    string? Office,
    DateTimeOffset? PreviousVisitAt)
{
    private const string OrganizationClaim = "ta:organization";
    private const string OfficeClaim = "ta:office";
    private const string PreviousVisitClaim = "ta:previous-visit";
    private const string StampClaim = "ta:stamp";

    /// <summary>Whether the person has one of these roles.</summary>
    public bool IsAny(AccountRoles roles) => (Roles & roles) != 0;

    /// <summary>Reads a principal; null when nobody is signed in.</summary>
    public static SignedInPerson? From(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true } || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return null;
        var roles = principal.FindAll(ClaimTypes.Role).Aggregate(AccountRoles.None, (all, claim) => all | Enum.Parse<AccountRoles>(claim.Value));
        var visit = principal.FindFirstValue(PreviousVisitClaim);
        return new SignedInPerson(
            id,
            principal.FindFirstValue(ClaimTypes.Name) ?? "",
            roles,
            principal.FindFirstValue(OrganizationClaim),
            principal.FindFirstValue(OfficeClaim),
            visit is null ? null : DateTimeOffset.Parse(visit, CultureInfo.InvariantCulture));
    }

    /// <summary>The principal of an account, signed in by the scheme named.</summary>
    internal static ClaimsPrincipal PrincipalOf(Account account, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, account.Id.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, account.DisplayName));
        identity.AddClaim(new(StampClaim, account.SecurityStamp ?? ""));
        foreach (var role in Enum.GetValues<AccountRoles>())
            if (role != AccountRoles.None && account.Roles.HasFlag(role))
                identity.AddClaim(new(ClaimTypes.Role, role.ToString()));
        Add(OrganizationClaim, account.OrganizationKey);
        Add(OfficeClaim, account.Office);
        Add(PreviousVisitClaim, account.PreviousVisitAt?.ToString("O", CultureInfo.InvariantCulture));
        return new ClaimsPrincipal(identity);

        void Add(string type, string? value)
        {
            if (value is not null)
                identity.AddClaim(new(type, value));
        }
    }

    /// <summary>The account and security stamp that a cookie carries; null when the cookie is none of ours.</summary>
    internal static (Guid Account, string Stamp)? CookieOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && principal.FindFirstValue(StampClaim) is { } stamp
            ? (id, stamp)
            : null;
}
