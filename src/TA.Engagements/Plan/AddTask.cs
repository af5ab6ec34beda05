namespace TA.Engagements;

/// <summary>Adds a task of its own to the plan, at the end of its stage, else of its line of work, else of the plan. Its identifier comes from the command.</summary>
/// <param name="Workstream">A chosen workstream, or the life cycle.</param>
/// <param name="Stage">A stage of the workstream's playbook, or null.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What is to be done.</param>
/// <param name="Deliverable">What it hands over.</param>
/// <param name="Role">Who usually does it.</param>
/// <param name="Organization">Who answers for it, if known; it joins the engagement where it takes no part yet.</param>
/// <param name="From">It starts on this day or as soon as its predecessors allow.</param>
/// <param name="WorkingDays">1 to <see cref="Limits.WorkingDays"/>.</param>
/// <param name="Predecessors">What it waits for, and what informs it.</param>
/// <param name="Name">The organization's name, for one that is new to the engagement; null takes it from the product's list.</param>
/// <param name="RecursEveryWorkingDays">How often it recurs, 1 to <see cref="Limits.WorkingDays"/>, or null.</param>
public sealed record AddTask(
    WorkstreamKind Workstream, string? Stage, string Title, [property: Length(Limits.Text)] string? Description, string Deliverable, ResponsibleRole Role,
    OrganizationId? Organization, DateOnly From, int WorkingDays, Items<Predecessor> Predecessors = default, string? Name = null, int? RecursEveryWorkingDays = null) : EngagementCommand;

/// <summary>The plan has one more task.</summary>
/// <param name="Task">The task as it begins.</param>
/// <param name="After">The task it stands behind, or null at the top.</param>
public sealed record TaskAdded(PlanTask Task, TaskId? After) : EngagementEvent;

/// <summary>A number lies outside its range.</summary>
public sealed record OutOfRange(string Field, decimal Value, decimal Least, decimal Most) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Malformed;
}

/// <summary>The playbook of the workstream has no such stage.</summary>
public sealed record StageUnknown(string Stage) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>Puts a task behind another in the order shown. Waits and dates stay.</summary>
/// <param name="Task">The task.</param>
/// <param name="After">The task it stands behind now, as the person saw it, and the one it shall stand behind; null is the top.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record ReorderTask(TaskId Task, Edit<TaskId?> After, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A task stands in another place.</summary>
public sealed record TaskReordered(TaskId Task, Edit<TaskId?> After) : EngagementEvent;

internal static class AddingTasks
{
    public static Decision Decide(Engagement engagement, AddTask command, in Asked asked)
    {
        if (command.WorkingDays is < 1 or > Limits.WorkingDays)
            return new OutOfRange("workingDays", command.WorkingDays, 1, Limits.WorkingDays);
        if (command.RecursEveryWorkingDays is { } every and (< 1 or > Limits.WorkingDays))
            return new OutOfRange("recursEveryWorkingDays", every, 1, Limits.WorkingDays);
        if (command.Workstream != WorkstreamKind.LifeCycle && !engagement.Details.Workstreams.Contains(command.Workstream))
            return new WorkstreamNotChosen(command.Workstream);
        if (command.Stage is { } stage && !engagement.Stages().Any(s => s.Workstream == command.Workstream && s.Stage.Key == stage))
            return new StageUnknown(stage);
        if (engagement.Tasks.Count >= Limits.Tasks)
            return new TooMany("tasks", Limits.Tasks);
        TaskId id = $"added-{asked.CommandId:n}";
        if (engagement.Find(id) is not null)
            return Decision.Nothing;
        if (ChangingTasks.PredecessorFault(engagement, id, command.Predecessors) is { } refusal)
            return refusal;
        var task = new PlanTask
        {
            Id = id,
            Workstream = command.Workstream,
            Stage = command.Stage,
            Title = command.Title,
            Description = command.Description,
            Deliverable = command.Deliverable,
            Role = command.Role,
            Organization = command.Organization ?? FillingRoles.Filler(engagement, command.Role, command.Workstream),
            WorkingDays = command.WorkingDays,
            Predecessors = command.Predecessors,
            RecursEveryWorkingDays = command.RecursEveryWorkingDays,
        };
        var after = engagement.Tasks.LastOrDefault(t => t.Workstream == task.Workstream && t.Stage == task.Stage)
            ?? engagement.Tasks.LastOrDefault(t => t.Workstream == task.Workstream)
            ?? engagement.Tasks.LastOrDefault();
        var laid = Schedule.LayOut(engagement, [task], command.From)[0];
        if (Schedule.TooLate([(id, laid.Dates)]) is { } late)
            return late;
        var joined = laid.Organization is { } organization
            ? Participating.Join(engagement, organization, command.Name ?? Participating.NameOf(engagement, organization), FillingRoles.PartOf(command.Role))
            : Decision.Nothing;
        if (joined.Refusal is not null)
            return joined;
        var added = Add(engagement, new(laid, after?.Id));
        return added.Refusal is not null ? added : Decision.Of([.. joined.Events, .. added.Events]);
    }

    /// <summary>Adds a task, and moves along what waits for the whole of its workstream.</summary>
    internal static Decision Add(Engagement engagement, TaskAdded added)
    {
        var moved = ReschedulingTasks.Restore(Apply(engagement, added));
        return moved.Refusal is not null ? moved : Decision.Of(moved.Events.Prepend(added));
    }

    public static Decision Decide(Engagement engagement, ReorderTask command)
    {
        if (engagement.Find(command.Task) is null)
            return new TaskUnknown(command.Task);
        if (command.After.To is { } to && (engagement.Find(to) is null || to == command.Task))
            return new TaskUnknown(to);
        var judge = new EditJudge();
        return judge.Judge("after", Before(engagement, command.Task), command.After) is { } edit
            ? new TaskReordered(command.Task, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    private static TaskId? Before(Engagement engagement, TaskId task) =>
        engagement.Tasks.FindIndex(t => t.Id == task) is > 0 and var at ? engagement.Tasks[at - 1].Id : (TaskId?)null;

    public static Engagement Apply(Engagement engagement, TaskAdded added) => engagement with { Tasks = Put(engagement.Tasks, added.Task, added.After) };

    public static Engagement Apply(Engagement engagement, TaskReordered reordered) => engagement with
    {
        Tasks = Put(engagement.Tasks.Where(t => t.Id != reordered.Task).ToItems(), engagement.Find(reordered.Task)!, reordered.After.To),
    };

    private static Items<PlanTask> Put(Items<PlanTask> tasks, PlanTask task, TaskId? after)
    {
        var at = after is { } before ? tasks.FindIndex(t => t.Id == before) + 1 : 0;
        return tasks.Take(at).Append(task).Concat(tasks.Skip(at)).ToItems();
    }
}
