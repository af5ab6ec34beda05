namespace TA.Engagements;

/// <summary>
/// The tasks and gates of a plan as numbered nodes, with what blocks what. <see cref="Order"/> puts everything behind what it waits for, so that plan arithmetic goes through it once,
/// forwards or backwards, however long the chains are. Two links are there that nobody drew: until delivery begins, the tasks of the workstreams wait for the start of the one with which it does
/// (<see cref="Playbooks.DeliveryBegins"/>), unless that waits for them; and the evaluation (<see cref="Playbooks.Evaluation"/>) waits for all of them, unless they wait for it.
/// </summary>
internal sealed class PlanNetwork
{
    private readonly Dictionary<TaskId, int> _numbers;
    private readonly int[] _first;
    private readonly Link[] _links;

    private PlanNetwork(IReadOnlyList<PlanTask> tasks, Engagement engagement)
    {
        var (gates, calendars) = (engagement.Outside, WorkingCalendars.Of(engagement));
        (Tasks, Gates) = (tasks, gates);
        _numbers = new(Count);
        for (var n = 0; n < tasks.Count; n++)
            _numbers[tasks[n].Id] = n;
        for (var n = 0; n < gates.Count; n++)
            _numbers[gates[n].Id] = tasks.Count + n;
        Calendars = new WorkingCalendar[Count];
        _first = new int[Count + 1];
        int? delivery = engagement.State.IsBeforeDelivery() && Find(Playbooks.DeliveryBegins) is { } begins && IsWaitedFor(begins) ? begins : null;
        var beforeDelivery = delivery is { } last ? WaitedForBy(last) : [];
        int? evaluation = Find(Playbooks.Evaluation) is { } eval && IsWaitedFor(eval) && !beforeDelivery.Contains(eval) ? eval : null;
        var behindEvaluation = evaluation is { } found ? WaitingFor(found) : [];
        var links = new List<Link>(2 * Count);
        for (var n = 0; n < Count; n++)
        {
            Calendars[n] = n < tasks.Count ? calendars.Of(tasks[n]) : calendars.State;
            if (n < tasks.Count)
                foreach (var predecessor in tasks[n].Predecessors.AsSpan())
                    if (!predecessor.Informs && _numbers.TryGetValue(predecessor.Task, out var from) && IsWaitedFor(from))
                        links.Add(new(from, predecessor.Kind, predecessor.LagWorkingDays + (predecessor.Kind == LinkKind.FinishToStart ? tasks[n].LagWorkingDays : 0)));
            if (delivery is { } first && IsOfWorkstream(n) && !beforeDelivery.Contains(n))
                links.Add(new(first, LinkKind.StartToStart, 0));
            if (n == evaluation)
                links.AddRange(Enumerable.Range(0, tasks.Count).Where(w => IsOfWorkstream(w) && IsWaitedFor(w) && !behindEvaluation.Contains(w)).Select(w => new Link(w, LinkKind.FinishToStart, 0)));
            _first[n + 1] = links.Count;
        }

        _links = [.. links];
        Order = Sorted();
    }

    /// <summary>A node that another waits for.</summary>
    public readonly record struct Link(int From, LinkKind Kind, int Lag);

    public IReadOnlyList<PlanTask> Tasks { get; }

    public Items<OutsideGate> Gates { get; }

    /// <summary>The calendar that each node goes by.</summary>
    public WorkingCalendar[] Calendars { get; }

    /// <summary>Every node behind those it waits for. Where links would close a circle, which the rules refuse, one of them is passed over.</summary>
    public int[] Order { get; }

    public int Count => Tasks.Count + Gates.Count;

    public bool IsGate(int node) => node >= Tasks.Count;

    public OutsideGate Gate(int node) => Gates[node - Tasks.Count];

    public TaskId Id(int node) => IsGate(node) ? Gate(node).Id : Tasks[node].Id;

    public int? Find(TaskId id) => _numbers.TryGetValue(id, out var node) ? node : null;

    /// <summary>What a node waits for; nothing for gates.</summary>
    public ReadOnlySpan<Link> WaitsFor(int node) => _links.AsSpan(_first[node].._first[node + 1]);

    public static PlanNetwork Of(Engagement engagement) => new(engagement.Tasks, engagement);

    /// <summary>The plan with more tasks, which stand behind those it has.</summary>
    public static PlanNetwork Of(Engagement engagement, IEnumerable<PlanTask> more) =>
        new([.. engagement.Tasks, .. more], engagement);

    /// <summary>All that a task waits for, and what that waits for.</summary>
    private HashSet<int> WaitedForBy(int node)
    {
        var found = new HashSet<int> { node };
        var open = new Stack<int>(found);
        while (open.TryPop(out var at))
            if (!IsGate(at))
                foreach (var predecessor in Tasks[at].Predecessors.AsSpan())
                    if (!predecessor.Informs && Find(predecessor.Task) is { } from && found.Add(from))
                        open.Push(from);
        return found;
    }

    /// <summary>All that waits for a task, and what waits for that.</summary>
    private HashSet<int> WaitingFor(int node)
    {
        var found = new HashSet<int> { node };
        var waiting = Enumerable.Range(0, Tasks.Count).SelectMany(n => Tasks[n].Predecessors.Where(p => !p.Informs).Select(p => (p.Task, Node: n))).ToLookup(p => p.Task, p => p.Node);
        var open = new Stack<int>(found);
        while (open.TryPop(out var at))
            foreach (var behind in waiting[Id(at)])
                if (found.Add(behind))
                    open.Push(behind);
        return found;
    }

    private bool IsOfWorkstream(int node) => !IsGate(node) && Tasks[node].Workstream != WorkstreamKind.LifeCycle;

    private bool IsWaitedFor(int node) => IsGate(node) ? !Gate(node).IsDropped : Tasks[node].State != PlanTaskState.Cancelled;

    private int[] Sorted()
    {
        var order = new int[Count];
        var filled = 0;
        var seen = new bool[Count];
        var stack = new Stack<(int Node, int Next)>();
        for (var start = 0; start < Count; start++)
        {
            if (seen[start])
                continue;
            seen[start] = true;
            stack.Push((start, _first[start]));
            while (stack.TryPop(out var at))
            {
                if (at.Next == _first[at.Node + 1])
                {
                    order[filled++] = at.Node;
                    continue;
                }

                stack.Push((at.Node, at.Next + 1));
                var from = _links[at.Next].From;
                if (seen[from])
                    continue;
                seen[from] = true;
                stack.Push((from, _first[from]));
            }
        }

        return order;
    }
}
