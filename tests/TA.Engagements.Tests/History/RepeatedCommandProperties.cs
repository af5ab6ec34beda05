using CsCheck;

namespace TA.Engagements.Tests;

public sealed class RepeatedCommandProperties
{
    /// <summary>
    /// Long after the record has forgotten a command, deciding it again changes nothing. The exception that the design knows: an edit whose field went back to what the edit left.
    /// </summary>
    [Fact]
    public void An_old_command_that_comes_again_changes_nothing()
    {
        var (checkedAgain, exceptions) = (0, 0);
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = RandomWork.Start(picks.Length);
            var accepted = new List<(Guid Id, EngagementCommand Command)>();
            foreach (var pick in picks)
            {
                var command = work.AsAPage(record.Engagement!, pick);
                var id = CommandId(accepted.Count + 1);
                var answer = record.Answer(Reference, id, Importer, command, Now, 0);
                if (answer.Version > record.Version)
                    accepted.Add((id, command));
                record = answer.Record;
            }

            foreach (var (id, command) in accepted)
            {
                var again = EngagementRules.Decide(record.Engagement, command, new(Reference, id, Importer, Now));
                Interlocked.Increment(ref checkedAgain);
                if (again.Events.Count > 0 && WentBack(record.Engagement!, command))
                    Interlocked.Increment(ref exceptions);
                else
                    Assert.True(again.Events.Count == 0, $"{command} was accepted twice: {again.Events}");
            }
        }, iter: 250);
        Assert.True(exceptions * 50 < checkedAgain, $"{exceptions} of {checkedAgain} edits went back to what was there before: the test has lost its teeth.");
    }

    /// <summary>The fields that can be restored by other means than an edit back: a place in the order, nobody at a task, dates that follow a predecessor, percent.</summary>
    private static bool WentBack(Engagement e, EngagementCommand command) => command switch
    {
        ReorderTask reorder => (e.Tasks.FindIndex(t => t.Id == reorder.Task) is > 0 and var at ? e.Tasks[at - 1].Id : (TaskId?)null) == reorder.After.From,
        HandOver hand => e.LeadOfficer == hand.LeadOfficer.From,
        HandTask hand => e.Find(hand.Task)!.Person == hand.Person.From,
        ReportProgress report => e.Find(report.Task)!.PercentDone == report.Percent.From,
        RescheduleTasks move => move.Tasks.Any(t => e.Find(t.Task)!.Dates == t.Dates.From),
        ChangeTask { Edits: { Predecessors: { } predecessors } } change => e.Find(change.Task)!.Predecessors == predecessors.From,
        ChangeTask { Edits: { RecursEveryWorkingDays: { } recurs } } change => e.Find(change.Task)!.RecursEveryWorkingDays == recurs.From,
        AssignTasks assign => assign.Tasks.Any(t => e.Find(t.Task) is { } task && (task.Organization == t.From || (task.Organization == assign.Organization && task.Person == t.FromPerson))),
        _ => false,
    };
}
