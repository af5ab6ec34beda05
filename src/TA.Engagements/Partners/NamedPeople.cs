namespace TA.Engagements;

/// <summary>A person as the accounts knew that person when the command that names him or her was given.</summary>
/// <param name="User">The account.</param>
/// <param name="Roles">What the person is.</param>
/// <param name="Organization">The organization the person works for; UNODC for officers, managers and administrators.</param>
/// <param name="IsActive">Whether the person can sign in.</param>
public sealed record KnownPerson(UserId User, ActorRoles Roles, OrganizationId Organization, bool IsActive);

/// <summary>There is no account of the person named.</summary>
/// <param name="Field">The field that names the person.</param>
/// <param name="Person">The person.</param>
public sealed record PersonUnknown(string Field, UserId Person) : Refusal;

/// <summary>The account of the person named is disabled.</summary>
/// <param name="Field">The field that names the person.</param>
/// <param name="Person">The person.</param>
public sealed record PersonInactive(string Field, UserId Person) : Refusal;

/// <summary>The person named to lead an engagement, or as a deputy, is no officer of UNODC.</summary>
/// <param name="Field">The field that names the person.</param>
/// <param name="Person">The person.</param>
public sealed record PersonNoOfficer(string Field, UserId Person) : Refusal;

/// <summary>The person named to do a task does not work for the organization that answers for the task; at UNODC, is no officer.</summary>
/// <param name="Field">The field that names the person.</param>
/// <param name="Person">The person.</param>
/// <param name="Organization">The organization that answers for the task; null while none does.</param>
public sealed record PersonOfAnother(string Field, UserId Person, OrganizationId? Organization) : Refusal;

/// <summary>
/// The people whom commands name. Accounts live outside the rules: whoever passes a command on asks the accounts for the people of <see cref="Of"/> and gives what they said along with the
/// command. It is held against the command only where the command really brings the person in: a repetition, or an edit with nothing to do, is answered as before, whatever has become of the account.
/// </summary>
public static class NamedPeople
{
    /// <summary>The people whose accounts must be known before the command can be decided; without repetition.</summary>
    /// <param name="engagement">The engagement as far as known; only <see cref="SettleConflict"/> needs it, for the people whom the kept edit names.</param>
    /// <param name="command">The command.</param>
    public static Items<UserId> Of(Engagement? engagement, EngagementCommand command) => (command switch
    {
        OpenEngagement { LeadOfficer: { } officer } => [officer],
        HandOver { LeadOfficer.To: { } officer } => [officer],
        ChangeEngagement { Edits.Deputies.To: var deputies } => deputies,
        SettleConflict { TakeWanted: true } settle => engagement?.Conflicts.FirstOrDefault(c => c.Id == settle.Conflict)?.Engagement?.Deputies?.To ?? [],
        AssignTasks { Person: { } person } => [person],
        HandTask { Person.To: { } person } => [person],
        _ => (Items<UserId>)[],
    }).Distinct().ToItems();

    /// <summary>Why the person cannot lead an engagement or be a deputy, or null.</summary>
    internal static Refusal? OfficerFault(in Asked asked, string field, UserId person) =>
        Fault(asked, field, person, out var known) ?? (known.Roles.HasFlag(ActorRoles.Officer) ? null : new PersonNoOfficer(field, person));

    /// <summary>Why the person cannot do a task of the organization, or null.</summary>
    internal static Refusal? ColleagueFault(in Asked asked, string field, UserId person, OrganizationId? organization) =>
        Fault(asked, field, person, out var known)
        ?? (known.Organization == organization && known.Roles.HasFlag(organization == OrganizationId.Unodc ? ActorRoles.Officer : ActorRoles.Partner) ? null : new PersonOfAnother(field, person, organization));

    private static Refusal? Fault(in Asked asked, string field, UserId person, out KnownPerson known)
    {
        known = asked.People.FirstOrDefault(p => p.User == person)!;
        return known switch
        {
            null => new PersonUnknown(field, person),
            { IsActive: false } => new PersonInactive(field, person),
            _ => null,
        };
    }
}
