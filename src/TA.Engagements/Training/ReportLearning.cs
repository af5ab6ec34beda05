namespace TA.Engagements;

/// <summary>The same test before and after a session, as means only.</summary>
public sealed record TestMeans(TestMean? Before = null, TestMean? After = null);

/// <summary>The mean of a test.</summary>
/// <param name="Mean">Per cent of the best score, 0 to 100.</param>
/// <param name="Tested">How many people took it, from 1.</param>
public sealed record TestMean(decimal Mean, int Tested);

/// <summary>A count by sex. Where all parts are known and a total is stated, they add up to it. A blank is not a zero.</summary>
public sealed record SexCounts(int? Women = null, int? Men = null, int? NotStated = null, int? Total = null)
{
    /// <summary>The total stated, else the sum of the parts where all are known, else null.</summary>
    public int? All() => TotalsCheck.Total(Total, [Women, Men, NotStated]);
}

/// <summary>Reports what people learnt: means of the tests, and certificates. Whoever holds the session may do it. Refused when the numbers contradict those of attendance.</summary>
/// <param name="Session">The session.</param>
/// <param name="Tests">As the person saw them, and as they are.</param>
/// <param name="Certificates">As the person saw them, and as they are.</param>
public sealed record ReportLearning(Guid Session, Edit<TestMeans?>? Tests = null, Edit<SexCounts?>? Certificates = null) : TrainingCommand;

/// <summary>Tests and certificates of a session are on record as they now are.</summary>
public sealed record LearningReported(Guid Session, TestMeans? Tests = null, SexCounts? Certificates = null) : TrainingEvent;

internal static class TestingPeople
{
    public static Decision Decide(Engagement engagement, ReportLearning command, in Asked asked)
    {
        if (engagement.Training.Session(command.Session) is not { } session)
            return new SessionUnknown(command.Session);
        var judge = new EditJudge();
        judge.Judge("tests", session.Tests, command.Tests);
        judge.Judge("certificates", session.Certificates, command.Certificates);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = session with { Tests = command.Tests.Or(session.Tests), Certificates = command.Certificates.Or(session.Certificates) };
        return becomes == session ? Decision.Nothing
            : session.Plan.CancelledBecause is not null ? new SessionIsCalledOff(session.Id)
            : session.Plan.Dates.Start > asked.Today ? new SessionNotHeldYet(session.Id, session.Plan.Dates.Start)
            : Means(becomes.Tests) is { } outOfRange ? outOfRange
            : Fault(becomes) is { } fault ? fault
            : new LearningReported(session.Id, becomes.Tests, becomes.Certificates);
    }

    private static Refusal? Means(TestMeans? tests)
    {
        foreach (var (name, mean) in new[] { ("before", tests?.Before), ("after", tests?.After) })
            if (mean is { Mean: < 0 or > 100 })
                return new OutOfRange($"tests.to.{name}.mean", mean.Mean, 0, 100);
            else if (mean is { Tested: < 1 })
                return new OutOfRange($"tests.to.{name}.tested", mean.Tested, 1, Limits.People);
        return null;
    }

    /// <summary>Whether all numbers of a session fit each other: tested and certified are at most those who were there.</summary>
    internal static Refusal? Fault(TrainingSession session)
    {
        var check = new TotalsCheck();
        var attended = session.Total(Counted.Attended);
        check.Count("tests.to.before.tested", session.Tests?.Before?.Tested);
        check.Count("tests.to.after.tested", session.Tests?.After?.Tested);
        check.AtMost("tests.to.before.tested", Counted.TestedBefore, session.Tests?.Before?.Tested, Counted.Attended, attended);
        check.AtMost("tests.to.after.tested", Counted.TestedAfter, session.Tests?.After?.Tested, Counted.Attended, attended);
        if (session.Certificates is { } certificates)
        {
            foreach (var (name, value) in new[] { ("women", certificates.Women), ("men", certificates.Men), ("notStated", certificates.NotStated), ("total", certificates.Total) })
                check.Count($"certificates.to.{name}", value);
            check.Sum("certificates.to.total", Counted.Certificates, [certificates.Women, certificates.Men, certificates.NotStated], certificates.Total);
            check.AtMost("certificates.to.total", Counted.Certificates, certificates.All(), Counted.Completed, session.Total(Counted.Completed));
            check.AtMost("certificates.to.women", Counted.CertificatesOfWomen, certificates.Women, Counted.WomenCompleted, Completed(session, Sex.Female));
            check.AtMost("certificates.to.men", Counted.CertificatesOfMen, certificates.Men, Counted.MenCompleted, Completed(session, Sex.Male));
        }

        FollowingUp.Check(check, session);
        return check.Refusal;
    }

    // Known only where every cell says so, and the cells are all there are.
    private static int? Completed(TrainingSession session, Sex sex) =>
        session.Attendance is { Cells.Count: > 0 } counts && counts.Cells.All(c => c.Completed is not null && c.Sex != Sex.NotStated)
            ? counts.Cells.Where(c => c.Sex == sex).Sum(c => c.Completed)
            : null;
}
