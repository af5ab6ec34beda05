using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>
/// Finds an organization in the directory by the name a source gives it, and enters it as unverified where there is none. The same name and State always give the same
/// organization, or a repeated import would not be the same.
/// </summary>
/// <param name="name">The name; organizations of the product's list have been looked for before: see <see cref="ListedNames"/>.</param>
/// <param name="memberState">The Member State of a national body: two States have a Ministry of Justice each. Null for others.</param>
/// <param name="cancellation">Stops it.</param>
public delegate Task<OrganizationId> EnterOrganization(string name, string? memberState, CancellationToken cancellation);

/// <summary>
/// The engagements whose <see cref="Provenance.Row"/> is this row's identity. What is found may lag behind; what was entered just now is known by its command all the same.
/// It serves rows that name other States than when they were imported.
/// </summary>
public delegate Task<IReadOnlyList<EngagementReference>> FindImported(string row, CancellationToken cancellation);
