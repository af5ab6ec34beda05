namespace TA.Engagements;

/// <summary>An edit that met a change it did not know of, kept with both values until somebody settles it.</summary>
/// <param name="Id">From the command that brought it.</param>
/// <param name="Task">The task, or null for the engagement itself.</param>
/// <param name="Fields">The fields in conflict, with both values.</param>
/// <param name="Engagement">The edits wanted, for the engagement itself.</param>
/// <param name="TaskEdits">The edits wanted, for a task.</param>
public sealed record KeptEdit(Guid Id, TaskId? Task, Items<FieldConflict> Fields, EngagementEdits? Engagement = null, TaskEdits? TaskEdits = null);

/// <summary>A conflict waits to be settled.</summary>
public sealed record EditKept(KeptEdit Kept) : EngagementEvent;

/// <summary>Settles a conflict: the wanted values are taken, or what is there stays.</summary>
public sealed record SettleConflict(Guid Conflict, bool TakeWanted) : EngagementCommand;

/// <summary>A conflict is settled.</summary>
public sealed record ConflictSettled(Guid Conflict, bool TookWanted) : EngagementEvent;

/// <summary>No such conflict waits to be settled.</summary>
public sealed record ConflictUnknown(Guid Conflict) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class KeepingEdits
{
    public static Decision Decide(Engagement engagement, SettleConflict command, in Asked asked)
    {
        if (engagement.Conflicts.FirstOrDefault(c => c.Id == command.Conflict) is not { } kept)
            return new ConflictUnknown(command.Conflict);
        var settled = new ConflictSettled(kept.Id, command.TakeWanted);
        if (!command.TakeWanted)
            return settled;
        var wanted = kept switch
        {
            { Engagement: { } edits } => ChangingEngagements.Decide(engagement, new ChangeEngagement { Edits = edits.From(engagement, kept.Fields) }, asked),
            { Task: { } task, TaskEdits: { } edits } => engagement.Find(task) is { } found
                ? ChangingTasks.Decide(engagement, new ChangeTask(task, edits.From(found, kept.Fields)), asked)
                : new TaskUnknown(task),
            _ => Decision.Nothing,
        };
        return wanted.Refusal is { } refusal ? refusal : Decision.Of(wanted.Events.Prepend(settled));
    }

    /// <summary>What comes of an edit that asks to be kept: what was applied, and the conflict if there is one. Either remembers the command, so that it does nothing when it comes again.</summary>
    internal static Decision Keep(Engagement engagement, List<EngagementEvent> applied, KeptEdit edit)
    {
        if (engagement.KeptIds.Count >= Limits.OfflineEdits)
            return new TooMany("offlineEdits", Limits.OfflineEdits);
        if (edit.Fields.Count == 0)
            return Decision.Of(applied.Skip(1).Prepend(applied[0] switch
            {
                EngagementChanged changed => changed with { Offline = edit.Id },
                TaskChanged changed => changed with { Offline = edit.Id },
                TasksRescheduled rescheduled => rescheduled with { Offline = edit.Id },
                var other => throw new InvalidOperationException($"{other.GetType().Name} is no edit."),
            }));
        return engagement.Conflicts.Count >= Limits.Conflicts ? new TooMany("conflicts", Limits.Conflicts) : Decision.Of(applied.Append(new EditKept(edit)));
    }

    /// <summary>The engagement, which knows the command again where it asked to be kept.</summary>
    internal static Engagement Remember(Engagement engagement, Guid? offline) => offline is { } id ? engagement with { KeptIds = engagement.KeptIds.Add(id) } : engagement;

    public static Engagement Apply(Engagement engagement, EditKept kept) =>
        Remember(engagement, kept.Kept.Id) with { Conflicts = engagement.Conflicts.Add(kept.Kept) };

    public static Engagement Apply(Engagement engagement, ConflictSettled settled) =>
        engagement with { Conflicts = engagement.Conflicts.Where(c => c.Id != settled.Conflict).ToItems() };

    /// <summary>The wanted values of the fields in conflict, based on what is there now.</summary>
    private static EngagementEdits From(this EngagementEdits edits, Engagement now, Items<FieldConflict> fields)
    {
        var details = now.Details;
        return new()
        {
            Title = Based("title", fields, edits.Title, details.Title),
            Topics = Based("topics", fields, edits.Topics, details.Topics),
            Workstreams = Based("workstreams", fields, edits.Workstreams, details.Workstreams),
            Classification = Based("classification", fields, edits.Classification, details.Classification),
            LeadOffice = Based("leadOffice", fields, edits.LeadOffice, details.LeadOffice),
            Programme = Based("programme", fields, edits.Programme, details.Programme),
            Start = Based("start", fields, edits.Start, details.Start),
            End = Based("end", fields, edits.End, details.End),
            Budget = Based("budget", fields, edits.Budget, details.Budget),
            Mandate = Based("mandate", fields, edits.Mandate, details.Mandate),
            Request = Based("request", fields, edits.Request, now.Request),
            Deputies = Based("deputies", fields, edits.Deputies, now.Deputies),
            HealthRemark = Based("healthRemark", fields, edits.HealthRemark, now.HealthRemark),
        };
    }

    private static TaskEdits From(this TaskEdits edits, PlanTask now, Items<FieldConflict> fields) => new()
    {
        Title = Based("title", fields, edits.Title, now.Title),
        Description = Based("description", fields, edits.Description, now.Description),
        Deliverable = Based("deliverable", fields, edits.Deliverable, now.Deliverable),
        Dates = Based("dates", fields, edits.Dates, now.Dates),
        Predecessors = Based("predecessors", fields, edits.Predecessors, now.Predecessors),
        RecursEveryWorkingDays = Based("recursEveryWorkingDays", fields, edits.RecursEveryWorkingDays, now.RecursEveryWorkingDays),
    };

    private static Edit<T>? Based<T>(string field, Items<FieldConflict> fields, Edit<T>? edit, T now) =>
        edit is { } wanted && fields.Any(f => f.Field == field) ? new Edit<T>(now, wanted.To) : null;
}
