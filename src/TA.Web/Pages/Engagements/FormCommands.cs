using System.Globalization;
using System.Text.Json;
using TA.Casework.Portfolio;
using TA.Engagements;

namespace TA.Web.Pages.Engagements;

/// <summary>A field of a form cannot be read.</summary>
internal sealed class FormFault(string field) : Exception($"The field {field} cannot be read.")
{
    /// <summary>The name of the field.</summary>
    public string Field { get; } = field;
}

/// <summary>Reads commands from the forms of the pages, by the command's durable name.</summary>
internal static class FormCommands
{
    private static readonly Dictionary<string, Type> ByPlace = Api.EngagementCommands.Of<EngagementCommand>(Api.EngagementCommands.NotHere).ToDictionary(c => c.Name, c => c.Type);

    /// <summary>The identifier of the command. A form that is sent twice carries the same one twice, and is carried out once.</summary>
    /// <exception cref="FormFault">There is none.</exception>
    public static Guid Id(IFormCollection form) => Guid.TryParse(form["command"], out var id) ? id : throw new FormFault("command");

    /// <summary>
    /// The command, or null when none has that name. Its fields are named by their place in it (see <see cref="FormBody"/>), but for forms in which several tasks are ticked.
    /// </summary>
    /// <param name="name">The command's durable name.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="seen">The engagement, for forms whose meaning depends on its calendars (<see cref="NeedsCalendars"/>) or that name organizations (<see cref="Named"/>).</param>
    /// <param name="names">The names of those organizations, as far as they are known.</param>
    /// <exception cref="FormFault">A field is missing or not well formed.</exception>
    public static EngagementCommand? Read(string name, IFormCollection form, Engagement? seen = null, IReadOnlyDictionary<OrganizationId, string>? names = null)
    {
        string Name(OrganizationId organization) => NameOf(organization, seen, known => names?.GetValueOrDefault(known));
        return name switch
        {
            "enter-actual" => ResultsAndRisks.ResultForms.EnterActual(form),
            "classify-task" => ResultsAndRisks.ResultForms.ClassifyTask(form),
            "assign-tasks" => Assign(form, Name),
            "change-links" => new ChangeTask(TaskId.TryParse(form.Needed("task"), null, out var task) ? task : throw new FormFault("task"), new() { Predecessors = new(form.ReadLinks(), form.Links()) }, AsOf: form.Version("asOf")),
            "link-milestone" => LinkMilestone(form),
            "reschedule-as-asked" => new RescheduleTasks(form["moved"].Select(Moved).ToItems(), form.Text("reason"), form.Version("asOf")),
            "reschedule-tasks" => Shift(form, seen),
            "cancel-tasks" => new CancelTasks(form.Chosen().Select(c => c.Task).ToItems(), form.Needed("because"), form.Version("asOf")),
            "fill-role" => FormBody.Read(typeof(FillRole), form.Naming("organization.to", "name", Name)),
            "add-participant" => FormBody.Read(typeof(AddParticipant), form.Naming("participation.organization", "participation.name", Name)),
            "add-task" when form.Text("organization") is not null => FormBody.Read(typeof(AddTask), form.Naming("organization", "name", Name)),
            "open-review-round" => FormBody.Read(typeof(OpenReviewRound), form.NamingReviewers(seen, Name)),
            "reorder-task" when form.Text("move") is { } move => Reorder(move, form.Version("asOf")),
            _ => ByPlace.TryGetValue(name, out var type) ? FormBody.Read(type, form) : null,
        };
    }

    /// <summary>What a State asks for, from the form that opens an engagement.</summary>
    public static OpenEngagement ReadOpening(IFormCollection form, UserId officer) => new(
        new()
        {
            MemberState = form.Needed("memberState"),
            Title = form.Needed("title"),
            Topics = new(form.Has("tip"), form.Has("som"), form.Has("vam")),
            Workstreams = form["workstreams"].Select(w => Enum.TryParse<WorkstreamKind>(w, out var kind) && Enum.IsDefined(kind) ? kind : throw new FormFault("workstreams")).ToItems(),
            Classification = form.Word<InformationClassification>("classification"),
            LeadOffice = form.Text("leadOffice"),
            Mandate = new(form["conclusions"].OfType<string>().ToItems(), form["provisions"].OfType<string>().Select(p => p.Trim()).Where(p => p.Length > 0).ToItems()),
        },
        new(form.Word<RequestChannel>("channel"), form.Needed("authority"), form.Day("receivedOn"), form.Needed("asked")),
        officer,
        form.Day("planFrom"));

