using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>A law or other instrument in the making.</summary>
/// <param name="Id">From the command that added it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Versions">Its drafts, numbered from 1 without gaps.</param>
/// <param name="Milestones">Its way, in no order.</param>
/// <param name="Submitted">The number of the version that was submitted; null before.</param>
/// <param name="End">How it ended without becoming law; null while it has not.</param>
/// <param name="Because">Why it ended.</param>
/// <param name="EndedOn">When that was recorded.</param>
public sealed record Bill(
    Guid Id, string Title, BillKind Kind = default, Items<DraftVersion> Versions = default, Items<Milestone> Milestones = default, int? Submitted = null,
    BillEnd? End = null, string? Because = null, DateOnly? EndedOn = null)
{
    /// <summary>The version of a number, or null.</summary>
    public DraftVersion? Version(int number) => number >= 1 && number <= Versions.Count ? Versions[number - 1] : null;

    /// <summary>The day on which it came into force, or null.</summary>
    [JsonIgnore]
    public DateOnly? InForceOn => Milestones.FirstOrDefault(m => m.Kind == LegislativeMilestone.InForce)?.Actual;
}

/// <summary>What a bill is.</summary>
public enum BillKind
{
    /// <summary>A law of its own.</summary>
    Act,

    /// <summary>A change of existing law, such as the penal code.</summary>
    Amendment,

    /// <summary>A decree, regulation or other instrument below a law.</summary>
    Regulation,
}

/// <summary>How a bill ends that does not become law.</summary>
public enum BillEnd
{
    /// <summary>Taken back by whoever brought it in.</summary>
    Withdrawn,

    /// <summary>Voted down.</summary>
    Rejected,

    /// <summary>Fell with the end of a session or a legislature.</summary>
    Lapsed,
}

/// <summary>Adds a bill.</summary>
public sealed record AddBill(string Title, BillKind Kind) : LegislationCommand;

/// <summary>A bill was added.</summary>
public sealed record BillAdded(Guid Bill, string Title, BillKind Kind) : LegislationEvent;

/// <summary>Changes what a bill is called or what kind it is.</summary>
public sealed record ChangeBill(Guid Bill, Edit<string>? Title = null, Edit<BillKind>? Kind = null) : LegislationCommand;

/// <summary>A bill is called otherwise, or is of another kind.</summary>
public sealed record BillChanged(Guid Bill, Edit<string>? Title = null, Edit<BillKind>? Kind = null) : LegislationEvent;

/// <summary>Says that a bill will not become law, and why. That is final: a new attempt is a new bill.</summary>
public sealed record EndBill(Guid Bill, BillEnd End, [property: Length(Limits.Paragraph)] string Because) : LegislationCommand;

/// <summary>A bill will not become law.</summary>
public sealed record BillEnded(Guid Bill, BillEnd End, string Because) : LegislationEvent;

/// <summary>There is no such bill.</summary>
public sealed record BillUnknown(Guid Bill) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>Nothing is done on a bill that has ended.</summary>
public sealed record BillOver(Guid Bill, BillEnd End) : Refusal;

/// <summary>A bill that is in force is not withdrawn, rejected or lapsed.</summary>
public sealed record BillInForce(Guid Bill, DateOnly On) : Refusal;

internal static class KeepingBills
{
    /// <summary>The bill while work on it goes on, else why not.</summary>
    public static Refusal? Fault(LegislationWork work, Guid id) => work.Bill(id) switch
    {
        null => new BillUnknown(id),
        { End: { } end } => new BillOver(id, end),
        _ => null,
    };

    public static Decision Decide(Engagement engagement, AddBill command, in Asked asked)
    {
        var work = engagement.Legislation;
        if (work.Bill(asked.CommandId) is not null)
            return Decision.Nothing;
        if (Legislating.NotChosen(engagement) is { } refusal)
            return refusal;
        return work.Bills.Count >= Limits.Bills ? new TooMany("bills", Limits.Bills) : new BillAdded(asked.CommandId, command.Title, command.Kind);
    }

    public static Decision Decide(Engagement engagement, ChangeBill command)
    {
        if (engagement.Legislation.Bill(command.Bill) is not { } bill)
            return new BillUnknown(command.Bill);
        var judge = new EditJudge();
        var changed = new BillChanged(bill.Id, judge.Judge("title", bill.Title, command.Title), judge.Judge("kind", bill.Kind, command.Kind));
        return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : judge.AnyApplies ? changed : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, EndBill command)
    {
        if (engagement.Legislation.Bill(command.Bill) is { End: { } end } over && end == command.End && over.Because == command.Because)
            return Decision.Nothing;
        if (Fault(engagement.Legislation, command.Bill) is { } refusal)
            return refusal;
        return engagement.Legislation.Bill(command.Bill)!.InForceOn is { } on ? new BillInForce(command.Bill, on) : new BillEnded(command.Bill, command.End, command.Because);
    }

    public static LegislationWork Apply(LegislationWork work, BillAdded added) => work with { Bills = work.Bills.Add(new(added.Bill, added.Title, added.Kind)) };

    public static LegislationWork Apply(LegislationWork work, BillChanged changed)
    {
        var bill = work.Bill(changed.Bill)!;
        return work.With(bill with { Title = changed.Title is { } title ? title.To : bill.Title, Kind = changed.Kind is { } kind ? kind.To : bill.Kind });
    }

    public static LegislationWork Apply(LegislationWork work, BillEnded ended, in Occurrence when) =>
        work.With(work.Bill(ended.Bill)! with { End = ended.End, Because = ended.Because, EndedOn = when.On });
}
