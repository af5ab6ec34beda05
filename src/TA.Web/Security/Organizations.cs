using TA.Casework.Organizations;
using TA.Engagements;
using TA.Web.Resources;

namespace TA.Web.Security;

/// <summary>An organization to choose from.</summary>
/// <param name="Key">Its key, as an account keeps it.</param>
/// <param name="Name">Its name, as a person reads it.</param>
public sealed record OrganizationChoice(string Key, string Name);

/// <summary>The organizations to which a partner's account can belong: all that the product knows, but UNODC itself.</summary>
public sealed class OrganizationChoices(OrganizationDirectory directory)
{
    /// <summary>Those to choose from, by name.</summary>
    public async Task<IReadOnlyList<OrganizationChoice>> All() =>
        [.. (await directory.Search("", most: ListOrganizations.Most)).Where(o => o.Id != OrganizationId.Unodc).Select(o => new OrganizationChoice(o.Id.Value, Sentences.Name(o)))];

    /// <summary>The name of one; its key where it is not known.</summary>
    public async Task<string> Name(string key) => await directory.Find(new(key)) is { } known ? Sentences.Name(known) : key;

    /// <summary>Whether an account can belong to it. The partner list is known before the table of organizations is made.</summary>
    public async Task<bool> Has(string? key) =>
        OrganizationId.TryParse(key, null, out var id) && id != OrganizationId.Unodc && (ListedOrganizations.All.Any(o => o.Id == id) || await directory.Find(id) is not null);
}