    /// <summary>The organizations that the form of a command chooses, where the command carries their names along.</summary>
    public static Items<OrganizationId> Named(string name, IFormCollection form)
    {
        var field = name switch
        {
            "assign-tasks" or "add-task" => "organization",
            "fill-role" => "organization.to",
            "add-participant" => "participation.organization",
            "open-review-round" => "reviewers",
            _ => null,
        };
        return field is null ? [] : form.Ids(field);
    }

    /// <summary>The form with the name of the organization that was chosen in it.</summary>
    private static FormCollection Naming(this IFormCollection form, string organization, string name, Func<OrganizationId, string> nameOf)
    {
        var fields = form.ToDictionary(f => f.Key, f => f.Value);
        fields[name] = nameOf(form.IdOrNone<OrganizationId>(organization) ?? throw new FormFault(organization));
        return new FormCollection(fields);
    }

    /// <summary>The form with the names of the reviewers who join by it and whom the product does not list.</summary>
    private static FormCollection NamingReviewers(this IFormCollection form, Engagement? seen, Func<OrganizationId, string> nameOf)
    {
        var fields = form.ToDictionary(f => f.Key, f => f.Value);
        foreach (var (at, reviewer) in form.Ids("reviewers").Where(r => ListedOrganizations.All.All(o => o.Id != r) && seen?.Participants.Any(p => p.Organization == r && p.Part != ParticipationPart.Donor) != true).Index())
            (fields[$"names[{at}].organization"], fields[$"names[{at}].name"]) = (reviewer.Value, nameOf(reviewer));
        return new FormCollection(fields);
    }

    private static Items<OrganizationId> Ids(this IFormCollection form, string field) =>
        form[field].Select(v => OrganizationId.TryParse(v, null, out var id) ? id : (OrganizationId?)null).OfType<OrganizationId>().ToItems();

    // A button for each place: the task, what it stands behind now, what it shall stand behind.
    private static ReorderTask Reorder(string move, long? asOf)
    {
        TaskId? Id(string text) => text.Length == 0 ? (TaskId?)null : TaskId.TryParse(text, null, out var id) ? id : throw new FormFault("move");
        return move.Split('|') is [var task, var from, var to] && Id(task) is { } moved ? new(moved, new(Id(from), Id(to)), asOf) : throw new FormFault("move");
    }

    // Each step is "kind|reading|what it hangs on now".
    private static RecordMilestone LinkMilestone(IFormCollection form)
    {
        TaskId? Id(string text) => text.Length == 0 ? (TaskId?)null : TaskId.TryParse(text, null, out var id) ? id : throw new FormFault("follows");
        int? reading = null;
        if (form.Needed("step").Split('|') is not [var kind, var ordinal, var from] || !PortfolioWords.TryRead<LegislativeMilestone>(kind, out var step))
            throw new FormFault("step");
        if (ordinal.Length > 0)
            reading = int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormFault("step");
        return new(Guid.TryParse(form["bill"], out var bill) ? bill : throw new FormFault("bill"), step, reading, Follows: new(Id(from), Id(form.Text("follows") ?? "")));
    }

    private static AssignTasks Assign(IFormCollection form, Func<OrganizationId, string> nameOf)
    {
        var organization = form.IdOrNone<OrganizationId>("organization") ?? throw new FormFault("organization");
        return new(form.Chosen().Select(c => new TaskAssignment(c.Task, c.Organization, c.Person)).ToItems(), organization, nameOf(organization), form.IdOrNone<UserId>("person"), form.Version("asOf"));
    }

    /// <summary>Whether the form of that command counts in working days of the engagement's calendars.</summary>
    public static bool NeedsCalendars(string name) => name == "reschedule-tasks";

    private static RescheduleTasks Shift(IFormCollection form, Engagement? seen)
    {
        var days = form.Number("days");
        WorkingCalendar Calendar(TaskId task) => seen?.Find(task) is { } found ? WorkingCalendars.Of(seen).Of(found) : WorkingCalendar.Usual;
        return new(form.Chosen().Select(c => new TaskDates(c.Task, new(c.Dates, Shifted(c.Dates, days, Calendar(c.Task))))).ToItems(), form.Text("reason"), form.Version("asOf"));
    }

    private static DateSpan Shifted(DateSpan span, int days, WorkingCalendar calendar)
    {
        if (Math.Abs(days) > Limits.WorkingDays)
            throw new FormFault("days");
        return calendar.Span(calendar.Add(span.Start, days), calendar.Count(span));
    }

