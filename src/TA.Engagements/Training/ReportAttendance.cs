namespace TA.Engagements;

/// <summary>People of a session in numbers: what each cell says, and the totals as they were stated. A blank is not a zero.</summary>
/// <param name="Cells">Sex by institution by age group, each combination once.</param>
/// <param name="Invited">All invited, as stated.</param>
/// <param name="Attended">All who attended, as stated; the sum over sessions is the number of attendances.</param>
/// <param name="Completed">All who completed, as stated.</param>
/// <param name="FirstTime">Those who attended a session of this engagement for the first time, as stated; the sum over sessions is the number of unique persons.</param>
public sealed record AttendanceCounts(Items<AttendanceCell> Cells = default, int? Invited = null, int? Attended = null, int? Completed = null, int? FirstTime = null)
{
    /// <summary>The total stated, else the sum of the cells where every one of them is known, else null.</summary>
    public int? Total(Counted counted) => TotalsCheck.Total(Stated(counted), Cells.Select(c => c.Of(counted)));

    /// <summary>The total stated, or null.</summary>
    internal int? Stated(Counted counted) => counted switch
    {
        Counted.Invited => Invited,
        Counted.Attended => Attended,
        Counted.Completed => Completed,
        Counted.FirstTime => FirstTime,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => TotalsCheck.Shown(new[] { Counted.Invited, Counted.Attended, Counted.Completed, Counted.FirstTime }.Select(Total));
}

/// <summary>People of one sex, one kind of institution and one age group in a session, each number 0 to <see cref="Limits.People"/>. In storage one text in this order.</summary>
public readonly record struct AttendanceCell(
    Sex Sex, InstitutionType Institution, AgeGroup Age, int? Invited = null, int? Attended = null, int? Completed = null, int? FirstTime = null)
{
    /// <summary>One of the numbers.</summary>
    public int? Of(Counted counted) => counted switch
    {
        Counted.Invited => Invited,
        Counted.Attended => Attended,
        Counted.Completed => Completed,
        Counted.FirstTime => FirstTime,
        _ => null,
    };
}

/// <summary>Reports the people of a session in numbers. Whoever holds the session may do it. Refused when the numbers contradict each other, with by how much.</summary>
/// <param name="Session">The session.</param>
/// <param name="Counts">All numbers as they are.</param>
/// <param name="Since">The <see cref="TrainingSession.AttendanceSince"/> that the person saw: 0 when nothing had been reported.</param>
public sealed record ReportAttendance(Guid Session, AttendanceCounts Counts, long Since) : TrainingCommand;

/// <summary>The people of a session are on record in numbers.</summary>
public sealed record AttendanceReported(Guid Session, AttendanceCounts Counts) : TrainingEvent;

/// <summary>The session is called off; nobody is counted in it.</summary>
public sealed record SessionIsCalledOff(Guid Session) : Refusal;

/// <summary>The session has not begun: only invitations can be counted.</summary>
public sealed record SessionNotHeldYet(Guid Session, DateOnly Starts) : Refusal;

internal static class CountingPeople
{
    private static readonly Counted[] Columns = [Counted.Invited, Counted.Attended, Counted.Completed, Counted.FirstTime];

    public static Decision Decide(Engagement engagement, ReportAttendance command, in Asked asked)
    {
        if (engagement.Training.Session(command.Session) is not { } session)
            return new SessionUnknown(command.Session);
        if (session.Attendance == command.Counts)
            return Decision.Nothing;
        if (session.AttendanceSince != command.Since)
            return new EditConflict([new("counts", null, session.Attendance?.ToString(), command.Counts.ToString())]);
        if (session.Plan.CancelledBecause is not null)
            return new SessionIsCalledOff(session.Id);
        var becomes = session with { Attendance = command.Counts };
        return Fault(command.Counts) is { } fault ? fault
            : session.Plan.Dates.Start > asked.Today && WasHeld(becomes) ? new SessionNotHeldYet(session.Id, session.Plan.Dates.Start)
            : TestingPeople.Fault(becomes) is { } other ? other
            : new AttendanceReported(session.Id, command.Counts);
    }

    /// <summary>Somebody attended or completed, as far as is known.</summary>
    internal static bool WasHeld(TrainingSession session) => session.Attendance is { } counts
        && (counts.Attended > 0 || counts.Completed > 0 || counts.FirstTime > 0 || counts.Cells.Any(c => c.Attended > 0 || c.Completed > 0 || c.FirstTime > 0));

    private static Refusal? Fault(AttendanceCounts counts)
    {
        var check = new TotalsCheck();
        var seen = new HashSet<(Sex, InstitutionType, AgeGroup)>();
        for (var at = 0; at < counts.Cells.Count; at++)
        {
            var cell = counts.Cells[at];
            if (!seen.Add((cell.Sex, cell.Institution, cell.Age)))
                return new Malformed([new($"counts.cells[{at}]", FieldFaultKind.Repeated)]);
            Compare(check, $"counts.cells[{at}]", cell.Of, at + 1);
        }

        Compare(check, "counts", counts.Total, null);
        foreach (var column in Columns)
            check.Sum($"counts.{Name(column)}", column, counts.Cells.Select(c => c.Of(column)), counts.Stated(column));
        return check.Refusal;
    }

    // Where the number between two is not known, the outer two are compared.
    private static void Compare(TotalsCheck check, string path, Func<Counted, int?> of, int? line)
    {
        foreach (var column in Columns)
            check.Count($"{path}.{Name(column)}", of(column));
        check.AtMost($"{path}.attended", Counted.Attended, of(Counted.Attended), Counted.Invited, of(Counted.Invited), line);
        var limit = of(Counted.Attended) is null ? Counted.Invited : Counted.Attended;
        check.AtMost($"{path}.completed", Counted.Completed, of(Counted.Completed), limit, of(limit), line);
        check.AtMost($"{path}.firstTime", Counted.FirstTime, of(Counted.FirstTime), limit, of(limit), line);
    }

    private static string Name(Counted column) => column switch
    {
        Counted.Invited => "invited",
        Counted.Attended => "attended",
        Counted.Completed => "completed",
        _ => "firstTime",
    };
}
