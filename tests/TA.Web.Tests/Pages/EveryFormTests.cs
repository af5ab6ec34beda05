using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Pages.NotDone;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Pages;

/// <summary>
/// Every form on the pages of an engagement that has everything (the golden record of the present format) says completely what it is based on: sent as it is shown, or with one field changed, it never meets
/// a conflict with what the page itself showed.
/// </summary>
public sealed partial class EveryFormTests(SharedSite shared) : IClassFixture<SharedSite>
{
    // Forms that this engagement has nothing to show in, or that cannot be sent without more than a field or two; most move something and change no value.
    private static readonly string[] NotHere =
    [
        "answer-comment", "close-review-round", "confirm-gate", "fill-role", "remove-provision", "reorder-task", "report-attendance", "report-follow-up", "report-learning", "reschedule-as-asked", "withdraw-comment",
    ];

    [Fact]
    public async Task A_form_that_changes_what_it_shows_meets_no_conflict_with_it()
    {
        var (read, conflicts, moved) = (new SortedSet<string>(), new SortedSet<string>(), new SortedSet<string>());
        foreach (var state in new[] { EngagementState.Design, EngagementState.Delivery })
        {
            var engagement = Whole() with { State = state };
            var actor = new Actor(engagement.LeadOfficer!.Value, "Amina Diallo", ActorRoles.Officer, OrganizationId.Unodc, "Nairobi");
            foreach (var (place, html) in await Pages(engagement, actor))
            {
                var markup = new Markup(html);
                foreach (var form in markup.Forms.Where(f => f.Tag["action"]?.StartsWith($"/engagements/{engagement.Reference}/do/", StringComparison.Ordinal) == true))
                {
                    var name = form.Tag["action"]!.Split('/')[^1];
                    foreach (var sent in Sent(html, markup, form))
                        if (Command(name, sent, engagement) is { } command)
                        {
                            read.Add(name);
                            switch (new EngagementRecord { Format = 2, Engagement = engagement }.Answer(engagement.Reference, Guid.NewGuid(), actor, command, Now, 0).Refusal)
                            {
                                case EditConflict conflict:
                                    conflicts.Add($"{place}, {name}: {string.Join("; ", conflict.Fields)}");
                                    break;
                                case null:
                                    moved.Add(name);
                                    break;
                            }
                        }
                }
            }
        }

        Assert.True(conflicts.Count == 0, string.Join("\n", conflicts));
        // What is shown and cannot be read, or is always refused, would prove nothing.
        Assert.True(!Named().Except(read).Except(NotHere).Any(), string.Join(", ", Named().Except(read).Except(NotHere).Order()));
        Assert.True(moved.Count > 40, string.Join(", ", moved));
    }

    private static DateTimeOffset Now => new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    private static Engagement Whole()
    {
        var record = JsonSerializer.Deserialize<EngagementRecord>(File.ReadAllBytes(Path.Combine(Here(), "..", "..", "TA.Engagements.Tests", "Golden", "format-2", "record.json")), EngagementJson.Stored)!;
        var engagement = record.Engagement!;
        return engagement with
        {
            Outside = engagement.Outside.Select(g => g with { IsDropped = false, MetOn = null }).ToItems(),
            // A task in every state.
            Tasks = engagement.Tasks.Concat(Enum.GetValues<PlanTaskState>().Where(s => s != PlanTaskState.Ready)
                .Select(s => engagement.Tasks[0] with { Id = new($"one.{s}".ToLowerInvariant()), State = s, Organization = OrganizationId.Unodc, Predecessors = [], Person = null })).ToItems(),
        };
    }

