using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>What an import did, row by row, or why it did nothing.</summary>
/// <param name="Refusal">The person may not import.</param>
/// <param name="Faults">What is wrong with the file; then nothing was imported.</param>
/// <param name="Lines">What became of each programme and engagement, in the order of the file.</param>
public sealed record ImportResult(Refusal? Refusal, Items<FileFault> Faults, Items<ImportLine> Lines)
{
    /// <summary>Everything in the file is now on record or knowingly was not entered; false after faults, or when an answer was unknown: import the file again.</summary>
    public bool IsComplete => Refusal is null && Faults.Count == 0 && !Lines.Any(l => l.Outcome is ImportOutcome.Unknown or ImportOutcome.NotTried);

    /// <summary>How many lines had an outcome, of programmes or engagements.</summary>
    public int Count(ImportPart part, ImportOutcome outcome) => Lines.Count(l => l.Part == part && l.Outcome == outcome);

    /// <summary>The names of the columns of <see cref="Table"/>.</summary>
    public static IReadOnlyList<string> TableColumns { get; } = ["line", "row", "title", "part", "member_state", "outcome", "reference", "reason", "remarks"];

    /// <summary>The lines as words, for a table or for <see cref="TabSeparated"/>. Outcomes, reasons and remarks are the words of the API.</summary>
    public IEnumerable<IReadOnlyList<string>> Table() => Lines.Select(IReadOnlyList<string> (l) =>
    [
        $"{l.Line}", l.Row, l.Title, Word(l.Part), l.MemberState ?? "", Word(l.Outcome), l.Reference ?? "", l.Refusal is { } refusal ? Word(refusal.GetType().Name) : "",
        string.Join(' ', l.Remarks.Select(Word)),
    ]);

    private static string Word<T>(T name) where T : notnull => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString()!);
}

/// <summary>What became of one programme or engagement of a row.</summary>
/// <param name="Line">The line of the file on which the row begins.</param>
/// <param name="Row">The row's identity: see <see cref="RowIdentity"/>.</param>
/// <param name="Title">The row's title.</param>
/// <param name="Part">Programme or engagement.</param>
/// <param name="MemberState">The code as the file has it, for an engagement.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reference">The engagement's reference or the programme's identifier, where there is one.</param>
/// <param name="Refusal">Why it is refused.</param>
/// <param name="Remarks">What else a person should know.</param>
public sealed record ImportLine(
    int Line, string Row, string Title, ImportPart Part, string? MemberState, ImportOutcome Outcome, string? Reference, Refusal? Refusal = null, Items<ImportRemark> Remarks = default);

/// <summary>What a line of the result speaks of.</summary>
public enum ImportPart
{
    /// <summary>A programme.</summary>
    Programme,

    /// <summary>An engagement.</summary>
    Engagement,
}

/// <summary>What became of a programme or engagement.</summary>
public enum ImportOutcome
{
    /// <summary>It is on record now.</summary>
    Made,

    /// <summary>It was on record before, from the same row; nothing was changed.</summary>
    Known,

    /// <summary>It was on record before, but the row has changed since; nothing was changed.</summary>
    KnownButDiffers,

    /// <summary>The rules refuse it.</summary>
    Refused,

    /// <summary>Nobody knows whether it was kept: import the file again.</summary>
    Unknown,

    /// <summary>The import stopped before it.</summary>
    NotTried,
}

/// <summary>What a person should know of something that was imported.</summary>
public enum ImportRemark
{
    /// <summary>The source gives no state; the dates decided.</summary>
    StatusNotStated,

    /// <summary>The source gives no topic; none was invented.</summary>
    TopicNotStated,

    /// <summary>The source gives an amount without currency; it is kept in the note, there is no budget.</summary>
    BudgetWithoutCurrency,

    /// <summary>National counterparts of which the row does not say to which of its States they belong; they are kept in the note.</summary>
    CounterpartsWithoutState,

    /// <summary>The programme was entered by hand, not from a file; it stays as it is, and the engagements of the row belong to it.</summary>
    ProgrammeEnteredByHand,
}

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows dealt with.</param>
/// <param name="Of">Rows of the file.</param>
public readonly record struct ImportProgress(int Rows, int Of);
