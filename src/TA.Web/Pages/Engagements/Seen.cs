using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Pages.Engagements;

/// <summary>An engagement as somebody looks at it on a day.</summary>
public sealed record Seen(Engagement Engagement, Actor Actor, DateOnly Today, IReadOnlyList<Account> Accounts)
{
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
        organization is not { } id ? "–" : Engagement.Participants.FirstOrDefault(p => p.Organization == id)?.Name ?? FormCommands.NameOf(id);

    /// <summary>Organizations to choose from: those that take part first.</summary>
    public IEnumerable<(OrganizationId Id, string Name)> Organizations =>
        Engagement.Participants.Select(p => (p.Organization, p.Name)).Concat(ListedOrganizations.All.Select(o => (o.Id, o.Acronym is null ? o.Name : $"{o.Acronym} – {o.Name}"))).DistinctBy(o => o.Item1);
}
