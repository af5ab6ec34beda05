using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>The laws of the plan, computed here in another way than the rules do.</summary>
public sealed class PlanningProperties
{
    [Fact]
    public void No_task_that_has_not_begun_starts_before_what_it_waits_for_allows_and_no_tasks_wait_in_a_circle() =>
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = RandomWork.Start(picks.Length);
            var id = 0;
            var delivered = !record.Engagement!.State.IsBeforeDelivery();
            foreach (var pick in picks)
            {
                var command = pick.C % 5 == 0 ? work.Wild(record.Engagement!, pick) : work.AsAPage(record.Engagement!, pick);

                // Agreed dates stay when the calendar changes; here the law is tried in one calendar.
                if (command is TakeCalendar)
                    continue;
                var answer = record.Ask(CommandId(++id), Importer, command);
                if (answer.Version > record.Version)
                    Check(answer.Record.Engagement!, command);
                record = answer.Record;

                // Agreed dates stay when an engagement takes a step back.
                delivered |= !record.Engagement!.State.IsBeforeDelivery();
                if (!delivered)
                    CheckDelivery(record.Engagement!, command);
            }
        }, iter: 150);

    private static void Check(Engagement engagement, EngagementCommand command)
    {
        var tasks = engagement.Tasks.ToDictionary(t => t.Id);
        foreach (var task in engagement.Tasks)
        {
            Assert.True(task.Dates.Start <= task.Dates.Due && task.Dates.Due <= Limits.LastDate, $"{task.Id} has {task.Dates} after {command}");
            if (task.State is PlanTaskState.Planned || (task.State is PlanTaskState.Declined && task.StartedOn is null))
                foreach (var link in Blocking(task, tasks).Where(p => tasks[p.Task].State != PlanTaskState.Cancelled))
                    Assert.True(task.Dates.Start >= FirstDay(tasks[link.Task], link, task.LagWorkingDays), $"{task.Id} starts on {task.Dates.Start}, before {link} allows, after {command}");
        }

        Assert.True(CanBeDoneInSomeOrder(tasks), $"Tasks wait in a circle after {command}");
        CheckEvaluation(engagement, tasks, command);
    }

    private static void CheckEvaluation(Engagement engagement, Dictionary<TaskId, PlanTask> tasks, EngagementCommand command)
    {
        if (!tasks.TryGetValue("case.closure.eval", out var evaluation) || evaluation.State != PlanTaskState.Planned
            || (engagement.State.IsBeforeDelivery() && tasks.TryGetValue("case.delivery.kickoff", out var delivery) && WaitsFor(delivery, evaluation, tasks)))
            return;
        foreach (var task in engagement.Tasks.Where(t => t.Workstream != WorkstreamKind.LifeCycle && t.State != PlanTaskState.Cancelled && !WaitsFor(t, evaluation, tasks)))
            Assert.True(evaluation.Dates.Start >= FirstDay(task, new(evaluation.Id), 0), $"The evaluation starts on {evaluation.Dates.Start}, before {task.Id} is done on {task.Dates.Due}, after {command}");
    }

    private static void CheckDelivery(Engagement engagement, EngagementCommand command)
    {
        var tasks = engagement.Tasks.ToDictionary(t => t.Id);
        if (tasks.TryGetValue("case.delivery.kickoff", out var delivery) && delivery.State == PlanTaskState.Planned)
            foreach (var task in engagement.Tasks.Where(t => t is { State: PlanTaskState.Planned, Workstream: not WorkstreamKind.LifeCycle } && !WaitsFor(delivery, t, tasks)))
                Assert.True(task.Dates.Start >= delivery.Dates.Start, $"{task.Id} starts on {task.Dates.Start}, before delivery on {delivery.Dates.Start}, after {command}");
    }

    private static bool WaitsFor(PlanTask one, PlanTask other, Dictionary<TaskId, PlanTask> tasks) =>
        Blocking(one, tasks).Any(p => p.Task == other.Id || WaitsFor(tasks[p.Task], other, tasks));

    private static IEnumerable<Predecessor> Blocking(PlanTask task, Dictionary<TaskId, PlanTask> tasks) => task.Predecessors.Where(p => !p.Informs && tasks.ContainsKey(p.Task));

    private static DateOnly FirstDay(PlanTask predecessor, Predecessor link, int lagOfTask)
    {
        if (link.Kind == LinkKind.StartToStart)
            return WorkingDaysFrom(predecessor.StartedOn is { } began && began < predecessor.Dates.Start ? began : predecessor.Dates.Start).ElementAt(link.LagWorkingDays);
        var end = predecessor.AcceptedOn is { } on && on < predecessor.Dates.Due ? on : predecessor.Dates.Due;
        return WorkingDaysFrom(end.AddDays(1)).ElementAt(link.LagWorkingDays + lagOfTask);
    }

    private static IEnumerable<DateOnly> WorkingDaysFrom(DateOnly day)
    {
        for (; ; day = day.AddDays(1))
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                yield return day;
    }

    private static bool CanBeDoneInSomeOrder(Dictionary<TaskId, PlanTask> tasks)
    {
        var done = new HashSet<TaskId>();
        var left = tasks.Values.ToList();
        while (left.Count > 0)
        {
            var next = left.Where(t => Blocking(t, tasks).All(p => done.Contains(p.Task))).ToList();
            if (next.Count == 0)
                return false;
            done.UnionWith(next.Select(t => t.Id));
            left = [.. left.Except(next)];
        }

        return true;
    }
}
