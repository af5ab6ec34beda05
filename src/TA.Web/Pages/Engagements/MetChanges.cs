using System.Globalization;
using TA.Engagements;
using TA.Web.Pages.NotDone;
using TA.Web.Resources;

namespace TA.Web.Pages.Engagements;

/// <summary>Says in words what somebody wanted and what somebody else has made of it meanwhile.</summary>
internal static class MetChanges
{
    /// <summary>The fields of a refused command that have changed meanwhile.</summary>
    public static IReadOnlyList<MetChange> Of(Seen seen, Sentences say, EngagementCommand command, EditConflict conflict) =>
        [.. conflict.Fields.Select(f => new MetChange(
            f.Field, say.Field(f.Field, seen.Engagement), Words(seen, say, Now(seen, command, f.Field) ?? f.Actual), Words(seen, say, InWords(Wanted(command, f.Field)) ?? f.Wanted)))];

    // Of records without words of their own the rules name the parts.
    private static object? InWords(object? wanted) => wanted is EnteredActual or ClosureReport or ManagementResponse ? null : wanted;

    /// <summary>The fields of an edit that was kept.</summary>
    public static IEnumerable<MetChange> Of(Seen seen, Sentences say, KeptEdit kept)
    {
        EngagementCommand? command = kept.Engagement is { } edits ? new ChangeEngagement { Edits = edits }
            : kept is { Task: { } task, TaskEdits: { } taskEdits } ? new ChangeTask(task, taskEdits) : null;
        return command is null ? [] : Of(seen, say, command, new(kept.Fields));
    }

    /// <summary>What a set of edits changes, in words.</summary>
    public static string Edits(Seen seen, Sentences say, object edits) => string.Join("; ",
        from property in edits.GetType().GetProperties()
        let edit = property.GetValue(edits)
        where edit is not null && edit.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Edit<>)
        select $"{say.Field(property.Name)}: {Words(seen, say, Side(edit, "From"))} → {Words(seen, say, Side(edit, "To"))}");

    private static object? Side(object? edit, string side) => edit?.GetType().GetProperty(side)!.GetValue(edit);

    /// <summary>A value in words.</summary>
    public static string Words(Seen seen, Sentences say, object? value) => value switch
    {
        null or "" => "–",
        Topics topics => Join(say.Topics(topics)),
        Items<WorkstreamKind> workstreams => Join(workstreams.Select(say.Word)),
        InformationClassification level => say.Word(level),
        Mandate mandate => Join(mandate.Conclusions.Select(c => $"({c})").Concat(mandate.Provisions)),
        AssistanceRequest request => $"{say.Word(request.Channel)}, {request.Authority}, {Sentences.Day(request.ReceivedOn)}: {request.Asked}",
        EngagementDocument document => string.Join(", ", new[]
        {
            document.ValidUntil is { } until ? $"{Sentences.Day(document.SignedOn)} – {Sentences.Day(until)}" : Sentences.Day(document.SignedOn), document.Signers,
            seen.Engagement.Documents.FirstOrDefault(d => d.Id == document.File)?.Name,
        }.OfType<string>()),
        FundingConfirmation funding => $"{Sentences.Day(funding.ConfirmedOn)}, {funding.Remark}",
        ProposedDates proposed => $"{Words(seen, say, proposed.Dates)}: {proposed.Because}",
        DateSpan span => $"{Sentences.Day(span.Start)} – {Sentences.Day(span.Due)}",
        Items<UserId> people => Join(people.Select(p => seen.Name(p))),
        UserId person => seen.Name(person),
        OrganizationId organization => seen.Name(organization),
        Items<TaskId> tasks => Join(tasks.Select(seen.Title)),
        TaskId task => seen.Title(task),
        Money money => money.ToString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "–",
    };

    private static string Join(IEnumerable<string> words) => string.Join(", ", words.DefaultIfEmpty("–"));

    // What the rules name as text is looked up where it is more than a text.
    private static object? Now(Seen seen, EngagementCommand command, string field)
    {
        var engagement = seen.Engagement;
        return (command, field) switch
        {
            (ChangeEngagement, "topics") => engagement.Details.Topics,
            (ChangeEngagement, "workstreams") => engagement.Details.Workstreams,
            (ChangeEngagement, "classification") => engagement.Details.Classification,
            (ChangeEngagement, "mandate") => engagement.Details.Mandate,
            (ChangeEngagement, "request") => engagement.Request,
            (ChangeEngagement, "deputies") => engagement.Deputies,
            (ChangeTask change, "dates") => engagement.Find(change.Task)?.Dates,
            (ChangeTask change, "predecessors") => engagement.Find(change.Task)?.Predecessors,
            (RescheduleTasks, _) when field.EndsWith(".dates", StringComparison.Ordinal) => engagement.Find(field[..^".dates".Length])?.Dates,
            (RecordEngagementDocument, _) => engagement.Document,
            (ConfirmFunding, _) => engagement.Funding,
            (HandOver, _) => engagement.LeadOfficer,
            (HandTask hand, _) => engagement.Find(hand.Task)?.Person,
            (ProposeDates propose, _) => engagement.Find(propose.Task)?.Proposal,
            (FillRole fill, _) => engagement.Roles.FirstOrDefault(r => r.Role == fill.Role && r.Workstream == fill.Workstream)?.Organization,
            (ReorderTask reorder, _) => seen.Before(reorder.Task),
            _ => null,
        };
    }

    private static object? Wanted(EngagementCommand command, string field)
    {
        if (command is RescheduleTasks { Tasks: var tasks })
            return tasks.FirstOrDefault(t => field == $"{t.Task}.dates").Dates.To;
        object edits = command switch { ChangeEngagement change => change.Edits, ChangeTask change => change.Edits, _ => command };
        var edit = edits.GetType().GetProperty($"{char.ToUpperInvariant(field[0])}{field[1..]}")?.GetValue(edits);
        return Side(edit, "To");
    }
}
