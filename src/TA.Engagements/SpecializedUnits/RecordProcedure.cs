namespace TA.Engagements;

/// <summary>A standard operating procedure (SOP) of a unit.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Standing">Where it stands, and since when.</param>
/// <param name="Control">What the control of child- and victim-sensitive content found; null when it was not controlled.</param>
public sealed record UnitProcedure(Guid Id, string Title, ProcedureStanding Standing = default, ContentControl? Control = null);

/// <summary>Where a procedure stands.</summary>
/// <param name="State">The state.</param>
/// <param name="On">The day it was reached; needed, and not in the future, for an adopted procedure.</param>
public readonly record struct ProcedureStanding(ProcedureState State, DateOnly? On = null);

/// <summary>The states of a procedure.</summary>
public enum ProcedureState
{
    /// <summary>Is being written.</summary>
    Draft,

    /// <summary>Is with those who are to agree.</summary>
    UnderReview,

    /// <summary>Binds the unit.</summary>
    Adopted,

    /// <summary>No longer binds: withdrawn or replaced.</summary>
    Withdrawn,
}

/// <summary>The control of what a procedure says on children and on victims.</summary>
/// <param name="On">The day of the control, not in the future.</param>
/// <param name="Children">Whether it is sensitive to children: interviews, guardianship, age assessment.</param>
/// <param name="Victims">Whether it is sensitive to victims: recovery period, privacy, help that does not depend on testimony.</param>
/// <param name="Remark">What the control adds in words.</param>
public sealed record ContentControl(DateOnly On, ContentFinding Children, ContentFinding Victims, [property: Length(Limits.Paragraph)] string? Remark = null);

/// <summary>What a control finds.</summary>
public enum ContentFinding
{
    /// <summary>The content is there.</summary>
    Found,

    /// <summary>It should be there and is not.</summary>
    Lacking,

    /// <summary>The procedure has nothing to do with it.</summary>
    NotApplicable,
}

/// <summary>What procedures are controlled for.</summary>
public enum SensitiveContent
{
    /// <summary>Content sensitive to children.</summary>
    Children,

    /// <summary>Content sensitive to victims.</summary>
    Victims,
}

/// <summary>Records a procedure, or changes one.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Procedure">Null for a new one, which needs a title; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordProcedure(Guid Unit, Guid? Procedure, ProcedureEdits Edits) : UnitCommand;

/// <summary>Edits of a procedure.</summary>
public sealed record ProcedureEdits
{
    /// <summary>What it is about; from null for a new one.</summary>
    [NotNullTo]
    public Edit<string?>? Title { get; init; }

    /// <summary>The state it leaves and the one it enters, each with its day.</summary>
    public Edit<ProcedureStanding>? Standing { get; init; }

    /// <summary>The control of child- and victim-sensitive content.</summary>
    public Edit<ContentControl?>? Control { get; init; }
}

/// <summary>A procedure is on record as it now is.</summary>
public sealed record ProcedureRecorded(Guid Unit, UnitProcedure Procedure) : UnitEvent;

/// <summary>A procedure is not adopted whose child- and victim-sensitive content was not controlled, or was found lacking.</summary>
public sealed record ContentNotControlled(string Procedure, Items<SensitiveContent> Lacking) : Refusal;

internal static class WritingProcedures
{
    public static Decision Decide(Engagement engagement, RecordProcedure command, in Asked asked)
    {
        if (engagement.Units.Find(command.Unit) is not { } unit)
            return new UnitUnknown(command.Unit);
        var (before, isDone, refusal) = SettingUpUnits.Line(unit.Procedures, command.Procedure, asked.CommandId, p => p.Id, "procedures");
        if (refusal is not null || isDone)
            return refusal is not null ? refusal : Decision.Nothing;
        var edits = command.Edits;
        if (before is null && edits.Title is null)
            return new Malformed([new("edits.title", FieldFaultKind.Blank)]);
        var judge = new EditJudge();
        judge.Judge("title", before?.Title, edits.Title);
        judge.Judge("standing", before?.Standing ?? default, edits.Standing);
        judge.Judge("control", before?.Control, edits.Control);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new UnitProcedure(before?.Id ?? asked.CommandId, edits.Title.Or(before?.Title)!, edits.Standing.Or(before?.Standing ?? default), edits.Control.Or(before?.Control));
        return becomes == before ? Decision.Nothing : Fault(becomes, asked.Today) is { } fault ? fault : new ProcedureRecorded(unit.Id, becomes);
    }

    private static Refusal? Fault(UnitProcedure procedure, DateOnly today)
    {
        if (procedure.Control is { } control && control.On > today)
            return new DateInFuture("edits.control.to.on", control.On);
        if (procedure.Standing.State != ProcedureState.Adopted)
            return null;
        if (procedure.Standing.On is not { } on)
            return new Malformed([new("edits.standing.to.on", FieldFaultKind.Blank)]);
        if (on > today)
            return new DateInFuture("edits.standing.to.on", on);
        var lacking = Lacking(procedure.Control).ToItems();
        return lacking.Count == 0 ? null : new ContentNotControlled(procedure.Title, lacking);
    }

    private static IEnumerable<SensitiveContent> Lacking(ContentControl? control)
    {
        if (control?.Children is null or ContentFinding.Lacking)
            yield return SensitiveContent.Children;
        if (control?.Victims is null or ContentFinding.Lacking)
            yield return SensitiveContent.Victims;
    }
}
