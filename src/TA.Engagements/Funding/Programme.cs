namespace TA.Engagements;

/// <summary>A funded programme that groups engagements with several Member States. Which engagements belong to it, they say themselves.</summary>
public sealed record Programme
{
    /// <summary>Its identifier.</summary>
    public required ProgrammeId Id { get; init; }

    /// <summary>The number of changes so far.</summary>
    public long Version { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>The UNODC office that leads.</summary>
    public string? LeadOffice { get; init; }

    /// <summary>First day, as far as known.</summary>
    public PartialDate? Start { get; init; }

    /// <summary>Last day, as far as known.</summary>
    public PartialDate? End { get; init; }

    /// <summary>The budget.</summary>
    public Money? Budget { get; init; }

    /// <summary>What donors pledged and paid.</summary>
    public Items<Contribution> Contributions { get; init; }

    /// <summary>Where an imported programme was read from.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The Member States that it is to help, ISO 3166-1 alpha-3, in order; none where that is not on record. Engagements say themselves that they belong to it.</summary>
    public Items<string> MemberStates { get; init; }

    /// <summary>The signed programme document; from then on what was agreed changes by amendment. Null when none is on record.</summary>
    public EngagementDocument? Document { get; init; }

    /// <summary>The amendments, by number.</summary>
    public Items<ProgrammeAmendment> Amendments { get; init; }
}

/// <summary>What somebody asks a programme to do.</summary>
public abstract partial record ProgrammeCommand;

/// <summary>Enters a programme.</summary>
public sealed record RecordProgramme(
    string Title, string? LeadOffice = null, PartialDate? Start = null, PartialDate? End = null, Money? Budget = null, Items<Contribution> Contributions = default,
    Provenance? Provenance = null, Items<string> MemberStates = default) : ProgrammeCommand;

/// <summary>Changes a programme, field by field.</summary>
public sealed record ChangeProgramme(
    Edit<string>? Title = null, Edit<string?>? LeadOffice = null, Edit<PartialDate?>? Start = null, Edit<PartialDate?>? End = null, Edit<Money?>? Budget = null,
    Edit<Items<string>>? MemberStates = null) : ProgrammeCommand;

/// <summary>Records what a donor gives to a programme, or corrects the record.</summary>
public sealed record RecordProgrammeContribution(
    Guid? Contribution, [property: NotNullTo] Edit<string?> Donor, Edit<Money?> Pledged, Edit<Money?> Received, Edit<Earmark?>? Earmark = null) : ProgrammeCommand;

/// <summary>A programme of this identifier exists already.</summary>
public sealed record ProgrammeExists(ProgrammeId Programme) : Refusal;

/// <summary>There is no such programme.</summary>
public sealed record ProgrammeUnknown(ProgrammeId Programme) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The rules of programmes. <see cref="Permissions"/> has been asked before; the history is told again by these rules. A programme's change is its new state; the history keeps each command with who asked and when.</summary>
public static class ProgrammeRules
{
    /// <summary>The programme as it becomes, a refusal, or neither when there is nothing to do.</summary>
    public static (Programme? Becomes, Refusal? Refusal) Decide(Programme? programme, ProgrammeId id, ProgrammeCommand command, Guid commandId, DateOnly today) =>
        (programme, command) switch
        {
            (null, RecordProgramme record) => Fault(record.Start, record.End, record.MemberStates) is { } refusal ? (null, refusal) : (new Programme
            {
                Id = id,
                Version = 1,
                Title = record.Title,
                LeadOffice = record.LeadOffice,
                Start = record.Start,
                End = record.End,
                Budget = record.Budget,
                Contributions = record.Contributions,
                Provenance = record.Provenance,
                MemberStates = record.MemberStates.Order(StringComparer.Ordinal).ToItems(),
            }, null),
            (null, _) => (null, new ProgrammeUnknown(id)),
            (_, RecordProgramme) => (null, new ProgrammeExists(id)),
            (_, ChangeProgramme change) => Change(programme, change),
            (_, RecordProgrammeContribution record) => Contribute(programme, record, commandId),
            (_, RecordProgrammeDocument record) => AmendingProgrammes.Decide(programme, record, today),
            (_, AmendProgramme amend) => AmendingProgrammes.Decide(programme, amend, commandId, today),
            _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
        };

    private static (Programme?, Refusal?) Change(Programme programme, ChangeProgramme change)
    {
        var judge = new EditJudge();
        var becomes = programme with
        {
            Version = programme.Version + 1,
            Title = judge.Judge("title", programme.Title, change.Title) is { } title ? title.To : programme.Title,
            LeadOffice = judge.Judge("leadOffice", programme.LeadOffice, change.LeadOffice) is { } office ? office.To : programme.LeadOffice,
            Start = judge.Judge("start", programme.Start, change.Start) is { } start ? start.To : programme.Start,
            End = judge.Judge("end", programme.End, change.End) is { } end ? end.To : programme.End,
            Budget = judge.Judge("budget", programme.Budget, change.Budget) is { } budget ? budget.To : programme.Budget,
            MemberStates = judge.Judge("memberStates", programme.MemberStates, Sorted(change.MemberStates)) is { } states ? states.To : programme.MemberStates,
        };
        if (judge.Conflicts.Count > 0)
            return (null, new EditConflict(judge.Conflicts));
        if (!judge.AnyApplies)
            return (null, null);
        if (programme.Document is not null && AmendingProgrammes.Terms(programme, becomes) is { } needed)
            return (null, needed);
        return Fault(becomes.Start, becomes.End, becomes.MemberStates) is { } refusal ? (null, refusal) : (becomes, null);
    }

    internal static Edit<Items<string>>? Sorted(Edit<Items<string>>? edit) =>
        edit is { } wanted ? new(wanted.From.Order(StringComparer.Ordinal).ToItems(), wanted.To.Order(StringComparer.Ordinal).ToItems()) : null;

    private static (Programme?, Refusal?) Contribute(Programme programme, RecordProgrammeContribution record, Guid commandId)
    {
        var (contribution, refusal) = Contributing.Judge(programme.Contributions, record.Contribution, record.Donor, record.Pledged, record.Received, record.Earmark, commandId);
        if (contribution is not null && programme.Document is not null && Contributing.Terms(programme.Contributions, contribution) is { } needed)
            return (null, needed);
        return contribution is null
            ? (null, refusal)
            : (programme with { Version = programme.Version + 1, Contributions = Contributing.Put(programme.Contributions, contribution) }, null);
    }

    internal static Refusal? Fault(PartialDate? start, PartialDate? end, Items<string> memberStates)
    {
        if (start is { } from && end is { } to && to.Latest < from.Earliest)
            return new DatesReversed("end");
        foreach (var code in memberStates.AsSpan())
            if (Engagements.MemberStates.Find(code) is null)
                return new NoMemberState(code);
        return null;
    }
}

/// <summary>What was changed in a programme.</summary>
public sealed record ProgrammeHistoryEntry(long Version, DateTimeOffset At, Actor Actor, Guid CommandId, ProgrammeCommand Command);
