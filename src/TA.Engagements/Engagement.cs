namespace TA.Engagements;

/// <summary>One technical-assistance engagement with one Member State, as its events have made it. Immutable; everything it reaches is too.</summary>
public sealed record Engagement
{
    /// <summary>Member State, year and number.</summary>
    public required EngagementReference Reference { get; init; }

    /// <summary>The number of events so far; the version of the newest.</summary>
    public long Version { get; init; }

    /// <summary>Where the engagement stands in its life.</summary>
    public EngagementState State { get; init; }

    /// <summary>The version at which the present state was entered; a move may name it, so that a repetition from long ago is not mistaken for a new one.</summary>
    public long StateSince { get; init; }

    /// <summary>The state that was left for the present one when that one ends or interrupts work: reopening returns there.</summary>
    public EngagementState? StateBefore { get; init; }

    /// <summary>What it is about, and where it belongs.</summary>
    public required EngagementDetails Details { get; init; }

    /// <summary>The request that started it; null when it is not on record.</summary>
    public AssistanceRequest? Request { get; init; }

    /// <summary>Where an imported engagement was read from; null when it was opened here.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The UNODC officer answerable for the content.</summary>
    public UserId? LeadOfficer { get; init; }

    /// <summary>Officers who may do what the lead officer may.</summary>
    public Items<UserId> Deputies { get; init; }

    /// <summary>The signed engagement document; null when none is on record.</summary>
    public EngagementDocument? Document { get; init; }

    /// <summary>That the money is there; null when that is not on record.</summary>
    public FundingConfirmation? Funding { get; init; }

    /// <summary>What donors pledged and paid to this engagement itself, apart from its programme.</summary>
    public Items<Contribution> Contributions { get; init; }

    /// <summary>The organizations that take part.</summary>
    public Items<Participation> Participants { get; init; }

    /// <summary>Who fills each responsible role of the playbooks.</summary>
    public Items<RoleFilled> Roles { get; init; }

    /// <summary>The playbooks the plan was laid out from, with the version the engagement keeps.</summary>
    public Items<AdoptedPlaybook> Playbooks { get; init; }

    /// <summary>The tasks in the order they are shown.</summary>
    public Items<PlanTask> Tasks { get; init; }

    /// <summary>What tasks wait for outside the engagement.</summary>
    public Items<OutsideGate> Outside { get; init; }

    /// <summary>The working calendars that officers have changed; where there is none, the usual one of the Member State or the United Nations holds.</summary>
    public Items<CalendarCopy> Calendars { get; init; }

    /// <summary>The plan as it was agreed at approval and at each amendment.</summary>
    public Items<Baseline> Baselines { get; init; }

    /// <summary>Gates of stages that an officer has confirmed.</summary>
    public Items<GateConfirmation> Gates { get; init; }

    /// <summary>The documents, named by their content.</summary>
    public Items<AttachedDocument> Documents { get; init; }

    /// <summary>Edits that met a change they did not know of, and wait to be settled.</summary>
    public Items<KeptEdit> Conflicts { get; init; }

    /// <summary>What the officer remarks on the health that the system derives.</summary>
    public string? HealthRemark { get; init; }

    /// <summary>The identifiers of all comments, shortened, so that a repeated comment is known for one.</summary>
    public IdentifierSet CommentIds { get; init; }

    /// <summary>The identifiers of all edits that asked to be kept in a conflict, shortened, whether they met one or not, so that a repeated one does nothing.</summary>
    public IdentifierSet KeptIds { get; init; }

    /// <summary>What it keeps of the legislation workstream: gap assessments, bills and their versions, reviews, milestones.</summary>
    public LegislationWork Legislation { get; init; } = new();

    /// <summary>What it keeps of the specialized units that the engagement sets up.</summary>
    public UnitWork Units { get; init; } = new();

    /// <summary>What it keeps of the training workstream: needs, courses, sessions in numbers.</summary>
    public TrainingWork Training { get; init; } = new();

