namespace TA.Engagements;

/// <summary>A course with what it depends on.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Title">One line.</param>
/// <param name="Language">Language of delivery, ISO 639: two or three lower-case letters.</param>
/// <param name="Version">Which version of the materials is used; null when not stated.</param>
/// <param name="Modules">Its modules, in order.</param>
/// <param name="Groups">Whom it is for.</param>
/// <param name="TrainsTrainers">It makes national trainers: people in its sessions are counted apart from other people trained.</param>
/// <param name="Law">The law it depends on: the identifier of a bill of the engagement, or of a task of its plan.</param>
/// <param name="Unit">The specialized unit it depends on.</param>
public sealed record Course(
    Guid Id, string Title, string Language, string? Version = null, Items<string> Modules = default, Items<InstitutionType> Groups = default, bool TrainsTrainers = false, string? Law = null,
    Guid? Unit = null);

/// <summary>Records a course, or changes one, field by field.</summary>
/// <param name="Course">Null for a new one, which needs a title and a language; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordCourse(Guid? Course, CourseEdits Edits) : TrainingCommand;

/// <summary>Edits of a course.</summary>
public sealed record CourseEdits
{
    /// <summary>One line; from null for a new one.</summary>
    [NotNullTo]
    public Edit<string?>? Title { get; init; }

    /// <summary>Language of delivery, ISO 639: two or three lower-case letters; from null for a new one.</summary>
    [NotNullTo]
    public Edit<string?>? Language { get; init; }

    /// <summary>Which version of the materials is used.</summary>
    public Edit<string?>? Version { get; init; }

    /// <summary>Its modules, in order.</summary>
    public Edit<Items<string>>? Modules { get; init; }

    /// <summary>Whom it is for.</summary>
    public Edit<Items<InstitutionType>>? Groups { get; init; }

    /// <summary>It makes national trainers.</summary>
    public Edit<bool>? TrainsTrainers { get; init; }

    /// <summary>The law it depends on.</summary>
    public Edit<string?>? Law { get; init; }

    /// <summary>The specialized unit it depends on.</summary>
    public Edit<Guid?>? Unit { get; init; }
}

/// <summary>A course is on record as it now is.</summary>
public sealed record CourseRecorded(Course Course) : TrainingEvent;

/// <summary>The engagement has no such course.</summary>
public sealed record CourseUnknown(Guid Course) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class DesigningCourses
{
    public static Decision Decide(Engagement engagement, RecordCourse command, in Asked asked)
    {
        var before = engagement.Training.Course(command.Course ?? asked.CommandId);
        if (command.Course is { } sought && before is null)
            return new CourseUnknown(sought);
        if (command.Course is null && before is not null)
            return Decision.Nothing;
        var edits = command.Edits;
        if (before is null && Fault(engagement, edits) is { } fault)
            return fault;
        var judge = new EditJudge();
        judge.Judge("title", before?.Title, edits.Title);
        judge.Judge("language", before?.Language, edits.Language);
        judge.Judge("version", before?.Version, edits.Version);
        judge.Judge("modules", before?.Modules ?? default, edits.Modules);
        judge.Judge("groups", before?.Groups ?? default, edits.Groups);
        judge.Judge("trainsTrainers", before?.TrainsTrainers ?? false, edits.TrainsTrainers);
        judge.Judge("law", before?.Law, edits.Law);
        judge.Judge("unit", before?.Unit, edits.Unit);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new Course(
            before?.Id ?? asked.CommandId, edits.Title.Or(before?.Title)!, edits.Language.Or(before?.Language)!, edits.Version.Or(before?.Version), edits.Modules.Or(before?.Modules ?? default),
            edits.Groups.Or(before?.Groups ?? default), edits.TrainsTrainers.Or(before?.TrainsTrainers ?? false), edits.Law.Or(before?.Law), edits.Unit.Or(before?.Unit));
        return becomes == before ? Decision.Nothing
            : becomes.Language is not { Length: 2 or 3 } language || !language.All(char.IsAsciiLetterLower) ? new Malformed([new("edits.language.to", FieldFaultKind.BadForm)])
            : becomes.Law is { } law && law != before?.Law && !RecordingUnits.IsLaw(engagement, law) ? new LawUnknown(law)
            : becomes.Unit is { } unit && unit != before?.Unit && engagement.Units.Find(unit) is null ? new UnitUnknown(unit)
            : new CourseRecorded(becomes);
    }

    private static Refusal? Fault(Engagement engagement, CourseEdits edits) =>
        TrainingPeople.NotChosen(engagement) is { } notChosen ? notChosen
        : edits.Title is null ? new Malformed([new("edits.title", FieldFaultKind.Blank)])
        : edits.Language is null ? new Malformed([new("edits.language", FieldFaultKind.Blank)])
        : engagement.Training.Courses.Count >= Limits.Courses ? new TooMany("courses", Limits.Courses)
        : null;
}