    /// <summary>The pages of the engagement, and those of its tasks, that links on them lead to.</summary>
    private async Task<List<(string Place, string Html)>> Pages(Engagement engagement, Actor actor)
    {
        var (today, pages, asked) = (DateOnly.FromDateTime(Now.UtcDateTime), new List<(string, string)>(), new HashSet<string>());
        var seen = new Seen(engagement, actor, today, [], []);
        var open = new Queue<(string Tab, string? At)>([("", null), ("change", null), ("documents", null)]);
        while (open.TryDequeue(out var place))
        {
            if (!asked.Add($"{place.Tab} {place.At}"))
                continue;
            var plan = place.Tab == "plan" ? PlanReading.Of(engagement, actor, today) : null;
            var html = await shared.Site.Html(TA.Web.Pages.Show.Page<EngagementPage>(new { Seen = seen, place.Tab, place.At, Plan = plan }));
            pages.Add(($"{engagement.State} {place.Tab} {place.At}", html));
            foreach (var link in Link().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)))
            {
                var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link);
                if (query.TryGetValue("tab", out var tab) && tab != "history")
                    open.Enqueue((tab.ToString(), query.TryGetValue("at", out var at) ? at.ToString() : null));
            }
        }

        foreach (var task in engagement.Tasks)
            pages.Add(($"{engagement.State} {task.Id}", await shared.Site.Html(TA.Web.Pages.Show.Page<TaskPage>(new { Seen = seen, Task = task, Thread = new CommentThread(task.Comments, null, false) }))));
        return pages;
    }

    private static EngagementCommand? Command(string name, IFormCollection sent, Engagement engagement)
    {
        try
        {
            return FormCommands.Read(name, sent, engagement);
        }
        catch (FormFault)
        {
            return null;
        }
    }

    /// <summary>What a browser sends: the form as it is shown with the fields filled in that must be, and where it says what it is based on, once for each field with that field changed.</summary>
    private static IEnumerable<FormCollection> Sent(string html, Markup markup, FormMarkup form)
    {
        var isBased = form.Fields.Exists(f => f["name"] is { } name && (name == "from" || name.Contains(".from", StringComparison.Ordinal)));
        for (var changed = -1; changed < (isBased ? form.Fields.Count : 0); changed++)
        {
            var fields = new Dictionary<string, StringValues>();
            for (var n = 0; n < form.Fields.Count; n++)
                if (form.Fields[n] is var field && field["name"] is { } name)
                    foreach (var value in Values(html, markup, field, n == changed))
                        fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), value);
            if (changed < 0 || form.Fields[changed] is { Name: not "button" } touched && touched["type"] is not ("hidden" or "file"))
                yield return new(fields);
        }
    }

    private static IEnumerable<string> Values(string html, Markup markup, Tag field, bool change)
    {
        var value = field["value"] ?? "";
        switch (field.Name, field["type"])
        {
            case ("button", _):
                return value.Length > 0 ? [value] : [];
            case (_, "file"):
                return [];
            case (_, "checkbox" or "radio"):
                return field["checked"] is not null != change ? [field["value"] ?? "on"] : [];
            case ("textarea", _):
                var text = WebUtility.HtmlDecode(html[(field.At + field.Length)..markup.End(field)]);
                text = text.StartsWith('\n') ? text[1..] : text;
                return [change || text.Length == 0 && field["required"] is not null ? $"{text} more" : text];
            case ("select", _):
                var options = markup.Between(field, markup.End(field), "option").ToList();
                var chosen = options.Where(o => o["selected"] is not null).Select(o => o["value"] ?? "").ToList();
                if (field["multiple"] is not null)
                    return change ? [] : chosen;
                var one = chosen.Count > 0 ? chosen[0] : options.Count > 0 ? options[0]["value"] ?? "" : "";
                return [change || one.Length == 0 && field["required"] is not null ? options.Select(o => o["value"] ?? "").FirstOrDefault(v => v != one) ?? one : one];
            case (_, "hidden"):
                return [value];
            case (_, "date"):
                return [change || value.Length == 0 && field["required"] is not null ? "2026-03-02" : value];
            case (_, "number"):
                return [change || value.Length == 0 && field["required"] is not null ? (int.TryParse(value, out var number) ? number + 1 : 1).ToString() : value];
            default:
                return [change || value.Length == 0 && field["required"] is not null ? field["inputmode"] == "decimal" ? "7" : field["pattern"] is { } form && form.Contains("A-Z") ? "EUR" : $"{value}x" : value];
        }
    }

    /// <summary>The commands of all forms that stand in the pages' source.</summary>
    private static IEnumerable<string> Named() => Directory.EnumerateFiles(Path.Combine(Here(), "..", "..", "..", "src", "TA.Web", "Pages"), "*.razor", SearchOption.AllDirectories)
        .SelectMany(file => FormName().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)).Distinct();

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("""<CommandForm [^>]*Name="([a-z-]+)""")]
    private static partial Regex FormName();

    [GeneratedRegex("""href="/engagements/[A-Z]{3}-[0-9]{4}-[0-9]{4,}(\?[^"#]*)""")]
    private static partial Regex Link();
}
