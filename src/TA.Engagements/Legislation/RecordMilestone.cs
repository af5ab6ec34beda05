namespace TA.Engagements;

/// <summary>A step on a bill's way into law.</summary>
/// <param name="Kind">Which step.</param>
/// <param name="Reading">The number of the reading, all chambers counted together; null for other steps.</param>
/// <param name="Expected">The day on which it is expected.</param>
/// <param name="Actual">The day on which it happened.</param>
/// <param name="Follows">The task or gate outside on which it hangs; null for the one that the playbook has for it, see <see cref="MovedMilestone"/>.</param>
public sealed record Milestone(LegislativeMilestone Kind, int? Reading = null, DateOnly? Expected = null, DateOnly? Actual = null, TaskId? Follows = null);

/// <summary>The steps, in their order.</summary>
public enum LegislativeMilestone
{
    /// <summary>Brought before parliament, or for a regulation before whoever decides on it.</summary>
    SubmittedToParliament,

    /// <summary>One of the readings.</summary>
    Reading,

    /// <summary>Adopted.</summary>
    Adopted,

    /// <summary>Signed and published.</summary>
    Promulgated,

    /// <summary>In force.</summary>
    InForce,

    /// <summary>The regulations that carry it out are made. They come after promulgation, before or after it is in force.</summary>
    Regulations,
}

/// <summary>Records when a step is expected, or when it happened.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Kind">Which step.</param>
/// <param name="Reading">1 to <see cref="Limits.Readings"/> for a reading; null for other steps.</param>
/// <param name="Expected">The day on which it is expected.</param>
/// <param name="Actual">The day on which it happened; not in the future.</param>
/// <param name="Version">The number of the version that goes out. With the first actual step null is the newest; later, with the submission, it corrects which version went out, and null leaves that as it is.</param>
/// <param name="Follows">The task of the plan, or gate outside, on which it hangs; null for the one that the playbook has for it.</param>
/// <param name="InsteadOf">With a correction of the version: the number of the one that had gone out as the person saw it.</param>
public sealed record RecordMilestone(
    Guid Bill, LegislativeMilestone Kind, int? Reading = null, Edit<DateOnly?>? Expected = null, Edit<DateOnly?>? Actual = null, int? Version = null, Edit<TaskId?>? Follows = null, int? InsteadOf = null)
    : LegislationCommand;

/// <summary>A step is expected, or has happened.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Kind">Which step.</param>
/// <param name="Reading">The number of the reading.</param>
/// <param name="Expected">The edit of the day on which it is expected.</param>
/// <param name="Actual">The edit of the day on which it happened.</param>
/// <param name="Submitted">The number of the version that went out; null where that stays as it is.</param>
/// <param name="Follows">The edit of the task or gate on which it hangs.</param>
public sealed record MilestoneRecorded(
    Guid Bill, LegislativeMilestone Kind, int? Reading = null, Edit<DateOnly?>? Expected = null, Edit<DateOnly?>? Actual = null, int? Submitted = null, Edit<TaskId?>? Follows = null) : LegislationEvent;

/// <summary>The dates of two steps are not in the order of the steps.</summary>
public sealed record MilestonesOutOfOrder(Milestone Wanted, Milestone Other) : Refusal;

