namespace TA.Engagements;

/// <summary>Enters an organization that the product does not know yet, for all engagements. It is known again by its name and Member State: one that is there already stays the one it is.</summary>
/// <param name="Name">Its full name, in the language and script in which people know it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="MemberState">The Member State of a national body, ISO 3166-1 alpha-3; null for every other.</param>
/// <param name="OtherThan">Organizations of the same name that the person has looked at, and that this one is not.</param>
public sealed record NewOrganization(string Name, OrganizationKind Kind, string? MemberState = null, Items<OrganizationId> OtherThan = default);

/// <summary>What an organization is, as far as whoever enters it has to say.</summary>
public enum OrganizationKind
{
    /// <summary>Body of a Member State: a ministry, an agency, a court.</summary>
    National,

    /// <summary>Intergovernmental organization.</summary>
    Igo,

    /// <summary>Regional body.</summary>
    Regional,

    /// <summary>Non-governmental organization.</summary>
    Ngo,

    /// <summary>Any other.</summary>
    Other,
}

/// <summary>Only a national body is of a Member State.</summary>
public sealed record OnlyNationalBodies : Refusal;

/// <summary>These organizations have that name already, and nobody has said that the new one is another.</summary>
public sealed record OrganizationsAlike(Items<OrganizationId> Organizations) : Refusal;

/// <summary>The rules of entering organizations. Pure.</summary>
public static class EnteringOrganizations
{
    /// <summary>Why the organization is not entered, or null.</summary>
    /// <param name="wanted">The organization.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="alike">The organizations for which one of that name might be taken, without the one that it is.</param>
    public static Refusal? Refusal(NewOrganization wanted, Actor actor, IEnumerable<OrganizationId> alike)
    {
        if (Permissions.RefusalOfOrganization(actor) is { } refusal)
            return refusal;
        if (WellFormed.Check(wanted) is { } malformed)
            return malformed;
        return wanted switch
        {
            { Kind: OrganizationKind.National, MemberState: null } => new Malformed([new("memberState", FieldFaultKind.Blank)]),
            { Kind: OrganizationKind.National, MemberState: { } code } when MemberStates.Find(code) is null => new NoMemberState(code),
            { Kind: not OrganizationKind.National, MemberState: not null } => new OnlyNationalBodies(),
            _ => alike.Except(wanted.OtherThan).ToItems() is { Count: > 0 } others ? new OrganizationsAlike(others) : null,
        };
    }
}