    /// <summary>Links as a hidden field carries them.</summary>
    internal static string Written(Items<Predecessor> links) => JsonSerializer.Serialize(links, EngagementJson.Stored);

    /// <summary>A task's agreed dates and those it shall have, as a hidden field carries them.</summary>
    internal static string Written(MovedForecast moved) =>
        string.Create(CultureInfo.InvariantCulture, $"{moved.Task}|{moved.Agreed.Start:yyyy-MM-dd}|{moved.Agreed.Due:yyyy-MM-dd}|{moved.After.Start:yyyy-MM-dd}|{moved.After.Due:yyyy-MM-dd}");

    private static TaskDates Moved(string? value)
    {
        static DateOnly Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormFault("moved");
        var parts = (value ?? "").Split('|');
        return parts.Length == 5 && TaskId.TryParse(parts[0], null, out var task)
            ? new(task, new(new(Day(parts[1]), Day(parts[2])), new(Day(parts[3]), Day(parts[4]))))
            : throw new FormFault("moved");
    }

    private static Items<Predecessor> ReadLinks(this IFormCollection form)
    {
        try
        {
            return JsonSerializer.Deserialize<Items<Predecessor>>(form.Needed("from"), EngagementJson.Stored);
        }
        catch (JsonException)
        {
            throw new FormFault("from");
        }
    }

    /// <summary>The links of a form, row by row; a row without a task is none.</summary>
    private static Items<Predecessor> Links(this IFormCollection form)
    {
        var links = new List<Predecessor>();
        for (var n = 0; form.ContainsKey($"links[{n}].task"); n++)
            if (form.IdOrNone<TaskId>($"links[{n}].task") is { } task)
                links.Add(new(task, form[$"links[{n}].kind"] == "start-to-start" ? LinkKind.StartToStart : LinkKind.FinishToStart, form.Number($"links[{n}].lag"), form.Has($"links[{n}].informs")));
        return links.ToItems();
    }

    /// <summary>The name of an organization: as it takes part, as the product lists it, or as it was entered; else its identifier.</summary>
    internal static string NameOf(OrganizationId organization, Engagement? seen, Func<OrganizationId, string?> known) =>
        // Earlier releases gave the identifier for the name of those that are not listed.
        seen?.Participants.FirstOrDefault(p => p.Organization == organization && p.Name != organization.Value)?.Name
        ?? (ListedOrganizations.All.FirstOrDefault(o => o.Id == organization) is { } listed ? listed.Acronym ?? listed.Name : known(organization) ?? organization.Value);

    private static string? Text(this IFormCollection form, string field) =>
        form[field].ToString().Trim().ReplaceLineEndings("\n") is { Length: > 0 } text ? text : null;

    private static string Needed(this IFormCollection form, string field) => form.Text(field) ?? throw new FormFault(field);

    private static bool Has(this IFormCollection form, string field) => form[field].Count > 0;

    private static long? Version(this IFormCollection form, string field) => long.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static int Number(this IFormCollection form, string field) =>
        int.TryParse(form[field], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormFault(field);

    private static DateOnly Day(this IFormCollection form, string field) =>
        DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormFault(field);

    private static T Word<T>(this IFormCollection form, string field) where T : struct, Enum => form.WordOrNone<T>(field) ?? throw new FormFault(field);

    private static T? WordOrNone<T>(this IFormCollection form, string field) where T : struct, Enum =>
        form.Text(field) is not { } text ? null : Enum.TryParse<T>(text, out var word) && Enum.IsDefined(word) ? word : throw new FormFault(field);

    private static T? IdOrNone<T>(this IFormCollection form, string field) where T : struct, ITextIdentifier<T> =>
        form.Text(field) is not { } text ? null : T.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : throw new FormFault(field);

    /// <summary>The tasks ticked, each with the dates, the organization and the person that the page showed.</summary>
    private static IEnumerable<(TaskId Task, DateSpan Dates, OrganizationId? Organization, UserId? Person)> Chosen(this IFormCollection form)
    {
        foreach (var value in form["tasks"])
        {
            var parts = value?.Split('|');
            if (parts is not { Length: 5 } || !TaskId.TryParse(parts[0], null, out var task)
                || !DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
                || !DateOnly.TryParseExact(parts[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
                throw new FormFault("tasks");
            yield return (task, new(start, due), OrganizationId.TryParse(parts[3], null, out var organization) ? organization : null, UserId.TryParse(parts[4], null, out var person) ? person : null);
        }
    }
}
