namespace TA.Engagements;

/// <summary>What is used on the job, asked usually six months after a session, in numbers. A blank is not a zero.</summary>
/// <param name="On">The day of the follow-up: not before the session's last day, not in the future.</param>
/// <param name="Cells">By sex and institution, each combination once.</param>
/// <param name="Asked">All asked, as stated.</param>
/// <param name="Answered">All who answered, as stated.</param>
/// <param name="Applying">All who apply what they learnt, as stated.</param>
public sealed record FollowUpCounts(DateOnly On, Items<FollowUpCell> Cells = default, int? Asked = null, int? Answered = null, int? Applying = null)
{
    /// <summary>The total stated, else the sum of the cells where every one of them is known, else null.</summary>
    public int? Total(Counted counted) => TotalsCheck.Total(Stated(counted), Cells.Select(c => c.Of(counted)));

    /// <summary>The total stated, or null.</summary>
    internal int? Stated(Counted counted) => counted switch
    {
        Counted.Asked => Asked,
        Counted.Answered => Answered,
        Counted.Applying => Applying,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{On:yyyy-MM-dd}: {TotalsCheck.Shown(Total(Counted.Asked), Total(Counted.Answered), Total(Counted.Applying))}";
}

/// <summary>People of one sex and one kind of institution in a follow-up, each number 0 to <see cref="Limits.People"/>.</summary>
public readonly record struct FollowUpCell(Sex Sex, InstitutionType Institution, int? Asked = null, int? Answered = null, int? Applying = null)
{
    /// <summary>One of the numbers.</summary>
    public int? Of(Counted counted) => counted switch
    {
        Counted.Asked => Asked,
        Counted.Answered => Answered,
        Counted.Applying => Applying,
        _ => null,
    };
}

/// <summary>Reports a follow-up in numbers. Whoever holds the session may do it. Refused when the numbers contradict each other, with by how much.</summary>
/// <param name="Session">The session.</param>
/// <param name="Counts">All numbers as they are.</param>
/// <param name="Since">The <see cref="TrainingSession.FollowUpSince"/> that the person saw: 0 when nothing had been reported.</param>
public sealed record ReportFollowUp(Guid Session, FollowUpCounts Counts, long Since) : TrainingCommand;

/// <summary>A follow-up is on record in numbers.</summary>
public sealed record FollowUpReported(Guid Session, FollowUpCounts Counts) : TrainingEvent;

internal static class FollowingUp
{
    private static readonly (Counted Column, string Name)[] Columns = [(Counted.Asked, "asked"), (Counted.Answered, "answered"), (Counted.Applying, "applying")];

    public static Decision Decide(Engagement engagement, ReportFollowUp command, in Asked asked)
    {
        if (engagement.Training.Session(command.Session) is not { } session)
            return new SessionUnknown(command.Session);
        if (session.FollowUp == command.Counts)
            return Decision.Nothing;
        if (session.FollowUpSince != command.Since)
            return new EditConflict([new("counts", null, session.FollowUp?.ToString(), command.Counts.ToString())]);
        if (session.Plan.CancelledBecause is not null)
            return new SessionIsCalledOff(session.Id);
        if (command.Counts.On > asked.Today)
            return new DateInFuture("counts.on", command.Counts.On);
        if (command.Counts.On < session.Plan.Dates.Due)
            return new DatesReversed("counts.on");
        return Fault(session with { FollowUp = command.Counts }) is { } fault ? fault : new FollowUpReported(session.Id, command.Counts);
    }

    private static Refusal? Fault(TrainingSession session)
    {
        var counts = session.FollowUp!;
        var check = new TotalsCheck();
        var seen = new HashSet<(Sex, InstitutionType)>();
        for (var at = 0; at < counts.Cells.Count; at++)
        {
            var cell = counts.Cells[at];
            if (!seen.Add((cell.Sex, cell.Institution)))
                return new Malformed([new($"counts.cells[{at}]", FieldFaultKind.Repeated)]);
            Compare(check, $"counts.cells[{at}]", cell.Of, at + 1);
        }

        Compare(check, "counts", counts.Total, null);
        foreach (var (column, name) in Columns)
            check.Sum($"counts.{name}", column, counts.Cells.Select(c => c.Of(column)), counts.Stated(column));
        Check(check, session);
        return check.Refusal;
    }

    /// <summary>Nobody is asked who was not there.</summary>
    internal static void Check(TotalsCheck check, TrainingSession session) =>
        check.AtMost("counts.asked", Counted.Asked, session.FollowUp?.Total(Counted.Asked), Counted.Attended, session.Total(Counted.Attended));

    // Where the number between two is not known, the outer two are compared.
    private static void Compare(TotalsCheck check, string path, Func<Counted, int?> of, int? line)
    {
        foreach (var (column, name) in Columns)
            check.Count($"{path}.{name}", of(column));
        check.AtMost($"{path}.answered", Counted.Answered, of(Counted.Answered), Counted.Asked, of(Counted.Asked), line);
        var limit = of(Counted.Answered) is null ? Counted.Asked : Counted.Answered;
        check.AtMost($"{path}.applying", Counted.Applying, of(Counted.Applying), limit, of(limit), line);
    }
}
