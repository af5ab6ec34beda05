namespace TA.Engagements;

/// <summary>An academy that takes a course into its regular programme and budget, or is to.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Name">The academy.</param>
/// <param name="Course">The course; null while it is not said which.</param>
/// <param name="AgreedOn">The day of the agreement with the academy.</param>
/// <param name="AdoptedOn">The day on which the curriculum was adopted into the regular programme.</param>
/// <param name="OwnBudgetSince">The first day on which the academy pays for it from its own budget.</param>
/// <param name="FirstRunOn">The first day on which the academy ran it by itself.</param>
public sealed record Academy(
    Guid Id, string Name, Guid? Course = null, DateOnly? AgreedOn = null, DateOnly? AdoptedOn = null, DateOnly? OwnBudgetSince = null, DateOnly? FirstRunOn = null);

/// <summary>Records an academy, or changes what is on record of it, field by field.</summary>
/// <param name="Academy">Null for a new one, which needs a name; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordAcademy(Guid? Academy, AcademyEdits Edits) : TrainingCommand;

/// <summary>Edits of an academy. Days may be expected or past.</summary>
public sealed record AcademyEdits
{
    /// <summary>The academy; from null for a new one.</summary>
    [NotNullTo]
    public Edit<string?>? Name { get; init; }

    /// <summary>The course.</summary>
    public Edit<Guid?>? Course { get; init; }

    /// <summary>The day of the agreement with the academy.</summary>
    public Edit<DateOnly?>? AgreedOn { get; init; }

    /// <summary>The day on which the curriculum was adopted.</summary>
    public Edit<DateOnly?>? AdoptedOn { get; init; }

    /// <summary>The first day of its own budget.</summary>
    public Edit<DateOnly?>? OwnBudgetSince { get; init; }

    /// <summary>The first day on which the academy ran it by itself.</summary>
    public Edit<DateOnly?>? FirstRunOn { get; init; }
}

/// <summary>An academy is on record as it now is.</summary>
public sealed record AcademyRecorded(Academy Academy) : TrainingEvent;

/// <summary>The engagement has no such academy.</summary>
public sealed record AcademyUnknown(Guid Academy) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class Institutionalizing
{
    public static Decision Decide(Engagement engagement, RecordAcademy command, in Asked asked)
    {
        var id = command.Academy ?? asked.CommandId;
        var before = engagement.Training.Academies.FirstOrDefault(a => a.Id == id);
        if (command.Academy is not null && before is null)
            return new AcademyUnknown(id);
        if (command.Academy is null && before is not null)
            return Decision.Nothing;
        var edits = command.Edits;
        if (before is null && Fault(engagement, edits) is { } fault)
            return fault;
        var judge = new EditJudge();
        judge.Judge("name", before?.Name, edits.Name);
        judge.Judge("course", before?.Course, edits.Course);
        judge.Judge("agreedOn", before?.AgreedOn, edits.AgreedOn);
        judge.Judge("adoptedOn", before?.AdoptedOn, edits.AdoptedOn);
        judge.Judge("ownBudgetSince", before?.OwnBudgetSince, edits.OwnBudgetSince);
        judge.Judge("firstRunOn", before?.FirstRunOn, edits.FirstRunOn);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new Academy(
            id, edits.Name.Or(before?.Name)!, edits.Course.Or(before?.Course), edits.AgreedOn.Or(before?.AgreedOn), edits.AdoptedOn.Or(before?.AdoptedOn),
            edits.OwnBudgetSince.Or(before?.OwnBudgetSince), edits.FirstRunOn.Or(before?.FirstRunOn));
        return becomes == before ? Decision.Nothing
            : becomes.Course is { } course && engagement.Training.Course(course) is null ? new CourseUnknown(course)
            : new AcademyRecorded(becomes);
    }

    private static Refusal? Fault(Engagement engagement, AcademyEdits edits) =>
        TrainingPeople.NotChosen(engagement) is { } notChosen ? notChosen
        : edits.Name is null ? new Malformed([new("edits.name", FieldFaultKind.Blank)])
        : engagement.Training.Academies.Count >= Limits.Courses ? new TooMany("academies", Limits.Courses)
        : null;
}
