using System.Collections.Frozen;
using System.Text.Json;

namespace TA.Engagements;

/// <summary>Reusable template of stages and tasks for one line of work.</summary>
/// <param name="Workstream">The line of work.</param>
/// <param name="Version">From 1; an engagement keeps the version it began with.</param>
/// <param name="Title">English title.</param>
/// <param name="Stages">In order.</param>
public sealed record Playbook(WorkstreamKind Workstream, int Version, string Title, Items<PlaybookStage> Stages)
{
    /// <summary>All tasks, in order of their stages.</summary>
    public IEnumerable<TaskTemplate> Tasks => Stages.SelectMany(s => s.Tasks);
}

/// <summary>A stage with the sentence of its gate, which an officer confirms when the stage's tasks are done.</summary>
public sealed record PlaybookStage(string Key, string Title, string Gate, Items<TaskTemplate> Tasks);

/// <summary>A task as the playbook has it. Durations are planning defaults in working days, not rules of UNODC.</summary>
/// <param name="Key">Its identifier.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What is to be done.</param>
/// <param name="WorkingDays">How long it takes.</param>
/// <param name="LagWorkingDays">Waiting time after its predecessors.</param>
/// <param name="Predecessors">What it waits for.</param>
/// <param name="Role">Who usually does it.</param>
/// <param name="Deliverable">What it hands over.</param>
/// <param name="Control">The control it carries out.</param>
/// <param name="ServesConclusions">Letters of the conclusions of the Congress.</param>
/// <param name="RecursEveryWorkingDays">How often it recurs, or null.</param>
/// <param name="IsRepeatable">There is one for each training session.</param>
public sealed record TaskTemplate(
    TaskId Key, string Title, string Description, int WorkingDays, int LagWorkingDays, Items<TaskId> Predecessors, ResponsibleRole Role,
    string Deliverable, TaskControl? Control, string ServesConclusions, int? RecursEveryWorkingDays = null, bool IsRepeatable = false);

/// <summary>A link between tasks of two playbooks.</summary>
/// <param name="From">The task that comes first.</param>
/// <param name="To">The task that leans on it.</param>
/// <param name="Blocks">True for finish-to-start; false when it only informs.</param>
/// <param name="Why">The reason, in English.</param>
public sealed record PlaybookLink(TaskId From, TaskId To, bool Blocks, string Why);

/// <summary>Who carries out a task, before an organization is named.</summary>
public enum ResponsibleRole
{
    /// <summary>UNODC itself.</summary>
    Unodc,

    /// <summary>A partner intergovernmental organization.</summary>
    Igo,

    /// <summary>A non-governmental organization.</summary>
    Ngo,

    /// <summary>A national counterpart.</summary>
    NationalCounterpart,
}

/// <summary>A mandatory control: accepting the task records its finding; it is never skipped without a recorded reason.</summary>
public enum TaskControl
{
    /// <summary>Human rights due diligence (A/67/775-S/2013/110).</summary>
    HumanRights,

    /// <summary>Gender and child analysis, which sets the gender marker.</summary>
    GenderMarker,

    /// <summary>Protection of personal data.</summary>
    DataProtection,
}

/// <summary>The playbooks of the product, every version that was ever in use.</summary>
public static class Playbooks
{
    private const int Newest = 1;

    private static readonly JsonSerializerOptions FileOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly FrozenDictionary<int, Edition> Editions =
        Enumerable.Range(1, Newest).ToFrozenDictionary(version => version, Load);

    private static readonly FrozenDictionary<TaskId, TaskTemplate> NewestTasks =
        Editions[Newest].Playbooks.SelectMany(p => p.Tasks).ToFrozenDictionary(t => t.Key);

    /// <summary>The task of the life cycle with which delivery begins, and with it the work of the workstreams.</summary>
    public static TaskId DeliveryBegins { get; } = "case.delivery.kickoff";