    /// <summary>What it keeps of results: indicators, review findings, data products.</summary>
    public ResultsWork Results { get; init; } = new();

    /// <summary>What it keeps of what was signed and how it ends: agreements, amendments, evaluation, closure.</summary>
    public AgreementWork Agreements { get; init; } = new();

    /// <summary>What it keeps of the risk register and the mitigating measures.</summary>
    public RiskWork Risks { get; init; } = new();

    /// <summary>The plan is made up to show the product.</summary>
    public bool IsSample { get; init; }

    /// <summary>The task of that identifier, or null.</summary>
    public PlanTask? Find(TaskId id)
    {
        foreach (var task in Tasks.AsSpan())
            if (task.Id == id)
                return task;
        return null;
    }

    /// <summary>The gate outside of that identifier, or null.</summary>
    public OutsideGate? FindGate(TaskId id)
    {
        foreach (var gate in Outside.AsSpan())
            if (gate.Id == id)
                return gate;
        return null;
    }

    /// <summary>The state of a task as people see it: a planned task is ready once all it waits for is there.</summary>
    public PlanTaskState StateOf(PlanTask task) =>
        task.State == PlanTaskState.Planned && Readiness.IsReady(this, task) ? PlanTaskState.Ready : task.State;

    /// <summary>Whether the person leads this engagement or is a deputy.</summary>
    public bool IsLedBy(UserId user) => LeadOfficer == user || Deputies.Contains(user);

    /// <summary>The engagement with a task put in place of its former self.</summary>
    internal Engagement With(PlanTask task) => this with { Tasks = Tasks.SetItem(Tasks.FindIndex(t => t.Id == task.Id), task) };

    /// <summary>The engagement with one task changed; events name tasks that exist.</summary>
    internal Engagement With(TaskId id, Func<PlanTask, PlanTask> change) => With(change(Find(id)!));
}

/// <summary>What an engagement is about, and where it belongs.</summary>
public sealed record EngagementDetails
{
    /// <summary>The Member State, ISO 3166-1 alpha-3; one of the 193 members of the United Nations.</summary>
    public required string MemberState { get; init; }

    /// <summary>A line that tells it from others of the same State.</summary>
    public required string Title { get; init; }

    /// <summary>The crimes it addresses; none only where an imported source did not say.</summary>
    public Topics Topics { get; init; }

    /// <summary>The lines of work chosen.</summary>
    public Items<WorkstreamKind> Workstreams { get; init; }

    /// <summary>Who may see it (ST/SGB/2007/6).</summary>
    public InformationClassification Classification { get; init; }

    /// <summary>The UNODC office that leads.</summary>
    public string? LeadOffice { get; init; }

    /// <summary>The programme that pays for it.</summary>
    public ProgrammeId? Programme { get; init; }

    /// <summary>First day of the engagement, as far as known.</summary>
    public PartialDate? Start { get; init; }

    /// <summary>Last day of the engagement, as far as known.</summary>
    public PartialDate? End { get; init; }

    /// <summary>The budget of this engagement itself, apart from its programme.</summary>
    public Money? Budget { get; init; }

    /// <summary>The mandate it serves.</summary>
    public Mandate Mandate { get; init; } = new();
}

/// <summary>The crimes an engagement addresses: three separate fields, never merged.</summary>
public readonly record struct Topics(bool TraffickingInPersons = false, bool SmugglingOfMigrants = false, bool ViolenceAgainstMigrants = false)
{
    /// <summary>At least one is set.</summary>
    public bool Any => TraffickingInPersons || SmugglingOfMigrants || ViolenceAgainstMigrants;

    /// <summary>Whether the two have one in common.</summary>
    public bool Overlaps(Topics other) =>
        (TraffickingInPersons && other.TraffickingInPersons) || (SmugglingOfMigrants && other.SmugglingOfMigrants) || (ViolenceAgainstMigrants && other.ViolenceAgainstMigrants);

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", new[] { TraffickingInPersons ? "TIP" : null, SmugglingOfMigrants ? "SOM" : null, ViolenceAgainstMigrants ? "VAM" : null }.OfType<string>());
}

