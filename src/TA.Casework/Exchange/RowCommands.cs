using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>The commands by which a row is entered. Each has an identifier that follows from the row and the State.</summary>
internal static class RowCommands
{
    public static Guid ProgrammeCommandId(FileRow row) => DerivedId.Of("import", row.Identity, "programme");

    public static Guid EngagementCommandId(FileRow row, string memberState) => DerivedId.Of("import", row.Identity, memberState);

    public static RecordProgramme Programme(FileRow row) =>
        new(row.Title, row.LeadOffice, row.Start, row.End, row.Budget, Contributions(row), Provenance(row, row.ReportedResults, Note(row)));

    /// <param name="row">The row.</param>
    /// <param name="memberState">One of its States.</param>
    /// <param name="today">The day, UTC, on which the state is judged where the source gives none.</param>
    /// <param name="participants">The organizations that take part.</param>
    public static RecordEngagement Engagement(FileRow row, string memberState, DateOnly today, Items<Participation> participants)
    {
        // Money, results and notes are told once: by the programme where there is one. Nothing is divided.
        var alone = !row.HasProgramme;
        return new(
            new()
            {
                MemberState = memberState,
                Title = row.Title,
                Topics = row.Topics,
                Workstreams = row.Workstreams,
                LeadOffice = row.LeadOffice,
                Programme = alone ? null : RowIdentity.Programme(row.Identity),
                Start = row.Start,
                End = row.End,
                Budget = alone ? row.Budget : null,
            },
            row.StateOn(today),
            Provenance(row, alone ? row.ReportedResults : null, alone ? Note(row) : null),
            alone ? Contributions(row) : [],
            participants);
    }

    /// <summary>The national counterparts of one of the row's States: those with its name before a colon, and in a row of one State those without any.</summary>
    public static IEnumerable<string> Counterparts(FileRow row, string memberState) =>
        from written in row.NationalCounterparts
        let split = StateNames.Split(written)
        where split.State == memberState || (split.State is null && !row.HasProgramme)
        select split.Name;

    /// <summary>The counterparts that belong to none of the row's States, as written.</summary>
    public static IEnumerable<string> WithoutState(FileRow row) => row.NationalCounterparts.Where(written =>
        StateNames.Split(written).State is { } state ? !row.MemberStates.Contains(state) : row.HasProgramme);

    private static Provenance Provenance(FileRow row, string? results, string? note) =>
        new(row.Identity, row.Reference, row.SourceUrl, row.Status is not null, results, note, row.Content);

    private static Items<Contribution> Contributions(FileRow row) =>
        row.Donors.Select(donor => new Contribution(DerivedId.Of("import", row.Identity, "donor", donor), donor)).ToItems();

    // What has no field of its own is kept under the name of its column, so that nothing of the source is lost.
    private static string? Note(FileRow row)
    {
        var lost = WithoutState(row).ToList();
        string?[] lines =
        [
            row.Note,
            row.SourceDate is { } date ? $"source_date: {date}" : null,
            row.AmountWithoutCurrency is { } amount ? $"budget_amount: {amount}" : null,
            lost.Count > 0 ? $"national_counterparts: {string.Join("; ", lost)}" : null,
        ];
        var note = string.Join('\n', lines.Where(l => l is not null));
        return note.Length == 0 ? null : note;
    }
}