internal static class RecordingMilestones
{
    public static Decision Decide(Engagement engagement, RecordMilestone command, in Asked asked)
    {
        if (command.Kind == LegislativeMilestone.Reading ? command.Reading is not (>= 1 and <= Limits.Readings) : command.Reading is not null)
            return command.Kind == LegislativeMilestone.Reading ? new OutOfRange("reading", command.Reading ?? 0, 1, Limits.Readings) : new OutOfRange("reading", command.Reading!.Value, 0, 0);
        if (KeepingBills.Fault(engagement.Legislation, command.Bill) is { } refusal)
            return refusal;
        var bill = engagement.Legislation.Bill(command.Bill)!;
        var milestone = Find(bill, command.Kind, command.Reading);
        var judge = new EditJudge();
        var (expected, actual) = (judge.Judge("expected", milestone.Expected, command.Expected), judge.Judge("actual", milestone.Actual, command.Actual));
        var follows = judge.Judge("follows", milestone.Follows, command.Follows);
        var corrected = judge.Judge("version", bill.Submitted, Correction(bill, milestone, command, actual));
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        if (!judge.AnyApplies)
            return Decision.Nothing;
        if (actual is { To: { } happened } && happened > asked.Today)
            return new DateInFuture("actual.to", happened);
        if (follows is { To: { } task } && engagement.Find(task) is null && engagement.FindGate(task) is null)
            return new TaskUnknown(task);
        var after = After(milestone, expected, actual, follows);
        if (OrderFault(bill, after, expected is not null, actual is not null) is { } disorder)
            return disorder;
        if (corrected is null && (bill.Submitted is not null || actual is not { To: not null }))
            return new MilestoneRecorded(bill.Id, command.Kind, command.Reading, expected, actual, Follows: follows);
        if (bill.Version(command.Version ?? bill.Versions.Count) is not { } version)
            return new VersionUnknown(bill.Id, command.Version ?? 0);
        return HumanRightsCheck.Unanswered(version) is { Count: > 0 } unanswered
            ? new CheckUnanswered(version.Number, unanswered)
            : new MilestoneRecorded(bill.Id, command.Kind, command.Reading, expected, actual, version.Number, follows);
    }

    // A command that does not say instead of which version is taken by what it says of the day: one that is based on another day is the repetition of the submission itself.
    private static Edit<int?>? Correction(Bill bill, Milestone milestone, RecordMilestone command, Edit<DateOnly?>? actual) =>
        bill.Submitted is null || command is not { Kind: LegislativeMilestone.SubmittedToParliament, Version: { } version } || actual is { To: null } ? null
        : command.InsteadOf is { } seen ? new(seen, version)
        : command.Actual is { } day && day.From != milestone.Actual ? null
        : new(bill.Submitted, version);

    private static Milestone Find(Bill bill, LegislativeMilestone kind, int? reading) => bill.Milestones.FirstOrDefault(m => m.Kind == kind && m.Reading == reading) ?? new(kind, reading);

    private static Milestone After(Milestone milestone, Edit<DateOnly?>? expected, Edit<DateOnly?>? actual, Edit<TaskId?>? follows) => milestone with
    {
        Expected = expected is { } edit ? edit.To : milestone.Expected,
        Actual = actual is { } happened ? happened.To : milestone.Actual,
        Follows = follows is { } linked ? linked.To : milestone.Follows,
    };

    // What happened is held against what happened; what is expected, against all else. An expected day that passed without the step stays on record and hinders nothing.
    private static MilestonesOutOfOrder? OrderFault(Bill bill, Milestone wanted, bool expects, bool happened)
    {
        foreach (var other in bill.Milestones)
        {
            if (Order(wanted, other) is not (not 0 and var order))
                continue;
            if (happened && Wrong(wanted.Actual, other.Actual, order))
                return new(wanted, other);
            if (expects && wanted.Actual is null && Wrong(wanted.Expected, other.Actual ?? other.Expected, order))
                return new(wanted, other);
        }

        return null;
    }

    private static bool Wrong(DateOnly? wanted, DateOnly? other, int order) => order < 0 ? wanted > other : wanted < other;

    // Regulations are made after promulgation; whether before or after the law is in force, no rule says.
    private static int Order(Milestone one, Milestone other) =>
        (one.Kind, other.Kind) is (LegislativeMilestone.InForce, LegislativeMilestone.Regulations) or (LegislativeMilestone.Regulations, LegislativeMilestone.InForce) ? 0
        : one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind)
        : (one.Reading ?? 0).CompareTo(other.Reading ?? 0);

    public static LegislationWork Apply(LegislationWork work, MilestoneRecorded recorded)
    {
        var bill = work.Bill(recorded.Bill)!;
        var after = After(Find(bill, recorded.Kind, recorded.Reading), recorded.Expected, recorded.Actual, recorded.Follows);
        var milestones = bill.Milestones.Where(m => m.Kind != after.Kind || m.Reading != after.Reading).Append(after)
            .Where(m => m is not { Expected: null, Actual: null, Follows: null }).OrderBy(m => m.Kind).ThenBy(m => m.Reading).ToItems();
        return work.With(bill with { Milestones = milestones, Submitted = milestones.Any(m => m.Actual is not null) ? recorded.Submitted ?? bill.Submitted : null });
    }
}
