using System.Globalization;

namespace TA.Engagements;

/// <summary>A numbered change of what was agreed: title, dates, budget, donors, with what each field was before and is after.</summary>
public sealed record Amendment
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

    /// <summary>The signed file among the engagement's documents, or null.</summary>
    public Guid? File { get; init; }

    /// <summary>Each field that changed, from what it was to what it is.</summary>
    public AmendmentEdits Edits { get; init; } = new();
}

/// <summary>The fields that change by amendment; those that are null or empty stay.</summary>
public sealed record AmendmentEdits
{
    /// <summary>The title.</summary>
    public Edit<string>? Title { get; init; }

    /// <summary>The first day.</summary>
    public Edit<PartialDate?>? Start { get; init; }

    /// <summary>The last day.</summary>
    public Edit<PartialDate?>? End { get; init; }

    /// <summary>The budget, amount and currency together.</summary>
    public Edit<Money?>? Budget { get; init; }

    /// <summary>Donors that are new, or whose pledge or earmark changes; at most <see cref="Limits.Contributions"/>.</summary>
    public Items<DonorEdit> Donors { get; init; }

    /// <summary>Nothing changes.</summary>
    public bool IsEmpty() => Title is null && Start is null && End is null && Budget is null && Donors.Count == 0;
}

/// <summary>What changes about one donor.</summary>
/// <param name="Contribution">Null for a new donor; else the contribution.</param>
/// <param name="Donor">The name.</param>
/// <param name="Pledged">The pledge.</param>
/// <param name="Earmark">The limit on its use; null leaves it.</param>
public sealed record DonorEdit(Guid? Contribution, [property: NotNullTo] Edit<string?> Donor, Edit<Money?> Pledged, Edit<Earmark?>? Earmark = null);

/// <summary>Coded reasons for amendments.</summary>
public enum AmendmentReason
{
    /// <summary>More time, same money.</summary>
    NoCostExtension,

    /// <summary>More time and more money.</summary>
    CostExtension,

    /// <summary>The budget is revised.</summary>
    BudgetRevision,

    /// <summary>A donor joins, leaves or changes its contribution.</summary>
    DonorChange,

    /// <summary>What the engagement covers changes.</summary>
    ScopeChange,

    /// <summary>Politics or security have changed.</summary>
    ContextChange,

    /// <summary>The agreed text had a mistake.</summary>
    Correction,

    /// <summary>Something else, which the words must say.</summary>
    Other,
}

/// <summary>Changes what was agreed by a numbered amendment. The plan as it stands becomes a baseline. Before approval fields are changed without one.</summary>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Because">Why, in words.</param>
/// <param name="AgreedOn">The day on which it was agreed, not in the future.</param>
/// <param name="Edits">The changes.</param>
/// <param name="Signers">Who signed, by office, or null.</param>
/// <param name="File">The signed file among the engagement's documents, or null.</param>
public sealed record AmendEngagement(
    AmendmentReason Reason, [property: Length(Limits.Paragraph)] string Because, DateOnly AgreedOn, AmendmentEdits Edits, [property: Length(Limits.Paragraph)] string? Signers = null,
    Guid? File = null) : AgreementCommand;

/// <summary>What was agreed has changed by an amendment.</summary>
public sealed record EngagementAmended(Amendment Amendment) : AgreementEvent;

/// <summary>What was agreed changes by an amendment only; these fields are such.</summary>
public sealed record AmendmentNeeded(Items<string> Fields) : Refusal;

/// <summary>Nothing is agreed yet that could be amended: change the fields themselves.</summary>
public sealed record NothingToAmend(EngagementState State) : Refusal;

/// <summary>
/// What changes by amendment only. Title, dates and budget: from approval on. Donors and their pledges: from delivery on, since contributions are put on record while funding is being
/// confirmed; that money has come in is never an amendment. An engagement that was imported has nothing agreed on record, and is corrected freely, until its engagement document is entered.
/// </summary>
public static class Agreed
{
    /// <summary>Title, dates and budget are agreed.</summary>
    public static bool Terms(Engagement engagement) => !engagement.State.IsBeforeApproval() && (engagement.Agreements.ApprovedSince > 0 || engagement.Document is not null);

    /// <summary>Donors and their pledges are agreed.</summary>
    public static bool Donors(Engagement engagement) => Terms(engagement) && engagement.State != EngagementState.Approved;

    /// <summary>Why ordinary edits that would apply are refused, or null.</summary>
    internal static AmendmentNeeded? Refusal(Engagement engagement, EngagementEdits applied) =>
        !Terms(engagement) ? null : Refusal(("title", applied.Title is not null), ("start", applied.Start is not null), ("end", applied.End is not null), ("budget", applied.Budget is not null));

    internal static AmendmentNeeded? Refusal(params ReadOnlySpan<(string Field, bool Changes)> fields)
    {
        var changed = new List<string>();
        foreach (var (field, changes) in fields)
            if (changes)
                changed.Add(field);
        return changed.Count == 0 ? null : new(changed.ToItems());
    }
}

