using TA.Casework.Exchange;
using TA.Engagements;
using Xunit;
using static TA.Casework.Exchange.ImportOutcome;

namespace TA.Casework.Tests.Exchange;

public class RealFileTests
{
    private readonly Desk _desk = new();

    // Line of the file, reference, number of States, state of its engagements (by status, or by the dates on 25 November 2026).
    private static readonly (int Line, string Row, int States, EngagementState State)[] Rows =
    [
        (2, "GLOT59", 0, default), (3, "2008165055", 0, default), (4, "", 13, EngagementState.Closed), (5, "", 4, EngagementState.Closed), (6, "LBNT39", 1, EngagementState.Closed),
        (7, "XAMX59", 0, default), (8, "XMEX19", 0, default), (9, "", 4, EngagementState.Delivery), (10, "202309", 7, EngagementState.Delivery), (11, "", 1, EngagementState.Closed),
        (12, "VIER96", 1, EngagementState.Requested), (13, "VNMS79", 1, EngagementState.Requested), (14, "LAOR76", 1, EngagementState.Closed),
        (15, "LAOX26", 1, EngagementState.Delivery), (16, "XSPT33", 4, EngagementState.Closed), (17, "INDS16", 1, EngagementState.Closed), (18, "", 5, EngagementState.Delivery),
        (19, "", 1, EngagementState.Closed), (20, "", 1, EngagementState.Delivery), (21, "", 1, EngagementState.Delivery), (22, "NGAX41", 1, EngagementState.Closed),
        (23, "", 1, EngagementState.Delivery), (24, "", 1, EngagementState.Closed), (25, "", 2, EngagementState.Delivery), (26, "", 5, EngagementState.Delivery),
        (27, "", 3, EngagementState.Delivery), (28, "", 1, EngagementState.Delivery), (29, "", 1, EngagementState.Closed), (30, "", 13, EngagementState.Delivery),
        (31, "", 1, EngagementState.Delivery), (32, "", 8, EngagementState.Delivery), (33, "", 1, EngagementState.Delivery), (34, "", 15, EngagementState.Delivery),
        (35, "XASS69", 0, default), (36, "", 16, EngagementState.Delivery), (37, "", 5, EngagementState.Delivery), (38, "", 1, EngagementState.Closed),
        (39, "XCAS26", 6, EngagementState.Delivery), (40, "MEXX89", 7, EngagementState.Closed), (41, "", 8, EngagementState.Closed), (42, "CA3P009615001", 0, default),
    ];

    [Fact]
    public async Task The_real_file_becomes_what_its_rows_say()
    {
        var result = await _desk.Import(EmbeddedEngagements.Open());
        Assert.Empty(result.Faults);
        Assert.Equal((23, 142, 1), (_desk.Rules.Programmes.Count, _desk.Rules.Engagements.Count, result.Lines.Count(l => l.Outcome == Refused)));
        Assert.Equal((23, 142, 166), (result.Count(ImportPart.Programme, Made), result.Count(ImportPart.Engagement, Made), result.Lines.Count));
        foreach (var (line, row, states, state) in Rows)
        {
            var lines = result.Lines.Where(l => l.Line == line).ToList();
            Assert.Equal(states == 1 ? 0 : 1, lines.Count(l => l.Part == ImportPart.Programme));
            Assert.Equal(states, lines.Count(l => l.Part == ImportPart.Engagement));
            Assert.All(lines, l => Assert.True(row.Length > 0 ? l.Row == row : l.Row.Length == 64, $"{line}: {l.Row}"));
            foreach (var made in lines.Where(l => l is { Part: ImportPart.Engagement, Outcome: Made }))
                Assert.Equal(state, _desk.Rules.Find(made.Reference!).State);
        }

        Assert.Equal(Rows.Length, result.Lines.Select(l => l.Line).Distinct().Count());
        Assert.Equal((96, 44, 2), (States(EngagementState.Delivery), States(EngagementState.Closed), States(EngagementState.Requested)));
    }

    private int States(EngagementState state) => _desk.Rules.Engagements.Count(e => e.State == state);

    [Fact]
    public async Task The_only_refusal_is_Aruba()
    {
        var refused = Assert.Single((await _desk.Import(EmbeddedEngagements.Open())).Lines, l => l.Outcome == Refused);
        Assert.Equal((41, "ABW", new NoMemberState("ABW")), (refused.Line, refused.MemberState, refused.Refusal));
    }

    [Fact]
    public async Task Money_is_neither_divided_nor_converted()
    {
        await _desk.Import(EmbeddedEngagements.Open());
        var budgets = _desk.Rules.Programmes.Select(p => p.Budget).Concat(_desk.Rules.Engagements.Select(e => e.Details.Budget)).OfType<Money>().ToList();
        Assert.Equal(23, budgets.Count);
        Assert.Equal(["AUD", "EUR", "USD"], budgets.Select(b => b.Currency).Distinct().Order());
        Assert.Equal(4_000_000, budgets.Single(b => b.Currency == "AUD").Amount);
        Assert.Equal(84_099_395, budgets.Where(b => b.Currency == "EUR").Sum(b => b.Amount));
        Assert.DoesNotContain(_desk.Rules.Programmes.Single(p => p.Id.Value == "P-CA3P009615001").Contributions, c => c.Pledged is not null);
    }

    [Fact]
    public async Task Counterparts_stand_with_their_States()
    {
        await _desk.Import(EmbeddedEngagements.Open());
        var bodies = _desk.Rules.Engagements.SelectMany(e => e.Participants.Where(p => p.Part == ParticipationPart.NationalCounterpart).Select(p => (e.Details.MemberState, p.Name))).ToList();
        Assert.Contains(("PAK", "Federal Investigation Agency"), bodies);
        Assert.Contains(("TZA", "Ministry of Home Affairs"), bodies);
        Assert.Contains(("LAO", "Ministry of Public Security"), bodies);
        Assert.DoesNotContain(bodies, b => b.Name.Contains(':', StringComparison.Ordinal));
        Assert.Equal(4, _desk.Rules.Programmes.Count(p => p.Provenance!.Note?.Contains("national_counterparts:", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        await _desk.Import(EmbeddedEngagements.Open());
        var before = _desk.Rules.Everything();
        var again = await _desk.Import(EmbeddedEngagements.Open());
        Assert.Equal(before, _desk.Rules.Everything());
        Assert.Equal((165, 1), (again.Lines.Count(l => l.Outcome == Known), again.Lines.Count(l => l.Outcome == Refused)));
    }
}
