namespace TA.Engagements;

/// <summary>The command names a programme, an organization or a provision of a treaty that there is not.</summary>
/// <param name="Field">The field that names it.</param>
/// <param name="Name">Its identifier.</param>
public sealed record NoSuchName(string Field, string Name) : Refusal;

/// <summary>The programme or organization that a command names.</summary>
/// <param name="Field">The field that names it.</param>
/// <param name="Programme">The programme, or null.</param>
/// <param name="Organization">The organization, or null.</param>
public readonly record struct NamedThing(string Field, ProgrammeId? Programme = null, OrganizationId? Organization = null);

/// <summary>
/// The programmes and organizations whom commands name. They are kept outside of engagements: whoever passes a command on looks whether they are there. What an engagement has already is there, whatever an
/// earlier release took.
/// </summary>
public static class NamedThings
{
    /// <summary>What a command names; null for most.</summary>
    public static NamedThing? Of(EngagementCommand command) => command switch
    {
        OpenEngagement { Details.Programme: { } programme } => new("details.programme", programme),
        ChangeEngagement { Edits.Programme.To: { } programme } => new("edits.programme.to", programme),
        AddParticipant { Participation.Organization: var organization } => new("participation.organization", Organization: organization),
        FillRole { Organization.To: { } organization } => new("organization.to", Organization: organization),
        AssignTasks { Organization: var organization } => new("organization", Organization: organization),
        AddTask { Organization: { } organization } => new("organization", Organization: organization),
        _ => null,
    };

    /// <summary>Whether the product knows an organization without looking: UNODC, and those of its list.</summary>
    public static bool IsListed(OrganizationId organization) => organization == OrganizationId.Unodc || ListedOrganizations.All.Any(o => o.Id == organization);

    /// <summary>Whether the engagement has it already.</summary>
    public static bool Has(Engagement engagement, NamedThing named) =>
        named.Programme is { } programme ? engagement.Details.Programme == programme
        : engagement.Participants.Any(p => p.Organization == named.Organization) || engagement.Tasks.Any(t => t.Organization == named.Organization);

    /// <summary>The first provision that a mandate newly names and that no treaty has, or null.</summary>
    internal static NoSuchName? Fault(Mandate? before, Mandate mandate, string field)
    {
        foreach (var provision in mandate.Provisions)
            if (before?.Provisions.Contains(provision) != true && !TreatyProvisions.IsName(provision))
                return new(field, provision);
        return null;
    }
}
