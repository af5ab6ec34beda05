namespace TA.Engagements.Tests;

/// <summary>Engagements to begin a test with. The clock stands on Monday, 2 March 2026.</summary>
internal static class AnEngagement
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly EngagementReference Reference = EngagementReference.Parse("KEN-2026-0001");

    public static readonly DateSpan March = Span("2026-03-09", "2026-03-20");
    public static readonly DateSpan April = Span("2026-04-06", "2026-04-17");
    public static readonly DateSpan May = Span("2026-05-04", "2026-05-15");

    public static readonly EngagementDetails Details = new()
    {
        MemberState = "KEN",
        Title = "Law against trafficking in persons",
        Topics = new(TraffickingInPersons: true),
        Workstreams = [WorkstreamKind.Legislation],
        LeadOffice = "Nairobi",
        Mandate = new(["a", "f"], ["TIP-5.1"]),
    };

    public static readonly AssistanceRequest Request =
        new(RequestChannel.NoteVerbale, "Ministry of Justice", Day("2026-02-16"), "Help to bring the penal code in line with the Protocol.");

    /// <summary>In delivery, led by <see cref="People.LeadOfficer"/>, with the tasks given.</summary>
    public static Engagement With(params PlanTask[] tasks) => In(EngagementState.Delivery, tasks);

    /// <summary>In a state, led by <see cref="People.LeadOfficer"/>, with the tasks given.</summary>
    public static Engagement In(EngagementState state, params PlanTask[] tasks) => new()
    {
        Reference = Reference,
        Version = 10,
        State = state,
        StateSince = 5,
        Details = Details,
        Request = Request,
        LeadOfficer = LeadOfficer.User,
        Deputies = [Deputy.User],
        Participants = [new(Iom, "International Organization for Migration", ParticipationPart.Partner)],
        Tasks = tasks.ToItems(),
    };

    /// <summary>As the import enters it: in delivery, nobody leads, no plan.</summary>
    public static readonly Engagement Imported = new()
    {
        Reference = Reference,
        Version = 1,
        State = EngagementState.Delivery,
        Details = Details with { Topics = default, Workstreams = [] },
        Provenance = new("GLOT59", "GLO/T59", null, true, null, null),
    };

    /// <summary>A task of the legislation workstream, of UNODC's partner IOM unless said otherwise.</summary>
    public static PlanTask Task(
        string id, OrganizationId? by = null, PlanTaskState state = PlanTaskState.Planned, DateSpan? dates = null, string title = "Draft the bill", string? stage = null,
        string[]? after = null, TaskControl? control = null, WorkstreamKind workstream = WorkstreamKind.Legislation, ResponsibleRole role = ResponsibleRole.Igo,
        bool ofNobody = false) => new()
    {
        Id = id,
        Workstream = workstream,
        Stage = stage,
        Title = title,
        Deliverable = "Draft bill",
        Role = role,
        Organization = ofNobody ? null : by ?? Iom,
        WorkingDays = 10,
        Dates = dates ?? March,
        State = state,
        StateSince = state == PlanTaskState.Planned ? 0 : 7,
        StartedOn = state is PlanTaskState.Planned or PlanTaskState.Declined or PlanTaskState.Cancelled ? null : Day("2026-03-01"),
        AcceptedOn = state == PlanTaskState.Accepted ? Today : null,
        PercentDone = state == PlanTaskState.Accepted ? 100 : 0,
        Because = state is PlanTaskState.Blocked or PlanTaskState.Declined or PlanTaskState.Cancelled ? "No money" : null,
        Predecessors = (after ?? []).Select(a => new Predecessor(a)).ToItems(),
        Control = control,
    };

    /// <summary>As many commands as a record remembers, the oldest of them accepted at a version.</summary>
    public static RecentCommands CommandsSince(long version) =>
        Enumerable.Range(0, RecentCommands.Kept).Aggregate(default(RecentCommands), (recent, n) => recent.Add(CommandId(3_000_000 + n), 0, version + n));

    /// <summary>Opened with its plan from the playbooks, from Monday, 2 March 2026.</summary>
    public static EngagementRecord Opened(params WorkstreamKind[] workstreams) =>
        new EngagementRecord().Ask(
            CommandId(1_000_000), LeadOfficer, new OpenEngagement(Details with { Workstreams = workstreams.ToItems() }, Request, LeadOfficer.User, Today)).Record;

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public static DateSpan Span(string start, string due) => new(Day(start), Day(due));

    /// <summary>The identifier of the n-th command of a test.</summary>
    public static Guid CommandId(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
