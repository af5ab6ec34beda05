using System.Globalization;
using Microsoft.Extensions.Localization;
using TA.Engagements;

namespace TA.Web.Resources;

/// <summary>Says refusals, states and other words of the field in the person's language.</summary>
public sealed class Sentences(IStringLocalizer<Texts> T)
{
    /// <summary>The sentence of a refusal, from the resource keyed by its type.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="engagement">The engagement it speaks of, which knows the titles of its own tasks; null takes those of the playbooks.</param>
    public string Of(Refusal refusal, Engagement? engagement = null)
    {
        string Title(TaskId task) => engagement?.Find(task)?.Title ?? Playbooks.Template(task)?.Title ?? task.Value;
        var name = refusal.GetType().Name;
        return refusal switch
        {
            StateHasMoved r => T[$"Refusal.{name}", Word(r.Actual), Word(r.Expected)],
            MoveNotPossible r => T[$"Refusal.{name}", Word(r.From), Word(r.To), Words(r.Possible)],
            ReasonNeeded r => T[$"Refusal.{name}", Words(r.Possible)],
            GateNotMet r => T[$"Refusal.{name}", Word(r.To), Words(r.Missing)] + (r.OpenTasks.Count > 0 ? $" {T["Refusal.OpenTasks", r.OpenTasks.Count]}" : ""),
            DateInFuture r => T[$"Refusal.{name}", Day(r.Date)],
            NoMemberState r => T[$"Refusal.{name}", r.Code],
            EditConflict r => T[$"Refusal.{name}"] + " " + string.Join(" ", r.Fields.Select(f => T["Refusal.FieldConflict", Field(f.Field), f.Actual ?? "–", f.Wanted ?? "–"].Value)),
            WorkstreamHasTasks r => T[$"Refusal.{name}", Word(r.Workstream), r.OpenTasks],
            WorkstreamNotChosen r => T[$"Refusal.{name}", Word(r.Workstream)],
            PlaybookAlreadyAdopted r => T[$"Refusal.{name}", Word(r.Workstream)],
            TooMany r => T[$"Refusal.{name}", r.Limit],
            EngagementEnded r => T[$"Refusal.{name}", Word(r.State)],
            StartsBeforePredecessor r => T[$"Refusal.{name}", Title(r.Predecessor), Day(r.Earliest)],
            TaskClosed r => T[$"Refusal.{name}", Title(r.Task), Word(r.State)],
            TaskUnknown r => T[$"Refusal.{name}", r.Task],
            EndsTooLate r => T[$"Refusal.{name}", Title(r.Task), Day(r.Latest)],
            TasksWaitInCircle r => T[$"Refusal.{name}", string.Join(" → ", r.Circle.Select(Title))],
            OutOfRange r => T[$"Refusal.{name}", r.Value, r.Least, r.Most],
            StageNotDone r => T[$"Refusal.{name}", string.Join("; ", r.OpenTasks.Select(Title))],
            TaskHasMoved r => T[$"Refusal.{name}", Title(r.Task), Word(r.Actual), Words(r.Possible)],
            NothingSubmitted r => T[$"Refusal.{name}", Title(r.Task), Word(r.State)],
            WaitsForOthers r => T[$"Refusal.{name}", r.WaitsFor.Count == 0 ? T["Refusal.WaitsForDelivery"].Value : string.Join("; ", r.WaitsFor.Select(Title))],
            WorkNotUnderWay r => T[$"Refusal.{name}", Word(r.State)],
            FindingNeeded { Control: TaskControl.GenderMarker } => T["Refusal.MarkerNeeded"],
            TaskOfAnother r => T[$"Refusal.{name}", r.Organization?.Value.ToUpperInvariant() ?? "–"],
            Malformed r => T[$"Refusal.{name}", string.Join("; ", r.Fields.Select(f => $"{Field(f.Field)}: {T[$"Fault.{f.Fault}"]}{(f.Limit is null ? "" : $" ({f.Limit})")}"))],
            ProgrammeExists r => T[$"Refusal.{name}", r.Programme],
            // Legislation
            // SpecializedUnits
            // Training
            // Results
            // Agreements
            // Risks
            // One plan
            _ => T[$"Refusal.{name}"],
        };
    }

    /// <summary>What people call a field of a command, by its path: <c>edits.leadOffice.to</c>. A field that has no name in the resources is called as in the API.</summary>
    public string Field(string path) => FieldOrNull(path) ?? path;

    /// <summary>What people call a field of a command, or null.</summary>
    public string? FieldOrNull(string path)
    {
        foreach (var step in path.Split('.').Reverse().Select(s => s.Split('[')[0]).Where(s => s is not ("" or "from" or "to")))
            if (T[$"Field.{char.ToUpperInvariant(step[0])}{step[1..]}"] is { ResourceNotFound: false } name)
                return name;
        return null;
    }

    /// <summary>A word of one of the field's lists.</summary>
    public string Word<TEnum>(TEnum value) where TEnum : struct, Enum => T[$"{typeof(TEnum).Name}.{value}"];

    /// <summary>The topics by their names.</summary>
    public IEnumerable<string> Topics(Topics topics)
    {
        if (topics.TraffickingInPersons)
            yield return T["Topic.TraffickingInPersons"];
        if (topics.SmugglingOfMigrants)
            yield return T["Topic.SmugglingOfMigrants"];
        if (topics.ViolenceAgainstMigrants)
            yield return T["Topic.ViolenceAgainstMigrants"];
    }

    /// <summary>A day as people read it in the language of the page.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentUICulture);

    /// <summary>What the badge of a state or health is called in the stylesheet.</summary>
    public static string Badge<TEnum>(TEnum value) where TEnum : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private string Words<TEnum>(Items<TEnum> values) where TEnum : struct, Enum => string.Join(", ", values.Select(Word));
}
