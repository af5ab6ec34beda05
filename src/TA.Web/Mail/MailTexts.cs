using System.Globalization;
using Microsoft.Extensions.Localization;
using TA.Casework.Exchange;
using TA.Casework.Mail;
using TA.Engagements;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Mail;

/// <summary>Which mails come of what happened, and what they say. Of an engagement that is not unclassified a mail says nothing but its number.</summary>
internal sealed class MailTexts(IStringLocalizer<Texts> T, MailSettings settings, TimeProvider clock)
{
    private enum Kind
    {
        Assigned,
        SentBack,
    }

    /// <summary>
    /// The mails of some news: to the people of an organization, or to the person named, when a task became theirs or was sent back and still is so. One mail for each person and kind, however much
    /// happened; none to whoever did it, and none of what the sample data did.
    /// </summary>
    /// <param name="news">What happened.</param>
    /// <param name="accounts">All accounts.</param>
    public List<WaitingMail> Of(News news, IReadOnlyList<Account> accounts)
    {
        var engagement = news.Engagement;
        if (engagement.State.IsEnded())
            return [];
        var told = new Dictionary<(Account Account, Kind Kind), (long Version, HashSet<TaskId> Tasks)>();
        foreach (var entry in SampleData.Besides(engagement, news.Entries))
            foreach (var (kind, id, person) in Of(entry.Event.ToEvent()))
                foreach (var account in Concerned(engagement.Find(id), kind, person, accounts).Where(a => a.Id.ToString() != entry.Actor.User.Value))
                {
                    var tasks = told.TryGetValue((account, kind), out var before) ? before.Tasks : [];
                    tasks.Add(id);
                    told[(account, kind)] = (entry.Version, tasks);
                }

        return [.. told.Select(t => Write(engagement, t.Key.Account, t.Key.Kind, t.Value.Version, t.Value.Tasks))];
    }

    private static IEnumerable<(Kind Kind, TaskId Task, UserId? Person)> Of(EngagementEvent happened) => happened switch
    {
        TasksAssigned assigned => assigned.Tasks.Select(t => (Kind.Assigned, t, assigned.Person)),
        RoleWasFilled filled => filled.Tasks.Select(t => (Kind.Assigned, t, (UserId?)null)),
        PlaybookAdopted adopted => adopted.Tasks.Select(t => (Kind.Assigned, t.Id, (UserId?)null)),
        TaskAdded added => [(Kind.Assigned, added.Task.Id, null)],
        TaskHanded { Person.To: { } person } handed => [(Kind.Assigned, handed.Task, person)],
        DeliverableReturned returned => [(Kind.SentBack, returned.Task, null)],
        _ => [],
    };

    private static IEnumerable<Account> Concerned(PlanTask? task, Kind kind, UserId? named, IReadOnlyList<Account> accounts)
    {
        if (task?.Organization is not { } organization || organization == OrganizationId.Unodc || !task.IsOpen || (kind == Kind.SentBack && task.WhatIsMissing is null))
            return [];
        var people = accounts.Where(a => a.OrganizationKey == organization.Value && a.DisabledAt is null && a.Email is not null).ToList();
        var person = kind == Kind.SentBack ? task.Person : named;
        return people.Find(a => a.Id.ToString() == person?.Value) is { } one ? [one] : people;
    }

    private WaitingMail Write(Engagement engagement, Account account, Kind kind, long version, HashSet<TaskId> tasks)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(account.Language ?? "en");
        try
        {
            var now = clock.GetUtcNow().UtcTicks;
            return new()
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{engagement.Reference}-{version}-{(kind == Kind.Assigned ? "a" : "b")}-{account.Id:n}"),
                Account = account.Id.ToString(),
                Subject = T[$"Mail.{kind}Subject", engagement.Reference],
                Body = Body(engagement, kind, tasks),
                Since = now,
                NextAt = now,
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private string Body(Engagement engagement, Kind kind, HashSet<TaskId> tasks)
    {
        var link = settings.Site is { } site ? $"\n{T["Mail.Link", new Uri(site, "/my/tasks")]}\n" : "";
        if (engagement.Details.Classification != InformationClassification.Unclassified)
            return $"{T[$"Mail.{kind}Unnamed", engagement.Reference]}\n{link}";
        var lines = engagement.Tasks.Where(t => tasks.Contains(t.Id)).Select(t => kind == Kind.SentBack
            ? T["Mail.TaskWithText", t.Title, t.WhatIsMissing!].Value
            : T["Mail.Task", t.Title, Sentences.Day(t.Dates.Due)].Value);
        return $"{T[$"Mail.{kind}", engagement.Details.Title]}\n\n{string.Join('\n', lines)}\n{link}";
    }
}
