using TA.Engagements;

namespace TA.Web.Security;

/// <summary>An organization to choose from.</summary>
/// <param name="Key">Its key, as an account keeps it.</param>
/// <param name="Name">Its name, as a person reads it.</param>
public sealed record OrganizationChoice(string Key, string Name);

/// <summary>Says which organizations a partner's account can belong to, by name.</summary>
public delegate IReadOnlyList<OrganizationChoice> OrganizationChoices();

/// <summary>The partner organizations that the product brings along.</summary>
internal static class Organizations
{
    /// <summary>All of them but UNODC itself, by name.</summary>
    public static IReadOnlyList<OrganizationChoice> All() => Known;

    private static readonly List<OrganizationChoice> Known =
    [
        .. ListedOrganizations.All.Where(o => o.Id != OrganizationId.Unodc).Select(o => new OrganizationChoice(o.Id.Value, o.Name))
            .OrderBy(o => o.Name, StringComparer.InvariantCultureIgnoreCase),
    ];
}
