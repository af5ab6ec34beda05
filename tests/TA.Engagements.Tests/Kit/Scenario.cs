namespace TA.Engagements.Tests;

/// <summary>Given an engagement, when commands are given, then events. Commands go the way of the grain: repetition, well-formedness, permission, rules, events.</summary>
internal sealed class Scenario
{
    private EngagementRecord _record;
    private RecordAnswer _answer;
    private Items<EngagementEvent> _events;
    private int _commands;

    private Scenario(EngagementRecord record) => _record = record;

    public Engagement Engagement => _record.Engagement!;

    public Items<EngagementEvent> Events => _events;

    public Refusal? Refusal => _answer.Refusal;

    public static Scenario Given(Engagement? engagement) => new(new() { Engagement = engagement });

    public static Scenario Given(EngagementRecord record) => new(record);

    public Scenario When(EngagementCommand command, Actor by, Guid? id = null)
    {
        var before = _record.Tail.Count;
        _answer = _record.Ask(id ?? CommandId(++_commands), by, command);
        _record = _answer.Record;
        _events = _record.Tail.Skip(before).Select(e => e.Event.ToEvent()).ToItems();
        return this;
    }

    public Scenario And(EngagementCommand command, Actor by, Guid? id = null) => When(command, by, id);

    public Scenario Then(params EngagementEvent[] events)
    {
        Assert.Null(_answer.Refusal);
        Assert.Equal<EngagementEvent>(events, _events);
        return this;
    }

    public Scenario Then(params Action<Engagement>[] assertions)
    {
        Assert.Null(_answer.Refusal);
        foreach (var assertion in assertions)
            assertion(Engagement);
        return this;
    }

    public Scenario Refused(Refusal refusal)
    {
        Assert.Equal(refusal, _answer.Refusal);
        Assert.Empty(_events);
        return this;
    }

    public Scenario Malformed(string field, FieldFaultKind fault) =>
        Refused(new Malformed([new(field, fault, (_answer.Refusal as Malformed)?.Fields.FirstOrDefault()?.Limit)]));

    public Scenario NothingToDo()
    {
        Assert.Null(_answer.Refusal);
        Assert.Empty(_events);
        return this;
    }

    public static Action<Engagement> StateIs(EngagementState state) => e => Assert.Equal(state, e.State);

    public static Action<Engagement> TaskIs(TaskId task, PlanTaskState state) => e => Assert.Equal(state, e.StateOf(e.Find(task)!));

    public static Action<Engagement> DatesOf(TaskId task, DateSpan dates) => e => Assert.Equal(dates, e.Find(task)!.Dates);

    public static Action<Engagement> TheTask(TaskId task, Action<PlanTask> assertion) => e => assertion(e.Find(task)!);
}
