using TA.Casework.Organizations;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Pages.Engagements;

/// <summary>An engagement as somebody looks at it on a day.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Actor">Who looks.</param>
/// <param name="Today">The day, UTC.</param>
/// <param name="Accounts">The accounts, for the names of people.</param>
/// <param name="Known">The organizations that can be named in it, see <see cref="Nameable"/>.</param>
public sealed record Seen(Engagement Engagement, Actor Actor, DateOnly Today, IReadOnlyList<Account> Accounts, Items<KnownOrganization> Known)
{
    /// <summary>The organizations that the person can name in an engagement with a Member State: its national bodies first, and none of other States. Partners name nobody.</summary>
    public static async Task<Items<KnownOrganization>> Nameable(OrganizationDirectory directory, Actor actor, Engagement engagement) =>
        Permissions.SeesAll(actor) ? await directory.Search("", engagement.Details.MemberState, ListOrganizations.Most) : [];

    /// <summary>Whether the person may give the command; where not, the page does not offer it.</summary>
    public bool May(EngagementCommand command) => Permissions.Refusal(Actor, Engagement, command) is null;

    /// <summary>Whether the person manages this engagement.</summary>
    public bool Manages => May(new ConfirmGate("", Today));

    /// <summary>The name of a person, or a dash.</summary>
    public string Name(UserId? user) => user is { } id && Accounts.FirstOrDefault(a => a.Id.ToString() == id.Value) is { } account ? account.DisplayName : "–";

    /// <summary>The title of a task.</summary>
    public string Title(TaskId task) => Engagement.Find(task)?.Title ?? Playbooks.Template(task)?.Title ?? task.Value;

    /// <summary>The task that stands before another in the order shown, or null.</summary>
    public TaskId? Before(TaskId task) => Engagement.Tasks.FindIndex(t => t.Id == task) is > 0 and var at ? Engagement.Tasks[at - 1].Id : (TaskId?)null;

    /// <summary>The officers who can lead.</summary>
    public IEnumerable<Account> Officers => Accounts.Where(a => a.Roles.HasFlag(AccountRoles.Officer) && a.DisabledAt is null);

    /// <summary>The people of an organization.</summary>
    public IEnumerable<Account> PeopleOf(OrganizationId? organization) =>
        Accounts.Where(a => a.DisabledAt is null && (organization == OrganizationId.Unodc ? a.Roles.HasFlag(AccountRoles.Officer) : a.OrganizationKey == organization?.Value));

    /// <summary>The name of an organization, or a dash.</summary>
    public string Name(OrganizationId? organization) =>
        organization is not { } id ? "–" : FormCommands.NameOf(id, Engagement, known => Known.FirstOrDefault(o => o.Id == known)?.Name);

    /// <summary>Organizations to choose from: those that take part first, then the national bodies of the Member State, the product's list, and others that were entered.</summary>
    public IEnumerable<(OrganizationId Id, string Name)> Organizations => OrganizationsFor(null);

    /// <summary>The same for a role: for a national counterpart the national bodies of the Member State come before all.</summary>
    public IEnumerable<(OrganizationId Id, string Name)> OrganizationsFor(ResponsibleRole? role)
    {
        var takingPart = Engagement.Participants.Select(p => (Id: p.Organization, p.Name)).ToList();
        var national = Known.Where(o => o.MemberState == Engagement.Details.MemberState).Select(o => (o.Id, Name: Name(o.Id)));
        var listed = ListedOrganizations.All.Select(o => (o.Id, Name: o.Acronym is null ? o.Name : $"{o.Acronym} – {o.Name}"));
        return (role == ResponsibleRole.NationalCounterpart ? national.Concat(takingPart) : takingPart.Concat(national))
            .Concat(listed).Concat(Known.Select(o => (o.Id, o.Name))).DistinctBy(o => o.Id);
    }
}
