namespace TA.Engagements;

/// <summary>The report by which an engagement is closed.</summary>
/// <param name="CompletedOn">The day of the report.</param>
/// <param name="Achieved">What was reached, and what was not.</param>
/// <param name="HandedOverTo">The national institution that carries the work on, or null.</param>
/// <param name="File">The report among the engagement's documents, or null.</param>
public sealed record ClosureReport(DateOnly CompletedOn, [property: Length(Limits.Text)] string Achieved, string? HandedOverTo = null, Guid? File = null);

/// <summary>A lesson for whoever helps this State next.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Text">The lesson.</param>
/// <param name="HandedOverTo">To which office or institution it was handed; null while it was not.</param>
/// <param name="HandedOverOn">When.</param>
public sealed record Lesson(Guid Id, string Text, string? HandedOverTo = null, DateOnly? HandedOverOn = null);

/// <summary>Records the closure report, or corrects the record.</summary>
public sealed record RecordClosureReport([property: NotNullTo] Edit<ClosureReport?> Report, long? AsOf = null) : AgreementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>The closure report is on record.</summary>
public sealed record ClosureReportRecorded(Edit<ClosureReport?> Report) : AgreementEvent;

/// <summary>Records a lesson.</summary>
public sealed record RecordLesson([property: Length(Limits.Paragraph)] string Text) : AgreementCommand;

/// <summary>A lesson is on record.</summary>
public sealed record LessonRecorded(Guid Lesson, string Text) : AgreementEvent;

/// <summary>Records that lessons were handed over; those that were before stay as they are.</summary>
/// <param name="Lessons">The lessons.</param>
/// <param name="To">To which office or institution.</param>
/// <param name="On">When, not in the future.</param>
public sealed record HandOverLessons(Items<Guid> Lessons, string To, DateOnly On) : AgreementCommand;

/// <summary>Lessons were handed over.</summary>
public sealed record LessonsHandedOver(Items<Guid> Lessons, string To, DateOnly On) : AgreementEvent;

/// <summary>No such lesson is on record.</summary>
public sealed record LessonUnknown(Guid Lesson) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class ClosingEngagements
{
    public static Decision Decide(Engagement engagement, RecordClosureReport command, in Asked asked)
    {
        if (command.Report.To is { } report && report.CompletedOn > asked.Today)
            return new DateInFuture("report.to.completedOn", report.CompletedOn);
        if (Agreeing.FileFault(engagement, command.Report.To?.File) is { } fault)
            return fault;
        var judge = new EditJudge();
        return judge.Judge("report", engagement.Agreements.Closure, (Edit<ClosureReport?>?)command.Report) is { } edit
            ? new ClosureReportRecorded(edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, RecordLesson command, in Asked asked)
    {
        var id = asked.CommandId;
        return engagement.Agreements.Lessons.Any(l => l.Id == id) ? Decision.Nothing
            : engagement.Agreements.Lessons.Count >= Limits.Lessons ? new TooMany("lessons", Limits.Lessons)
            : new LessonRecorded(id, command.Text);
    }

    public static Decision Decide(Engagement engagement, HandOverLessons command, in Asked asked)
    {
        var handed = new List<Guid>();
        foreach (var id in command.Lessons.Distinct())
        {
            if (engagement.Agreements.Lessons.FirstOrDefault(l => l.Id == id) is not { } lesson)
                return new LessonUnknown(id);
            if (lesson.HandedOverTo is null)
                handed.Add(id);
        }

        return handed.Count == 0 ? Decision.Nothing
            : command.On > asked.Today ? new DateInFuture("on", command.On)
            : new LessonsHandedOver(handed.ToItems(), command.To, command.On);
    }

    public static AgreementWork Apply(AgreementWork work, LessonsHandedOver handed) => work with
    {
        Lessons = work.Lessons.Select(l => handed.Lessons.Contains(l.Id) ? l with { HandedOverTo = handed.To, HandedOverOn = handed.On } : l).ToItems(),
    };
}
