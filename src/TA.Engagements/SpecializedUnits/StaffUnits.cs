namespace TA.Engagements;

/// <summary>A line of the staffing table.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Function">What the holders of the posts do.</param>
/// <param name="Level">How high the posts are.</param>
/// <param name="Numbers">How many there are.</param>
public sealed record UnitPost(Guid Id, string Function, PostLevel Level, PostNumbers Numbers = default);

/// <summary>The level of a post.</summary>
public enum PostLevel
{
    /// <summary>Head of the unit and deputies.</summary>
    Management,

    /// <summary>Leads a team.</summary>
    Supervisory,

    /// <summary>Does the unit's work.</summary>
    Operational,

    /// <summary>Clerks, drivers, interpreters.</summary>
    Support,
}

/// <summary>Posts in numbers, each 0 to <see cref="Limits.People"/>: filled by women at most filled, filled at most authorized. A blank is not a zero.</summary>
public readonly record struct PostNumbers(int? Authorized = null, int? Filled = null, int? FilledByWomen = null);

/// <summary>Outcomes of vetting in totals; nobody is named. Where all three are known and a total is stated, they add up to it.</summary>
/// <param name="Cleared">Found without objection.</param>
/// <param name="NotCleared">Not to be appointed.</param>
/// <param name="Pending">Not yet decided.</param>
/// <param name="Total">Everybody who went through vetting, as stated.</param>
public sealed record VettingTotals(int? Cleared = null, int? NotCleared = null, int? Pending = null, int? Total = null);

/// <summary>Records a line of the staffing table, or changes one.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Post">Null for a new line, which needs a function and a level; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordPost(Guid Unit, Guid? Post, PostEdits Edits) : UnitCommand;

/// <summary>Edits of a line of the staffing table.</summary>
public sealed record PostEdits
{
    /// <summary>What the holders do; from null for a new line.</summary>
    [NotNullTo]
    public Edit<string?>? Function { get; init; }

    /// <summary>How high the posts are; from null for a new line.</summary>
    [NotNullTo]
    public Edit<PostLevel?>? Level { get; init; }

    /// <summary>How many there are; one field, since the numbers belong together.</summary>
    public Edit<PostNumbers>? Numbers { get; init; }
}

/// <summary>A line of the staffing table is on record as it now is.</summary>
public sealed record PostRecorded(Guid Unit, UnitPost Post) : UnitEvent;

/// <summary>Records the outcomes of vetting in totals. Refused when they do not add up.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Totals">As the person saw them, null when there were none, and as they are.</param>
public sealed record RecordVetting(Guid Unit, Edit<VettingTotals?> Totals) : UnitCommand;

/// <summary>Outcomes of vetting are on record.</summary>
public sealed record VettingRecorded(Guid Unit, VettingTotals? Totals) : UnitEvent;

internal static class StaffingUnits
{
    public static Decision Decide(Engagement engagement, RecordPost command, in Asked asked)
    {
        if (engagement.Units.Find(command.Unit) is not { } unit)
            return new UnitUnknown(command.Unit);
        var (before, isDone, refusal) = SettingUpUnits.Line(unit.Posts, command.Post, asked.CommandId, p => p.Id, "posts");
        if (refusal is not null || isDone)
            return refusal is not null ? refusal : Decision.Nothing;
        var edits = command.Edits;
        if (before is null && (edits.Function is null || edits.Level is null))
            return new Malformed([new(edits.Function is null ? "edits.function" : "edits.level", FieldFaultKind.Blank)]);
        var judge = new EditJudge();
        judge.Judge("function", before?.Function, edits.Function);
        judge.Judge("level", before?.Level, edits.Level);
        judge.Judge("numbers", before?.Numbers ?? default, edits.Numbers);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new UnitPost(before?.Id ?? asked.CommandId, edits.Function.Or(before?.Function)!, edits.Level.Or(before?.Level)!.Value, edits.Numbers.Or(before?.Numbers ?? default));
        return becomes == before ? Decision.Nothing : Fault(becomes.Numbers) is { } fault ? fault : new PostRecorded(unit.Id, becomes);
    }

    private static Refusal? Fault(PostNumbers numbers)
    {
        var check = new TotalsCheck();
        check.Count("edits.numbers.to.authorized", numbers.Authorized);
        check.Count("edits.numbers.to.filled", numbers.Filled);
        check.Count("edits.numbers.to.filledByWomen", numbers.FilledByWomen);
        check.AtMost("edits.numbers.to.filled", Counted.Filled, numbers.Filled, Counted.Authorized, numbers.Authorized);
        check.AtMost("edits.numbers.to.filledByWomen", Counted.FilledByWomen, numbers.FilledByWomen, numbers.Filled is null ? Counted.Authorized : Counted.Filled, numbers.Filled ?? numbers.Authorized);
        return check.Refusal;
    }

    public static Decision Decide(Engagement engagement, RecordVetting command)
    {
        if (engagement.Units.Find(command.Unit) is not { } unit)
            return new UnitUnknown(command.Unit);
        var judge = new EditJudge();
        if (judge.Judge("totals", unit.Vetting, command.Totals) is null)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        if (command.Totals.To is { } totals)
        {
            var check = new TotalsCheck();
            check.Count("totals.to.cleared", totals.Cleared);
            check.Count("totals.to.notCleared", totals.NotCleared);
            check.Count("totals.to.pending", totals.Pending);
            check.Count("totals.to.total", totals.Total);
            check.Sum("totals.to.total", Counted.Vetted, [totals.Cleared, totals.NotCleared, totals.Pending], totals.Total);
            if (check.Refusal is { } refusal)
                return refusal;
        }

        return new VettingRecorded(unit.Id, command.Totals.To);
    }
}
