using System.Globalization;
using System.Text.RegularExpressions;

namespace TA.Engagements;

/// <summary>
/// Puts the next occurrence of a recurring task into the plan when its turn has come. The product gives this command by itself as days pass; giving it again changes nothing, because the
/// identifier of an occurrence follows from the task and its number.
/// </summary>
/// <param name="Task">The task as it first occurred.</param>
/// <param name="Number">The number of the occurrence to add, from 2. Nothing happens while that is not the next one or its turn has not come.</param>
public sealed record RepeatTask(TaskId Task, int Number) : EngagementCommand;

/// <summary>
/// Recurring tasks. The first occurrence stands in the plan like any task; the second has the identifier of the first and <c>.r2</c>, and so on. While the engagement is in delivery the next
/// occurrence is added on the day on which the newest one is to start: so many working days after its first day, but not before today. The newest occurrence says whether, and how
/// often, the task recurs.
/// </summary>
public static partial class RecurringTasks
{
    /// <summary>The day on which the next occurrence of some task is due to be added; null when there is none.</summary>
    public static DateOnly? NextTurn(Engagement engagement) =>
        engagement.State != EngagementState.Delivery || engagement.Tasks.Count >= Limits.Tasks ? null
        : Newest(engagement).Select(n => (DateOnly?)n.Task.Dates.Start).Min();

    /// <summary>The commands that are due on a day.</summary>
    public static IEnumerable<RepeatTask> Due(Engagement engagement, DateOnly today) =>
        engagement.State != EngagementState.Delivery ? [] : Newest(engagement).Where(n => n.Task.Dates.Start <= today).Select(n => new RepeatTask(n.First.Id, n.Number + 1));

    internal static Decision Decide(Engagement engagement, RepeatTask command, in Asked asked)
    {
        var today = asked.Today;
        if (engagement.Find(command.Task) is not { } first)
            return new TaskUnknown(command.Task);
        if (!Due(engagement, today).Contains(command))
            return Decision.Nothing;
        if (engagement.Tasks.Count >= Limits.Tasks)
            return new TooMany("tasks", Limits.Tasks);
        var newest = Newest(engagement).Single(n => n.First == first && n.Number == command.Number - 1).Task;
        var calendar = WorkingCalendars.Of(engagement).Of(newest);
        var start = calendar.Add(newest.Dates.Start, newest.RecursEveryWorkingDays!.Value);
        var next = new PlanTask
        {
            Id = Occurrence(first.Id, command.Number),
            Workstream = newest.Workstream,
            Stage = newest.Stage,
            Title = string.Create(CultureInfo.InvariantCulture, $"{first.Title} – {command.Number}"),
            Description = newest.Description ?? Playbooks.Template(first.Id)?.Description,
            Deliverable = newest.Deliverable,
            Role = newest.Role,
            Organization = newest.Organization,
            Person = newest.Person,
            WorkingDays = newest.WorkingDays,
            RecursEveryWorkingDays = newest.RecursEveryWorkingDays,
            Control = newest.Control,
            Dates = calendar.Span(start < today ? today : start, newest.WorkingDays),
        };
        return Schedule.TooLate([(next.Id, next.Dates)]) is { } late ? late : AddingTasks.Add(engagement, new(next, newest.Id));
    }

    /// <summary>The newest occurrence of each task that recurs, with its number.</summary>
    private static IEnumerable<(PlanTask First, PlanTask Task, int Number)> Newest(Engagement engagement) =>
        from task in engagement.Tasks
        where task.RecursEveryWorkingDays is not null
        let occurrence = Occurrences().Match(task.Id.Value)
        let number = occurrence.Success ? int.Parse(occurrence.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 1
        let first = occurrence.Success ? engagement.Find(occurrence.Groups[1].Value) : task
        where first is not null && Occurrence(first.Id, number + 1).Value.Length <= 64 && engagement.Find(Occurrence(first.Id, number + 1)) is null
        select (first, task, number);

    private static TaskId Occurrence(TaskId first, int number) => string.Create(CultureInfo.InvariantCulture, $"{first}.r{number}");

    [GeneratedRegex(@"\A(.+)\.r([0-9]{1,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Occurrences();
}
