namespace TA.Engagements;

/// <summary>Records a session, or changes one, field by field.</summary>
/// <param name="Session">Null for a new one, which needs a course and dates; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordSession(Guid? Session, SessionEdits Edits) : TrainingCommand;

/// <summary>Edits of a session.</summary>
public sealed record SessionEdits
{
    /// <summary>The course; from null for a new session.</summary>
    [NotNullTo]
    public Edit<Guid?>? Course { get; init; }

    /// <summary>First and last day, one field; from null for a new session.</summary>
    [NotNullTo]
    public Edit<DateSpan?>? Dates { get; init; }

    /// <summary>Town and building.</summary>
    public Edit<string?>? Place { get; init; }

    /// <summary>In a room, online or both.</summary>
    public Edit<SessionMode>? Mode { get; init; }

    /// <summary>The organization that holds it and enters its counts; it takes part in the engagement. Null when UNODC holds it.</summary>
    public Edit<OrganizationId?>? Partner { get; init; }

    /// <summary>Trainers in numbers, one field.</summary>
    public Edit<TrainerCounts>? Trainers { get; init; }

    /// <summary>Why it is not held; null when it is. A session that people attended is not called off.</summary>
    [Length(Limits.Paragraph)]
    public Edit<string?>? CancelledBecause { get; init; }
}

/// <summary>A session is on record as it now is planned.</summary>
public sealed record SessionRecorded(Guid Session, SessionPlan Plan) : TrainingEvent;

/// <summary>The engagement has no such session.</summary>
public sealed record SessionUnknown(Guid Session) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The organization takes no part in the engagement, so that it cannot hold a session.</summary>
public sealed record TakesNoPart(OrganizationId Organization) : Refusal;

/// <summary>People attended the session, or completed it: it is not called off, and does not lie in the future.</summary>
public sealed record SessionWasHeld(Guid Session, DateSpan Dates) : Refusal;

internal static class HoldingSessions
{
    public static Decision Decide(Engagement engagement, RecordSession command, in Asked asked)
    {
        var session = engagement.Training.Session(command.Session ?? asked.CommandId);
        if (command.Session is { } sought && session is null)
            return new SessionUnknown(sought);
        if (command.Session is null && session is not null)
            return Decision.Nothing;
        var edits = command.Edits;
        if (session is null && Fault(engagement, edits) is { } fault)
            return fault;
        var before = session?.Plan;
        var judge = new EditJudge();
        judge.Judge("course", before?.Course, edits.Course);
        judge.Judge("dates", before?.Dates, edits.Dates);
        judge.Judge("place", before?.Place, edits.Place);
        judge.Judge("mode", before?.Mode ?? default, edits.Mode);
        judge.Judge("partner", before?.Partner, edits.Partner);
        judge.Judge("trainers", before?.Trainers ?? default, edits.Trainers);
        judge.Judge("cancelledBecause", before?.CancelledBecause, edits.CancelledBecause);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new SessionPlan(
            edits.Course.Or(before?.Course)!.Value, edits.Dates.Or(before?.Dates)!.Value, edits.Place.Or(before?.Place), edits.Mode.Or(before?.Mode ?? default), edits.Partner.Or(before?.Partner),
            edits.Trainers.Or(before?.Trainers ?? default), edits.CancelledBecause.Or(before?.CancelledBecause));
        return becomes == before ? Decision.Nothing
            : Fault(engagement, session, becomes, asked.Today) is { } refusal ? refusal
            : Decision.Of(SessionTasks.Follow(engagement, new(session?.Id ?? asked.CommandId, becomes)));
    }

    private static Refusal? Fault(Engagement engagement, SessionEdits edits) =>
        TrainingPeople.NotChosen(engagement) is { } notChosen ? notChosen
        : edits.Course is null ? new Malformed([new("edits.course", FieldFaultKind.Blank)])
        : edits.Dates is null ? new Malformed([new("edits.dates", FieldFaultKind.Blank)])
        : engagement.Training.Sessions.Count >= Limits.Sessions ? new TooMany("sessions", Limits.Sessions)
        : null;

    private static Refusal? Fault(Engagement engagement, TrainingSession? session, SessionPlan becomes, DateOnly today)
    {
        var check = new TotalsCheck();
        check.Count("edits.trainers.to.national", becomes.Trainers.National);
        check.Count("edits.trainers.to.international", becomes.Trainers.International);
        return check.Refusal is { } outOfRange ? outOfRange
            : engagement.Training.Course(becomes.Course) is null ? new CourseUnknown(becomes.Course)
            : becomes.Dates.Due < becomes.Dates.Start ? new DatesReversed("edits.dates.to.due")
            : session?.FollowUp is { } followUp && followUp.On < becomes.Dates.Due ? new DatesReversed("edits.dates.to.due")
            : session is not null && CountingPeople.WasHeld(session) && (becomes.CancelledBecause is not null || becomes.Dates.Start > today) ? new SessionWasHeld(session.Id, session.Plan.Dates)
            : becomes.Partner is { } partner && partner != session?.Plan.Partner && !TakesPart(engagement, partner) ? new TakesNoPart(partner)
            : null;
    }

    private static bool TakesPart(Engagement engagement, OrganizationId partner) =>
        partner == OrganizationId.Unodc || engagement.Participants.Any(p => p.Organization == partner && p.Part != ParticipationPart.Donor);

    public static TrainingWork Apply(TrainingWork work, SessionRecorded recorded) => work with
    {
        Sessions = work.Sessions.Put(work.Session(recorded.Session) is { } session ? session with { Plan = recorded.Plan } : new() { Id = recorded.Session, Plan = recorded.Plan }, s => s.Id),
    };
}