internal static class AmendingEngagements
{
    public static Decision Decide(Engagement engagement, AmendEngagement command, in Asked asked)
    {
        var id = asked.CommandId;
        if (engagement.Agreements.Amendments.Any(a => a.Id == id))
            return Decision.Nothing;
        if (engagement.State.IsBeforeApproval())
            return new NothingToAmend(engagement.State);
        if (command.AgreedOn > asked.Today)
            return new DateInFuture("agreedOn", command.AgreedOn);
        if (Agreeing.FileFault(engagement, command.File) is { } fault)
            return fault;
        if (engagement.Agreements.Amendments.Count >= Limits.Amendments)
            return new TooMany("amendments", Limits.Amendments);
        var judge = new EditJudge();
        var details = engagement.Details;
        var (donors, refusal) = Donors(engagement.Contributions, command.Edits.Donors, id, judge);
        if (refusal is not null)
            return refusal;
        var edits = new AmendmentEdits
        {
            Title = judge.Judge("title", details.Title, command.Edits.Title),
            Start = judge.Judge("start", details.Start, command.Edits.Start),
            End = judge.Judge("end", details.End, command.Edits.End),
            Budget = judge.Judge("budget", details.Budget, command.Edits.Budget),
            Donors = donors,
        };
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        if (edits.IsEmpty())
            return Decision.Nothing;
        var amended = new EngagementAmended(new()
        {
            Id = id,
            Number = engagement.Agreements.Amendments.Count + 1,
            Reason = command.Reason,
            Because = command.Because,
            AgreedOn = command.AgreedOn,
            Signers = command.Signers,
            File = command.File,
            Edits = edits,
        });
        var after = Apply(engagement, amended);
        return OpeningEngagements.Faults(after.Details) is { } reversed ? reversed
            : Baselines.Fault(engagement) is { } full ? full
            : Decision.Of([amended, .. Baselines.Take(after, BaselineReason.Amendment, amended.Amendment.Number.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>The donors that change, each with its identifier; the same for engagements and programmes.</summary>
    internal static (Items<DonorEdit> Donors, Refusal? Refusal) Donors(Items<Contribution> contributions, Items<DonorEdit> wanted, Guid commandId, EditJudge judge)
    {
        var changed = new List<DonorEdit>();
        for (var n = 0; n < wanted.Count; n++)
        {
            var edit = wanted[n];
            var before = edit.Contribution is { } sought ? contributions.FirstOrDefault(c => c.Id == sought) : null;
            if (edit.Contribution is { } missing && before is null)
                return ([], new ContributionUnknown(missing));
            if (changed.Exists(c => c.Contribution == edit.Contribution))
                return ([], new Malformed([new("edits.donors", FieldFaultKind.Repeated)]));
            if (before is null && contributions.Count + changed.Count(c => c.Donor.From is null) >= Limits.Contributions)
                return ([], new TooMany("contributions", Limits.Contributions));
            var donor = judge.Judge($"donors[{n}].donor", before?.Donor, (Edit<string?>?)edit.Donor);
            var pledged = judge.Judge($"donors[{n}].pledged", before?.Pledged, (Edit<Money?>?)edit.Pledged);
            var earmark = judge.Judge($"donors[{n}].earmark", before?.Earmark, edit.Earmark);
            if (donor is not null || pledged is not null || earmark is not null)
                changed.Add(new(before?.Id ?? Nth(commandId, n), new(before?.Donor, edit.Donor.To), new(before?.Pledged, edit.Pledged.To), earmark));
        }

        return (changed.ToItems(), null);
    }

    /// <summary>The contributions after the changes of an amendment.</summary>
    internal static Items<Contribution> Apply(Items<Contribution> contributions, Items<DonorEdit> donors)
    {
        foreach (var edit in donors.AsSpan())
        {
            var id = edit.Contribution!.Value;
            var before = contributions.FirstOrDefault(c => c.Id == id) ?? new Contribution(id, edit.Donor.To!);
            contributions = Contributing.Put(contributions, before with
            {
                Donor = edit.Donor.To!,
                Pledged = edit.Pledged.To,
                Earmark = edit.Earmark is { } earmark ? earmark.To : before.Earmark,
            });
        }

        return contributions;
    }

    // One amendment may bring several donors: the first has the command's identifier, the others differ from it in their last byte.
    private static Guid Nth(Guid id, int n)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[15] ^= (byte)n;
        return new(bytes, bigEndian: true);
    }

    public static Engagement Apply(Engagement engagement, EngagementAmended amended)
    {
        var edits = amended.Amendment.Edits;
        var details = engagement.Details;
        return engagement with
        {
            Details = details with
            {
                Title = edits.Title is { } title ? title.To : details.Title,
                Start = edits.Start is { } start ? start.To : details.Start,
                End = edits.End is { } end ? end.To : details.End,
                Budget = edits.Budget is { } budget ? budget.To : details.Budget,
            },
            Contributions = Apply(engagement.Contributions, edits.Donors),
            Agreements = engagement.Agreements with { Amendments = engagement.Agreements.Amendments.Add(amended.Amendment) },
        };
    }
}
