using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>The laws of the plan, computed here in another way than the rules do.</summary>
public sealed class PlanningProperties
{
    [Fact]
    public void No_task_that_has_not_begun_starts_before_what_it_waits_for_has_ended_and_no_tasks_wait_in_a_circle() =>
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = RandomWork.Start(picks.Length);
            var id = 0;
            foreach (var pick in picks)
            {
                var command = pick.C % 5 == 0 ? work.Wild(record.Engagement!, pick) : work.AsAPage(record.Engagement!, pick);
                var answer = record.Ask(CommandId(++id), Importer, command);
                if (answer.Version > record.Version)
                    Check(answer.Record.Engagement!, command);
                record = answer.Record;
            }
        }, iter: 150);

    private static void Check(Engagement engagement, EngagementCommand command)
    {
        var tasks = engagement.Tasks.ToDictionary(t => t.Id);
        foreach (var task in engagement.Tasks)
        {
            Assert.True(task.Dates.Start <= task.Dates.Due && task.Dates.Due <= Limits.LastDate, $"{task.Id} has {task.Dates} after {command}");
            if (task.State is PlanTaskState.Planned || (task.State is PlanTaskState.Declined && task.StartedOn is null))
                foreach (var predecessor in task.Predecessors.Where(tasks.ContainsKey).Select(p => tasks[p]).Where(p => p.State != PlanTaskState.Cancelled))
                    Assert.True(task.Dates.Start >= FirstDayAfter(predecessor, task.LagWorkingDays), $"{task.Id} starts on {task.Dates.Start}, before {predecessor.Id} and its lag end, after {command}");
        }

        Assert.True(CanBeDoneInSomeOrder(tasks), $"Tasks wait in a circle after {command}");
    }

    private static DateOnly FirstDayAfter(PlanTask predecessor, int lag)
    {
        var day = predecessor.AcceptedOn is { } on && on < predecessor.Dates.Due ? on : predecessor.Dates.Due;
        while (!WorkingCalendar.IsWorkingDay(day))
            day = day.AddDays(1);
        return Enumerable.Range(1, 2 * (lag + 3)).Select(day.AddDays).Where(WorkingCalendar.IsWorkingDay).ElementAt(lag);
    }

    private static bool CanBeDoneInSomeOrder(Dictionary<TaskId, PlanTask> tasks)
    {
        var done = new HashSet<TaskId>();
        var left = tasks.Values.ToList();
        while (left.Count > 0)
        {
            var next = left.Where(t => t.Predecessors.All(p => done.Contains(p) || !tasks.ContainsKey(p))).ToList();
            if (next.Count == 0)
                return false;
            done.UnionWith(next.Select(t => t.Id));
            left = [.. left.Except(next)];
        }

        return true;
    }
}
