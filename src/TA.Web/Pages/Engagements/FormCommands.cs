using System.Globalization;
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
    // Opening has a form of its own, documents carry content; the other two are for the product itself.
    private static readonly Type[] NotHere = [typeof(OpenEngagement), typeof(RecordEngagement), typeof(MarkAsSample), typeof(AttachDocument)];

    private static readonly Dictionary<string, Type> ByPlace = Api.EngagementCommands.Of<EngagementCommand>(NotHere).ToDictionary(c => c.Name, c => c.Type);

    /// <summary>The identifier of the command. A form that is sent twice carries the same one twice, and is carried out once.</summary>
    /// <exception cref="FormFault">There is none.</exception>
    public static Guid Id(IFormCollection form) => Guid.TryParse(form["command"], out var id) ? id : throw new FormFault("command");

    /// <summary>
    /// The command, or null when none has that name. Its fields are named by their place in it (see <see cref="FormBody"/>), but for forms in which several tasks are ticked.
    /// </summary>
    /// <exception cref="FormFault">A field is missing or not well formed.</exception>
    public static EngagementCommand? Read(string name, IFormCollection form) => name switch
    {
        "assign-tasks" => Assign(form),
        "reschedule-tasks" => Shift(form),
        "cancel-tasks" => new CancelTasks(form.Chosen().Select(c => c.Task).ToItems(), form.Needed("because"), form.Version("asOf")),
        "fill-role" => FormBody.Read(typeof(FillRole), form.Naming("organization.to", "name")),
        "add-participant" => FormBody.Read(typeof(AddParticipant), form.Naming("participation.organization", "participation.name")),
        "reorder-task" when form.Text("move") is { } move => Reorder(move),
        _ => ByPlace.TryGetValue(name, out var type) ? FormBody.Read(type, form) : null,
    };

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
            Mandate = new(form["conclusions"].OfType<string>().ToItems(), form["provisions"].OfType<string>().Select(p => p.Trim()).Where(p => p.Length > 0).ToItems()),
        },
        new(form.Word<RequestChannel>("channel"), form.Needed("authority"), form.Day("receivedOn"), form.Needed("asked")),
        officer,
        form.Day("planFrom"));

    /// <summary>The form with the name of the organization that was chosen in it.</summary>
    private static FormCollection Naming(this IFormCollection form, string organization, string name)
    {
        var fields = form.ToDictionary(f => f.Key, f => f.Value);
        fields[name] = NameOf(form.IdOrNone<OrganizationId>(organization) ?? throw new FormFault(organization));
        return new FormCollection(fields);
    }

    // A button for each place: the task, what it stands behind now, what it shall stand behind.
    private static ReorderTask Reorder(string move)
    {
        TaskId? Id(string text) => text.Length == 0 ? (TaskId?)null : TaskId.TryParse(text, null, out var id) ? id : throw new FormFault("move");
        return move.Split('|') is [var task, var from, var to] && Id(task) is { } moved ? new(moved, new(Id(from), Id(to))) : throw new FormFault("move");
    }

    private static AssignTasks Assign(IFormCollection form)
    {
        var organization = form.IdOrNone<OrganizationId>("organization") ?? throw new FormFault("organization");
        return new(form.Chosen().Select(c => new TaskAssignment(c.Task, c.Organization, c.Person)).ToItems(), organization, NameOf(organization), form.IdOrNone<UserId>("person"), form.Version("asOf"));
    }

    private static RescheduleTasks Shift(IFormCollection form)
    {
        var days = form.Number("days");
        return new(form.Chosen().Select(c => new TaskDates(c.Task, new(c.Dates, Shifted(c.Dates, days)))).ToItems(), form.Text("reason"));
    }

    private static DateSpan Shifted(DateSpan span, int days)
    {
        if (Math.Abs(days) > Limits.WorkingDays)
            throw new FormFault("days");
        var start = WorkingCalendar.Add(span.Start, days);
        return new(start, WorkingCalendar.Add(start, WorkingCalendar.Count(span) - 1));
    }

    /// <summary>The name of an organization of the product's list, else its identifier.</summary>
    internal static string NameOf(OrganizationId organization) =>
        ListedOrganizations.All.FirstOrDefault(o => o.Id == organization) is { } listed ? listed.Acronym ?? listed.Name : organization.Value;

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
