using System.Collections.Frozen;

namespace TA.Engagements;

/// <summary>What a task serves, in the sense of conclusion a of the twelfth Crime Congress: an approach that balances criminal justice with human rights.</summary>
public enum WorkFocus
{
    /// <summary>Neither in particular: administration, translation, money.</summary>
    Neither,

    /// <summary>Criminal justice: offences, investigation, prosecution, equipment, posts.</summary>
    CriminalJustice,

    /// <summary>Human rights, protection of victims and migrants, children, prevention.</summary>
    Protection,

    /// <summary>Both.</summary>
    Both,
}

/// <summary>What a task serves, as an officer has set it.</summary>
public readonly record struct TaskFocus(TaskId Task, WorkFocus Focus);

/// <summary>
/// The balance of a plan, in the working days of its tasks' agreed dates as the forecast counts them, cancelled ones apart. Each playbook task has its focus in <c>Data/work-focus.csv</c>; an officer may set another for this engagement, and sets one
/// for tasks that were added. What serves both counts half to each side.
/// </summary>
/// <param name="CriminalJustice">Working days of criminal-justice work alone.</param>
/// <param name="Protection">Working days of human-rights, protection and prevention work alone.</param>
/// <param name="Both">Working days of work that serves both.</param>
/// <param name="Neither">Working days of other work.</param>
/// <param name="Unclassified">Tasks that were added and have no focus yet; they are not counted.</param>
public readonly record struct Balance(int CriminalJustice, int Protection, int Both, int Neither, int Unclassified)
{
    private static readonly FrozenDictionary<TaskId, WorkFocus> Classified = Table.Read("work-focus.csv").ToFrozenDictionary(r => new TaskId(r["key"]), r => r["focus"] switch
    {
        "criminal-justice" => WorkFocus.CriminalJustice,
        "protection" => WorkFocus.Protection,
        "both" => WorkFocus.Both,
        "neither" => WorkFocus.Neither,
        var other => throw new InvalidDataException($"Unknown focus '{other}'."),
    });

    /// <summary>The share of criminal-justice work in what serves either side, in percent; null without any.</summary>
    public decimal? CriminalJusticeShare => Share(CriminalJustice);

    /// <summary>The share of human-rights, protection and prevention work in what serves either side, in percent; null without any.</summary>
    public decimal? ProtectionShare => Share(Protection);

    /// <summary>The balance of an engagement's plan.</summary>
    public static Balance Of(Engagement engagement)
    {
        var days = new int[4];
        var unclassified = 0;
        var calendars = WorkingCalendars.Of(engagement);
        foreach (var task in engagement.Tasks.AsSpan())
            if (task.State != PlanTaskState.Cancelled)
            {
                if (FocusOf(engagement, task.Id) is { } focus)
                    days[(int)focus] += ForecastPass.Duration(task, calendars.Of(task));
                else
                    unclassified++;
            }

        return new(days[(int)WorkFocus.CriminalJustice], days[(int)WorkFocus.Protection], days[(int)WorkFocus.Both], days[(int)WorkFocus.Neither], unclassified);
    }

    /// <summary>What a task serves; null for one that was added and has no focus yet.</summary>
    public static WorkFocus? FocusOf(Engagement engagement, TaskId task)
    {
        foreach (var set in engagement.Results.Focus.AsSpan())
            if (set.Task == task)
                return set.Focus;
        return OfPlaybook(task);
    }

    /// <summary>What a playbook task serves. A task made from a repeated one has the name of that one and a part more.</summary>
    internal static WorkFocus? OfPlaybook(TaskId task)
    {
        for (var key = task.Value; ; key = key[..key.LastIndexOf('.')])
        {
            if (Classified.TryGetValue(key, out var focus))
                return focus;
            if (!key.Contains('.', StringComparison.Ordinal))
                return null;
        }
    }

    private decimal? Share(int side) =>
        CriminalJustice + Protection + Both is > 0 and var all ? Math.Round(100 * (side + (Both / 2m)) / all, 1) : null;
}

/// <summary>Says what a task serves in this engagement; null goes back to the playbook's classification.</summary>
public sealed record ClassifyTask(TaskId Task, Edit<WorkFocus?> Focus, long? AsOf = null) : ResultsCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A task has another focus.</summary>
public sealed record TaskClassified(TaskId Task, Edit<WorkFocus?> Focus) : ResultsEvent;

internal static class ClassifyingTasks
{
    public static Decision Decide(Engagement engagement, ClassifyTask command)
    {
        if (engagement.Find(command.Task) is null)
            return new TaskUnknown(command.Task);
        var judge = new EditJudge();
        return judge.Judge("focus", engagement.Results.Focus.Where(f => f.Task == command.Task).Select(f => (WorkFocus?)f.Focus).FirstOrDefault(), (Edit<WorkFocus?>?)command.Focus) is { } edit
            ? new TaskClassified(command.Task, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static ResultsWork Apply(ResultsWork results, TaskClassified classified)
    {
        var others = results.Focus.Where(f => f.Task != classified.Task);
        return results with { Focus = (classified.Focus.To is { } focus ? others.Append(new(classified.Task, focus)) : others).ToItems() };
    }
}