/// <summary>The lines of work of an engagement, and its own life cycle, which every plan has.</summary>
public enum WorkstreamKind
{
    /// <summary>The engagement's own steps from request to closure; not chosen, always there.</summary>
    LifeCycle,

    /// <summary>Legislation drafting.</summary>
    Legislation,

    /// <summary>Setting up a specialized unit.</summary>
    SpecializedUnit,

    /// <summary>Training.</summary>
    Training,
}

/// <summary>Sensitivity of information (ST/SGB/2007/6); unclassified unless a reason applies.</summary>
public enum InformationClassification
{
    /// <summary>Any officer and manager may read it.</summary>
    Unclassified,

    /// <summary>The lead office, the officers named, and managers.</summary>
    Confidential,

    /// <summary>The officers named and managers.</summary>
    StrictlyConfidential,
}

/// <summary>What gives UNODC the task: conclusions of the twelfth Crime Congress (Salvador, 2010), letters a to f, and articles such as <c>TIP-9.1</c>.</summary>
public sealed record Mandate(Items<string> Conclusions = default, Items<string> Provisions = default);

/// <summary>The written act by which a State asks for assistance.</summary>
/// <param name="Channel">How it came.</param>
/// <param name="Authority">The ministry or agency that asked.</param>
/// <param name="ReceivedOn">Day of receipt.</param>
/// <param name="Asked">What was asked, in words.</param>
public sealed record AssistanceRequest(RequestChannel Channel, string Authority, DateOnly ReceivedOn, [property: Length(Limits.Text)] string Asked);

/// <summary>The way a request came.</summary>
public enum RequestChannel
{
    /// <summary>Formal unsigned diplomatic note.</summary>
    NoteVerbale,

    /// <summary>Letter of a ministry.</summary>
    LetterOfMinistry,

    /// <summary>Outcome of a treaty review.</summary>
    OutcomeOfReview,

    /// <summary>Through the Resident Coordinator.</summary>
    ResidentCoordinator,

    /// <summary>At an intergovernmental meeting.</summary>
    IntergovernmentalMeeting,

    /// <summary>From a regional organization.</summary>
    RegionalOrganization,
}

/// <summary>Where an imported engagement was read from.</summary>
/// <param name="Row">The identity of the row: its normalized reference, or SHA-256 of title and address.</param>
/// <param name="SourceReference">The reference as written in the source.</param>
/// <param name="SourceUrl">The public page.</param>
/// <param name="StatusStated">False when the source gave no status and the dates decided.</param>
/// <param name="ReportedResults">What the source reports as results.</param>
/// <param name="Note">The source's notes and doubts.</param>
/// <param name="Content">SHA-256 of the row as it was read, so that a later import can tell whether the source has changed since; null where that is not known.</param>
public sealed record Provenance(
    string Row, string? SourceReference, string? SourceUrl, bool StatusStated,
    [property: Length(Limits.Text)] string? ReportedResults, [property: Length(Limits.Text)] string? Note, string? Content = null);

/// <summary>Signed text with outcomes, budget and roles.</summary>
/// <param name="SignedOn">Day of the last signature.</param>
/// <param name="Signers">Who signed, by office.</param>
/// <param name="File">The signed file among the engagement's documents, or null.</param>
/// <param name="ValidUntil">The last day on which it is in force; null when it says none.</param>
public sealed record EngagementDocument(DateOnly SignedOn, [property: Length(Limits.Paragraph)] string Signers, Guid? File = null, DateOnly? ValidUntil = null);

/// <summary>That the money for the engagement is there.</summary>
public sealed record FundingConfirmation(DateOnly ConfirmedOn, [property: Length(Limits.Paragraph)] string Remark);
