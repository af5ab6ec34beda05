using TA.Engagements;

namespace TA.Casework.Grains;

/// <summary>A command with its identifier, who gives it, and what the accounts said of the people whom it names.</summary>
[GenerateSerializer, Immutable, Alias("command-envelope")]
public sealed record CommandEnvelope(
    [property: Id(0)] Guid CommandId, [property: Id(1)] Actor Actor, [property: Id(2)] EngagementCommand Command, [property: Id(3)] Items<KnownPerson> People = default);

/// <summary>The kinds of answer. Accepted, refused and unknown are never turned into one another.</summary>
public enum OutcomeKind
{
    /// <summary>It is done and kept; or it was done before by the same command.</summary>
    Accepted,

    /// <summary>Everything already was as the command wants it.</summary>
    NothingToDo,

    /// <summary>It is not done, and never was.</summary>
    Refused,

    /// <summary>It may be done or not: repeat it with the same identifier.</summary>
    Unknown,
}

/// <summary>The answer to a command.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Reference">The engagement it speaks of.</param>
/// <param name="Version">The version the answer speaks of.</param>
/// <param name="Refusal">Why it is refused.</param>
[GenerateSerializer, Immutable, Alias("outcome")]
public sealed record Outcome([property: Id(0)] OutcomeKind Kind, [property: Id(1)] string Reference, [property: Id(2)] long Version = 0, [property: Id(3)] Refusal? Refusal = null)
{
    /// <summary>Nobody knows whether the change was kept.</summary>
    public static Outcome Unknown(string reference) => new(OutcomeKind.Unknown, reference);
}

/// <summary>One engagement. Key: its reference.</summary>
[Alias("engagement")]
public interface IEngagementGrain : IGrainWithStringKey
{
    /// <summary>Decides a command and answers once the answer is durable.</summary>
    [Alias("execute")]
    Task<Outcome> Execute(CommandEnvelope envelope);

    /// <summary>The engagement as it is committed, or null when there is none.</summary>
    [Alias("read")]
    Task<Engagement?> Read();

    /// <summary>The newest events that are committed; older ones are in segments.</summary>
    [Alias("tail")]
    Task<Items<HistoryEntry>> Tail();
}

/// <summary>A sealed piece of history, written once. Key: reference, <c>-h</c>, number of the segment from 0.</summary>
[Alias("history")]
public interface IHistorySegmentGrain : IGrainWithStringKey
{
    /// <summary>Keeps the entries. The same entries again succeed; others are a fault.</summary>
    [Alias("seal")]
    Task Seal(Items<HistoryEntry> entries);

    /// <summary>The entries; none when the segment is not sealed.</summary>
    [Alias("read")]
    Task<Items<HistoryEntry>> Read();
}

/// <summary>A change of a calendar with its identifier and who makes it.</summary>
[GenerateSerializer, Immutable, Alias("calendar-envelope")]
public sealed record CalendarEnvelope([property: Id(0)] Guid CommandId, [property: Id(1)] Actor Actor, [property: Id(2)] ChangeCalendar Command);

/// <summary>Gives the numbers of a Member State's engagements, and keeps its working calendar. Key: <c>member-state-</c> and the code.</summary>
[Alias("member-state")]
public interface IMemberStateGrain : IGrainWithStringKey
{
    /// <summary>Opens an engagement; the same command again gives the same number.</summary>
    [Alias("open")]
    Task<Outcome> Open(CommandEnvelope envelope);

    /// <summary>Finishes what was left half done: openings, and engagements that do not go by the newest calendars yet.</summary>
    [Alias("finish")]
    Task FinishOpenings();

    /// <summary>Hands its calendars on once more, and finishes what was left half done: engagements that come from a backup can be older than the Member State.</summary>
    [Alias("tell-again")]
    Task TellAgain();

    /// <summary>The working calendar. The grain of the United Nations has one too.</summary>
    [Alias("calendar")]
    Task<PublicCalendar> Calendar();

    /// <summary>Changes the working calendar, and answers once the answer is durable; engagements get it by <see cref="FinishOpenings"/>.</summary>
    [Alias("change-calendar")]
    Task<Outcome> ChangeCalendar(CalendarEnvelope envelope);

    /// <summary>Takes the newest calendar of the United Nations, and hands it on to the engagements.</summary>
    [Alias("take-calendar")]
    Task<bool> TakeUnitedNations(CalendarCopy calendar);
}

/// <summary>A programme's command with its identifier and who gives it.</summary>
[GenerateSerializer, Immutable, Alias("programme-envelope")]
public sealed record ProgrammeEnvelope([property: Id(0)] Guid CommandId, [property: Id(1)] Actor Actor, [property: Id(2)] ProgrammeCommand Command);

/// <summary>One programme. Key: its identifier, <c>P-…</c>.</summary>
[Alias("programme")]
public interface IProgrammeGrain : IGrainWithStringKey
{
    /// <summary>Decides a command and answers once the answer is durable.</summary>
    [Alias("execute")]
    Task<Outcome> Execute(ProgrammeEnvelope envelope);

    /// <summary>The programme, or null when there is none.</summary>
    [Alias("read")]
    Task<Programme?> Read();

    /// <summary>What was changed, by whom and when, oldest first.</summary>
    [Alias("history")]
    Task<Items<ProgrammeHistoryEntry>> History();
}

/// <summary>The keys of grains. Every key has a hyphen in a place where no hexadecimal number has one, see the contract of the SQL provider.</summary>
public static class GrainKeys
{
    /// <summary>The grain that gives a Member State's numbers.</summary>
    public static string MemberState(string code) => $"member-state-{code}";

    /// <summary>A segment of an engagement's history.</summary>
    public static string Segment(EngagementReference reference, long number) => $"{reference}-h{number:00000}";
}
