using System.Globalization;
using System.Text.Json;
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
    /// <summary>The command, or null when no form has that name.</summary>
    /// <param name="name">The command's durable name.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="seen">The engagement, for forms whose meaning depends on its calendars (<see cref="NeedsCalendars"/>).</param>
    /// <exception cref="FormFault">A field is missing or not well formed.</exception>
    public static EngagementCommand? Read(string name, IFormCollection form, Engagement? seen = null) => name switch
    {
        "move-engagement" => new MoveEngagement(form.Word<EngagementState>("from"), form.Word<EngagementState>("to"), form.WordOrNone<MoveReason>("reason"), form.Text("remark"), form.Version("since")),
        "record-engagement-document" => new RecordEngagementDocument(new(null, new(form.Day("signedOn"), form.Needed("signers"))), form.Version("asOf")),
        "confirm-funding" => new ConfirmFunding(new(null, new(form.Day("confirmedOn"), form.Needed("remark"))), form.Version("asOf")),
        "enter-actual" => ResultsAndRisks.ResultForms.EnterActual(form),
        "hand-over" => new HandOver(new(form.IdOrNone<UserId>("from"), form.IdOrNone<UserId>("to")), form.Text("note"), form.Version("asOf")),
        "change-engagement" => new ChangeEngagement { Edits = EngagementEdits(form), AsOf = form.Version("asOf") },
        "settle-conflict" => new SettleConflict(Guid.TryParse(form["conflict"], out var id) ? id : throw new FormFault("conflict"), form["take"] == "wanted"),
        "adopt-playbook" => new AdoptPlaybook(form.Word<WorkstreamKind>("workstream"), form.Day("from")),
        "confirm-gate" => new ConfirmGate(form.Needed("stage"), form.Day("on"), form.Text("remark"), form.Version("asOf")),
        "fill-role" => FillRole(form),
        "add-task" => new AddTask(
            form.Word<WorkstreamKind>("workstream"), form.Text("stage"), form.Needed("title"), form.Text("description"), form.Needed("deliverable"), form.Word<ResponsibleRole>("role"),
            form.IdOrNone<OrganizationId>("organization"), form.Day("from"), form.Number("workingDays")),
        "change-task" => new ChangeTask(form.Task(), new()
        {
            Title = new(form.Needed("title.from"), form.Needed("title.to")),
            Deliverable = new(form.Needed("deliverable.from"), form.Needed("deliverable.to")),
            Dates = new(form.Span("from."), form.Span("to.")),
            RecursEveryWorkingDays = form.ContainsKey("recurs.to") ? new(form.NumberOrNone("recurs.from"), form.NumberOrNone("recurs.to")) : null,
        }, AsOf: form.Version("asOf")),
        "assign-tasks" => Assign(form),
        "change-links" => new ChangeTask(form.Task(), new() { Predecessors = new(form.ReadLinks(), form.Links()) }, AsOf: form.Version("asOf")),
        "reschedule-as-asked" => new RescheduleTasks(form["moved"].Select(Moved).ToItems(), form.Text("reason"), form.Version("asOf")),
        "reschedule-tasks" => Shift(form, seen),
        "cancel-tasks" => new CancelTasks(form.Chosen().Select(c => c.Task).ToItems(), form.Needed("because"), form.Version("asOf")),
        "start-task" => new StartTask(form.Task(), form.Version("since")),
        "block-task" => new BlockTask(form.Task(), form.Needed("because"), form.Version("since")),
        "unblock-task" => new UnblockTask(form.Task(), form.Version("since")),
        "submit-deliverable" => new SubmitDeliverable(form.Task(), form.Text("note"), form.Version("since")),
        "accept-deliverable" => new AcceptDeliverable(form.Task(), Finding(form), form.Version("since")),
        "return-deliverable" => new ReturnDeliverable(form.Task(), form.Needed("whatIsMissing"), form.Version("since")),
        "decline-task" => new DeclineTask(form.Task(), form.Needed("because"), form.Version("since")),
        "complete-task" => new CompleteTask(form.Task(), form.Text("note"), Finding(form), form.Version("since")),
        "reopen-task" => new ReopenTask(form.Task(), form.Needed("because"), form.Version("since")),
        "report-progress" => new ReportProgress(form.Task(), new(form.Number("percent.from"), form.Number("percent.to")), form.Text("note"), form.Version("asOf")),
        "comment-on-task" => new CommentOnTask(form.Task(), form.Needed("text")),
        "propose-dates" => new ProposeDates(form.Task(), new(Proposed(form), new(form.Span("to."), form.Needed("because"))), form.Version("since")),
        "answer-proposal" => new AnswerProposal(form.Task(), form.Span("to."), form["answer"] == "accept", form.Text("remark"), form.Version("since")),
        "hand-task" => new HandTask(form.Task(), new(form.IdOrNone<UserId>("from"), form.IdOrNone<UserId>("to")), form.Version("asOf")),
        _ => ByPlace.TryGetValue(name, out var type) ? FormBody.Read(type, form) : null,
    };

    // Commands whose forms name their fields by their place in the command.
    private static readonly Dictionary<string, Type> ByPlace = Api.EngagementCommands.Of<EngagementCommand>(Api.EngagementCommands.NotHere)
        .Where(c => c.Type.IsSubclassOf(typeof(LegislationCommand)) || c.Type.IsSubclassOf(typeof(UnitCommand)) || c.Type.IsSubclassOf(typeof(TrainingCommand))
            || c.Type == typeof(AddOutsideGate) || c.Type == typeof(ChangeOutsideGate) || c.Type == typeof(AddSessionTasks)
            || c.Type.IsSubclassOf(typeof(ResultsCommand)) || c.Type.IsSubclassOf(typeof(AgreementCommand)) || c.Type.IsSubclassOf(typeof(RiskCommand)))
        .ToDictionary(c => c.Name, c => c.Type);

    /// <summary>What a State asks for, from the form that opens an engagement.</summary>
    public static OpenEngagement ReadOpening(IFormCollection form, UserId officer) => new(
        new()
        {
            MemberState = form.Needed("memberState"),
            Title = form.Needed("title"),
            Topics = new(form.Has("tip"), form.Has("som"), form.Has("vam")),
            Workstreams = form["workstreams"].Select(w => Enum.TryParse<WorkstreamKind>(w, out var kind) ? kind : throw new FormFault("workstreams")).ToItems(),
            Classification = form.Word<InformationClassification>("classification"),
            LeadOffice = form.Text("leadOffice"),
            Mandate = new(form["conclusions"].OfType<string>().ToItems()),
        },
        new(form.Word<RequestChannel>("channel"), form.Needed("authority"), form.Day("receivedOn"), form.Needed("asked")),
        officer,
        form.Day("planFrom"));

    private static EngagementEdits EngagementEdits(IFormCollection form) => new()
    {
        Title = new(form.Needed("title.from"), form.Needed("title.to")),
        LeadOffice = new(form.Text("leadOffice.from"), form.Text("leadOffice.to")),
        HealthRemark = new(form.Text("healthRemark.from"), form.Text("healthRemark.to")),
    };

    private static FillRole FillRole(IFormCollection form)
    {
        var organization = form.IdOrNone<OrganizationId>("to") ?? throw new FormFault("to");
        return new(form.Word<ResponsibleRole>("role"), form.WordOrNone<WorkstreamKind>("workstream"), new(form.IdOrNone<OrganizationId>("from"), organization), NameOf(organization), form.Version("asOf"));
    }

    private static AssignTasks Assign(IFormCollection form)
    {
        var organization = form.IdOrNone<OrganizationId>("organization") ?? throw new FormFault("organization");
        return new(form.Chosen().Select(c => new TaskAssignment(c.Task, c.Organization, c.Person)).ToItems(), organization, NameOf(organization), form.IdOrNone<UserId>("person"), form.Version("asOf"));
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

    private static ControlFinding? Finding(IFormCollection form) =>
        form.Text("outcome") is null && form.Text("notApplicable") is null && form.WordOrNone<GenderMarker>("marker") is null
            ? null
            : new(form.Text("outcome"), form.Text("notApplicable"), form.WordOrNone<GenderMarker>("marker"));

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

    /// <summary>The name of an organization of the product's list, else its identifier.</summary>
    internal static string NameOf(OrganizationId organization) =>
        ListedOrganizations.All.FirstOrDefault(o => o.Id == organization) is { } listed ? listed.Acronym ?? listed.Name : organization.Value;

    private static string? Text(this IFormCollection form, string field) =>
        form[field].ToString().Trim().ReplaceLineEndings("\n") is { Length: > 0 } text ? text : null;

    private static string Needed(this IFormCollection form, string field) => form.Text(field) ?? throw new FormFault(field);

    private static bool Has(this IFormCollection form, string field) => form[field].Count > 0;

    private static TaskId Task(this IFormCollection form) => TaskId.TryParse(form["task"], null, out var id) ? id : throw new FormFault("task");

    private static long? Version(this IFormCollection form, string field) => long.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static int Number(this IFormCollection form, string field) =>
        int.TryParse(form[field], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormFault(field);

    private static int? NumberOrNone(this IFormCollection form, string field) => form.Text(field) is null ? null : form.Number(field);

    private static DateOnly Day(this IFormCollection form, string field) =>
        DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormFault(field);

    private static DateSpan Span(this IFormCollection form, string prefix) => new(form.Day($"{prefix}start"), form.Day($"{prefix}due"));

    private static T Word<T>(this IFormCollection form, string field) where T : struct, Enum => form.WordOrNone<T>(field) ?? throw new FormFault(field);

    private static T? WordOrNone<T>(this IFormCollection form, string field) where T : struct, Enum =>
        form.Text(field) is not { } text ? null : Enum.TryParse<T>(text, out var word) && Enum.IsDefined(word) ? word : throw new FormFault(field);

    private static T? IdOrNone<T>(this IFormCollection form, string field) where T : struct, ITextIdentifier<T> =>
        form.Text(field) is not { } text ? null : T.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : throw new FormFault(field);

    /// <summary>The proposal that the page showed, or null.</summary>
    private static ProposedDates? Proposed(IFormCollection form) => form.Text("from.because") is { } because ? new(form.Span("from."), because) : null;

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