    /// <summary>The task of the life cycle that looks back on the work of all workstreams.</summary>
    public static TaskId Evaluation { get; } = "case.closure.eval";

    /// <summary>The tasks that the newest playbooks want once for each training session, in their order.</summary>
    public static IReadOnlyList<TaskTemplate> Repeatable { get; } = [.. Editions[Newest].Playbooks.SelectMany(p => p.Tasks).Where(t => t.IsRepeatable)];

    /// <summary>The newest playbook of a line of work.</summary>
    public static Playbook Current(WorkstreamKind workstream) => Find(workstream, Newest)!;

    /// <summary>A playbook in a certain version, or null.</summary>
    public static Playbook? Find(WorkstreamKind workstream, int version) =>
        Editions.GetValueOrDefault(version)?.Playbooks.Single(p => p.Workstream == workstream);

    /// <summary>Links between playbooks.</summary>
    public static IReadOnlyList<PlaybookLink> Links => Editions[Newest].Links;

    /// <summary>What the newest playbooks say of a task, or null for one that was added by hand.</summary>
    public static TaskTemplate? Template(TaskId task) => NewestTasks.GetValueOrDefault(task);

    private sealed record Edition(IReadOnlyList<Playbook> Playbooks, IReadOnlyList<PlaybookLink> Links);

    private static Edition Load(int version)
    {
        using var stream = typeof(Playbooks).Assembly.GetManifestResourceStream($"playbooks-{version}.json")!;
        var file = JsonSerializer.Deserialize<File>(stream, FileOptions)!;
        return new(
            [.. file.Playbooks.Select(p => new Playbook(p.Key switch
            {
                "case" => WorkstreamKind.LifeCycle,
                "leg" => WorkstreamKind.Legislation,
                "unit" => WorkstreamKind.SpecializedUnit,
                "trn" => WorkstreamKind.Training,
                _ => throw new InvalidDataException($"Unknown playbook '{p.Key}'."),
            }, version, p.Title, p.Stages.Select(Stage).ToItems()))],
            [.. file.TypicalCrossLinks.Select(l => new PlaybookLink(l.From, l.To, l.Kind == "finish-to-start", l.Why))]);
    }

    private static PlaybookStage Stage(FileStage stage) => new(stage.Key, stage.Title, stage.Gate, stage.Tasks.Select(t => new TaskTemplate(
        t.Key, t.Title, t.Description, t.DurationWorkingDays, t.LagWorkingDays, t.Predecessors.Select(p => new TaskId(p)).ToItems(),
        t.ResponsibleRole switch
        {
            "UNODC" => ResponsibleRole.Unodc,
            "IGO" => ResponsibleRole.Igo,
            "NGO" => ResponsibleRole.Ngo,
            "NAT" => ResponsibleRole.NationalCounterpart,
            _ => throw new InvalidDataException($"Unknown role '{t.ResponsibleRole}'."),
        },
        t.Deliverable,
        t.Control switch
        {
            null => null,
            "human-rights" => TaskControl.HumanRights,
            "gender-marker" => TaskControl.GenderMarker,
            "data-protection" => TaskControl.DataProtection,
            _ => throw new InvalidDataException($"Unknown control '{t.Control}'."),
        },
        string.Concat(t.ServesConclusions),
        t.RecursEveryWorkingDays,
        t.Repeatable)).ToItems());

    private sealed record File(FilePlaybook[] Playbooks, FileLink[] TypicalCrossLinks);

    private sealed record FilePlaybook(string Key, string Title, FileStage[] Stages);

    private sealed record FileStage(string Key, string Title, string Gate, FileTask[] Tasks);

    private sealed record FileTask(
        string Key, string Title, string Description, int DurationWorkingDays, int LagWorkingDays, string[] Predecessors, string ResponsibleRole,
        string Deliverable, string? Control, string[] ServesConclusions, int? RecursEveryWorkingDays, bool Repeatable);

    private sealed record FileLink(string From, string To, string Kind, string Why);
}
