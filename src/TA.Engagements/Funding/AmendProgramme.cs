namespace TA.Engagements;

/// <summary>A numbered change of what was agreed about a programme, with what each field was before and is after.</summary>
public sealed record ProgrammeAmendment
{
    /// <summary>From the command that recorded it.</summary>
    public Guid Id { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; init; }

    /// <summary>Why, as a code.</summary>
    public AmendmentReason Reason { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Because { get; init; }

    /// <summary>The day on which it was agreed.</summary>
    public DateOnly AgreedOn { get; init; }

    /// <summary>Who signed, by office; null where nothing was signed.</summary>
    public string? Signers { get; init; }

    /// <summary>Each field that changed, from what it was to what it is.</summary>
    public ProgrammeAmendmentEdits Edits { get; init; } = new();
}

/// <summary>The fields of a programme that change by amendment; those that are null or empty stay.</summary>
public sealed record ProgrammeAmendmentEdits
{
    /// <summary>The title.</summary>
    public Edit<string>? Title { get; init; }

    /// <summary>The first day.</summary>
    public Edit<PartialDate?>? Start { get; init; }

    /// <summary>The last day.</summary>
    public Edit<PartialDate?>? End { get; init; }

    /// <summary>The budget, amount and currency together.</summary>
    public Edit<Money?>? Budget { get; init; }

    /// <summary>The Member States that it is to help.</summary>
    public Edit<Items<string>>? MemberStates { get; init; }

    /// <summary>Donors that are new, or whose pledge or earmark changes.</summary>
    public Items<DonorEdit> Donors { get; init; }
}

/// <summary>Records that the programme document is signed, or corrects the record. From then on what was agreed changes by amendment.</summary>
public sealed record RecordProgrammeDocument(Edit<EngagementDocument?> Document) : ProgrammeCommand;

/// <summary>Changes what was agreed about a programme by a numbered amendment.</summary>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Because">Why, in words.</param>
/// <param name="AgreedOn">The day on which it was agreed, not in the future.</param>
/// <param name="Edits">The changes.</param>
/// <param name="Signers">Who signed, by office, or null.</param>
public sealed record AmendProgramme(
    AmendmentReason Reason, [property: Length(Limits.Paragraph)] string Because, DateOnly AgreedOn, ProgrammeAmendmentEdits Edits,
    [property: Length(Limits.Paragraph)] string? Signers = null) : ProgrammeCommand;

internal static class AmendingProgrammes
{
    public static (Programme? Becomes, Refusal? Refusal) Decide(Programme programme, RecordProgrammeDocument command, DateOnly today)
    {
        if (command.Document.To is { } document && document.SignedOn > today)
            return (null, new DateInFuture("document.to.signedOn", document.SignedOn));
        if (command.Document.To?.File is { } file)
            return (null, new DocumentUnknown(file));
        var judge = new EditJudge();
        return judge.Judge("document", programme.Document, (Edit<EngagementDocument?>?)command.Document) is { } edit
            ? (programme with { Version = programme.Version + 1, Document = edit.To }, null)
            : (null, judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : null);
    }

    public static (Programme? Becomes, Refusal? Refusal) Decide(Programme programme, AmendProgramme command, Guid commandId, DateOnly today)
    {
        if (programme.Amendments.Any(a => a.Id == commandId))
            return (null, null);
        if (command.AgreedOn > today)
            return (null, new DateInFuture("agreedOn", command.AgreedOn));
        if (programme.Amendments.Count >= Limits.Amendments)
            return (null, new TooMany("amendments", Limits.Amendments));
        var judge = new EditJudge();
        var (donors, refusal) = AmendingEngagements.Donors(programme.Contributions, command.Edits.Donors, commandId, judge);
        if (refusal is not null)
            return (null, refusal);
        var edits = new ProgrammeAmendmentEdits
        {
            Title = judge.Judge("title", programme.Title, command.Edits.Title),
            Start = judge.Judge("start", programme.Start, command.Edits.Start),
            End = judge.Judge("end", programme.End, command.Edits.End),
            Budget = judge.Judge("budget", programme.Budget, command.Edits.Budget),
            MemberStates = judge.Judge("memberStates", programme.MemberStates, ProgrammeRules.Sorted(command.Edits.MemberStates)),
            Donors = donors,
        };
        if (judge.Conflicts.Count > 0)
            return (null, new EditConflict(judge.Conflicts));
        if (edits == new ProgrammeAmendmentEdits())
            return (null, null);
        var becomes = programme with
        {
            Version = programme.Version + 1,
            Title = edits.Title is { } title ? title.To : programme.Title,
            Start = edits.Start is { } start ? start.To : programme.Start,
            End = edits.End is { } end ? end.To : programme.End,
            Budget = edits.Budget is { } budget ? budget.To : programme.Budget,
            MemberStates = edits.MemberStates is { } states ? states.To : programme.MemberStates,
            Contributions = AmendingEngagements.Apply(programme.Contributions, donors),
            Amendments = programme.Amendments.Add(new()
            {
                Id = commandId,
                Number = programme.Amendments.Count + 1,
                Reason = command.Reason,
                Because = command.Because,
                AgreedOn = command.AgreedOn,
                Signers = command.Signers,
                Edits = edits,
            }),
        };
        return ProgrammeRules.Fault(becomes.Start, becomes.End, becomes.MemberStates) is { } fault ? (null, fault) : (becomes, null);
    }

    /// <summary>What was agreed would change: that is an amendment.</summary>
    internal static AmendmentNeeded? Terms(Programme before, Programme becomes) => Agreed.Refusal(
        ("title", before.Title != becomes.Title), ("start", before.Start != becomes.Start), ("end", before.End != becomes.End), ("budget", before.Budget != becomes.Budget),
        ("memberStates", before.MemberStates != becomes.MemberStates));
}
