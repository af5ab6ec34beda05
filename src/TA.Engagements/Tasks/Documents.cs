namespace TA.Engagements;

/// <summary>A document of the engagement. Its content is kept outside the record, named by its hash, before the command that names it.</summary>
/// <param name="Id">From the command that attached it.</param>
/// <param name="Name">File name.</param>
/// <param name="Type">PDF or DOCX.</param>
/// <param name="Bytes">1 to <see cref="Limits.DocumentBytes"/>.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Task">The task it is evidence for, or null for the engagement.</param>
/// <param name="By">Who attached it.</param>
/// <param name="Organization">The organization of that person.</param>
/// <param name="At">When, UTC.</param>
public sealed record AttachedDocument(Guid Id, string Name, DocumentType Type, long Bytes, string Sha256, TaskId? Task, string By, OrganizationId Organization, DateTimeOffset At);

/// <summary>The types of document that are taken.</summary>
public enum DocumentType
{
    /// <summary>Portable Document Format (ISO 32000).</summary>
    Pdf,

    /// <summary>Office Open XML text (ISO/IEC 29500).</summary>
    Docx,
}

/// <summary>Attaches a document whose content has been stored.</summary>
public sealed record AttachDocument(TaskId? Task, string Name, DocumentType Type, long Bytes, string Sha256) : EngagementCommand;

/// <summary>A document is attached.</summary>
public sealed record DocumentAttached(Guid Document, TaskId? Task, string Name, DocumentType Type, long Bytes, string Sha256) : EngagementEvent;

internal static class AttachingDocuments
{
    public static Decision Decide(Engagement engagement, AttachDocument command, in Asked asked)
    {
        var id = asked.CommandId;
        if (command.Bytes is < 1 or > Limits.DocumentBytes)
            return new OutOfRange("bytes", command.Bytes, 1, Limits.DocumentBytes);
        if (command.Task is { } task && engagement.Find(task) is null)
            return new TaskUnknown(task);
        if (engagement.Documents.Any(d => d.Id == id || (d.Sha256 == command.Sha256 && d.Task == command.Task)))
            return Decision.Nothing;
        if (engagement.Documents.Count >= Limits.Documents)
            return new TooMany("documents", Limits.Documents);
        return new DocumentAttached(id, command.Task, command.Name, command.Type, command.Bytes, command.Sha256);
    }

    public static Engagement Apply(Engagement engagement, DocumentAttached attached, in Occurrence when) => engagement with
    {
        Documents = engagement.Documents.Add(new(
            attached.Document, attached.Name, attached.Type, attached.Bytes, attached.Sha256, attached.Task, when.Actor.Name, when.Actor.Organization, when.At)),
    };
}
