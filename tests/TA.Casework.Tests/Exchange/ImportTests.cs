using CsCheck;
using TA.Casework.Exchange;
using TA.Casework.UseCases;
using TA.Engagements;
using Xunit;
using static TA.Casework.Exchange.ImportOutcome;
using static TA.Casework.Exchange.ImportPart;
using static TA.Casework.Tests.Exchange.AFile;

namespace TA.Casework.Tests.Exchange;

public class ImportTests
{
    private readonly Desk _desk = new();

    private Engagement The(ImportResult result, string state, int line = 2) =>
        _desk.Rules.Find(result.Lines.Single(l => l.Line == line && l.MemberState == state).Reference!);

    private Programme Programme(ImportResult result, int line = 2)
    {
        var id = result.Lines.Single(l => l.Line == line && l.Part == ImportPart.Programme).Reference;
        return _desk.Rules.Programmes.Single(p => p.Id.Value == id);
    }

    [Fact]
    public async Task A_row_with_several_States_becomes_a_programme_with_an_engagement_each()
    {
        var result = await _desk.Import(Of(Row(("reference", "XSP/T33"), ("title", "Childhood"), ("member_states", "KHM;LAO"), ("start_date", "2010-08"), ("end_date", "2014-07"),
            ("budget_amount", "4000000"), ("budget_currency", "AUD"), ("donors", "AusAID"), ("lead_office", "Bangkok"), ("topic", "both"), ("workstreams", "training;legislation"),
            ("status", "completed"), ("reported_results", "80 trained"), ("note", "a doubt"))));

        Assert.Equal([(ImportPart.Programme, null, Made, "P-XSPT33"), (ImportPart.Engagement, "KHM", Made, "KHM-2010-0001"), (ImportPart.Engagement, "LAO", Made, "LAO-2010-0001")],
            result.Lines.Select(l => (l.Part, l.MemberState, l.Outcome, l.Reference)));
        var programme = Programme(result);
        Assert.Equal((new Money(4_000_000, "AUD"), "Childhood", "Bangkok"), (programme.Budget!.Value, programme.Title, programme.LeadOffice));
        Assert.Equal(("AusAID", null, null), programme.Contributions.Select(c => (c.Donor, c.Pledged, c.Received)).Single());
        Assert.Equal(("80 trained", "a doubt"), (programme.Provenance!.ReportedResults, programme.Provenance.Note));
        var engagement = The(result, "LAO");
        Assert.Equal(programme.Id, engagement.Details.Programme);
        Assert.Null(engagement.Details.Budget);
        Assert.Empty(engagement.Contributions);
        Assert.Equal(new Topics(true, true), engagement.Details.Topics);
        Assert.Equal([WorkstreamKind.Legislation, WorkstreamKind.Training], engagement.Details.Workstreams);
        Assert.Equal((EngagementState.Closed, new(2010, 8), new(2014, 7)), (engagement.State, engagement.Details.Start!.Value, engagement.Details.End!.Value));
    }

    [Theory]
    [InlineData("KHM;LAO")]
    [InlineData("KHM")]
    public async Task A_programme_that_was_entered_by_hand_under_a_row_s_identifier_stays_as_it_is_and_keeps_no_engagement_out(string states)
    {
        var id = new ProgrammeId("P-XSPT33");
        await _desk.Rules.Send(new ChangeProgrammeRequest(id, Guid.NewGuid(), new RecordProgramme("By hand"), SampleDataTests.People.Manager));

        var result = await _desk.Import(Of(Row(("reference", "XSP/T33"), ("title", "Childhood"), ("member_states", states), ("start_date", "2010-08"), ("status", "completed"))));

        Assert.Equal(("By hand", 1), (_desk.Rules.Programmes.Single().Title, _desk.Rules.Programmes.Single().Version));
        Assert.Equal(states.Split(';'), result.Lines.Where(l => l.Part == ImportPart.Engagement && l.Outcome == Made).Select(l => l.MemberState));
        Assert.All(result.Lines.Where(l => l.Part == ImportPart.Programme), l => Assert.Equal((Known, ImportRemark.ProgrammeEnteredByHand, "P-XSPT33"), (l.Outcome, l.Remarks.Single(), l.Reference)));
        Assert.Equal(states == "KHM" ? null : id, The(result, "KHM").Details.Programme);
    }

    [Fact]
    public async Task A_row_with_one_State_keeps_budget_and_donors_with_the_engagement()
    {
        var result = await _desk.Import(Of(Row(("member_states", "KEN"), ("budget_amount", "12.50"), ("budget_currency", "EUR"), ("donors", "Norway;Sweden"), ("start_date", "2020"))));
        var engagement = The(result, "KEN");
        Assert.Empty(_desk.Rules.Programmes);
        Assert.Null(engagement.Details.Programme);
        Assert.Equal(new Money(12.5m, "EUR"), engagement.Details.Budget);
        Assert.Equal(["Norway", "Sweden"], engagement.Contributions.Select(c => c.Donor));
        Assert.DoesNotContain(engagement.Participants, p => p.Part == ParticipationPart.Donor);
    }

    [Fact]
    public async Task A_row_without_State_becomes_a_programme_alone()
    {
        var result = await _desk.Import(Of(Row(("reference", "GLOT59"))));
        Assert.Equal("P-GLOT59", Assert.Single(result.Lines).Reference);
        Assert.Empty(_desk.Rules.Engagements);
    }

    [Fact]
    public async Task A_beneficiary_that_is_no_Member_State_is_refused_for_its_engagement_only()
    {
        var result = await _desk.Import(Of(Row(("reference", "R 1"), ("member_states", "ABW;BRA"))));
        Assert.Equal([Made, Refused, Made], result.Lines.Select(l => l.Outcome));
        Assert.Equal(new NoMemberState("ABW"), result.Lines[1].Refusal);
        Assert.Equal("BRA", Assert.Single(_desk.Rules.Engagements).Details.MemberState);
        Assert.True(result.IsComplete);
    }

    [Fact]
    public async Task A_counterpart_goes_to_the_State_before_its_colon_and_one_without_State_stays_in_the_note()
    {
        var result = await _desk.Import(Of(Row(("reference", "R 1"), ("member_states", "AFG;PAK"), ("note", "a doubt"), ("source_date", "2024-03"),
            ("national_counterparts", "Pakistan: Federal Investigation Agency;Afghanistan: Ministry of Justice;Ministries of Interior;Qatar: Ministry of Interior"))));
        Assert.Equal([("Federal Investigation Agency", ParticipationPart.NationalCounterpart)], The(result, "PAK").Participants.Select(p => (p.Name, p.Part)));
        Assert.Equal(["Ministry of Justice"], The(result, "AFG").Participants.Select(p => p.Name));
        Assert.Equal("a doubt\nsource_date: 2024-03\nnational_counterparts: Ministries of Interior; Qatar: Ministry of Interior", Programme(result).Provenance!.Note);
        Assert.Contains(ImportRemark.CounterpartsWithoutState, result.Lines[0].Remarks);
    }

    [Fact]
    public async Task Bodies_of_one_name_in_two_States_are_two_organizations()
    {
        var result = await _desk.Import(Of(Row(("reference", "R 1"), ("member_states", "LAO;THA"), ("national_counterparts", "Lao PDR: Ministry of Justice;Thailand: Ministry of Justice"))));
        Assert.NotEqual(The(result, "LAO").Participants[0].Organization, The(result, "THA").Participants[0].Organization);
    }

    [Fact]
    public async Task Listed_partners_are_found_and_others_are_entered()
    {
        var result = await _desk.Import(Of(Row(("member_states", "NGA"), ("partner_organizations", "IOM;International Labour Organization (ILO);Spanish National Police;International Organization for Migration"))));
        Assert.Equal(["iom", "ilo", "spanish-national-police"], The(result, "NGA").Participants.Select(p => p.Organization.Value));
        Assert.Equal("Spanish National Police", Assert.Single(_desk.Rules.Organizations).Value);
    }

    [Fact]
    public async Task A_donor_that_is_a_partner_too_takes_part_as_both()
    {
        var result = await _desk.Import(Of(Row(("member_states", "QAT"), ("donors", "Qatar Foundation;UNICEF;Norway"), ("partner_organizations", "Qatar Foundation;United Nations Children's Fund"))));
        Assert.Equal([("qatar-foundation", ParticipationPart.Partner), ("unicef", ParticipationPart.Partner), ("qatar-foundation", ParticipationPart.Donor), ("unicef", ParticipationPart.Donor)],
            The(result, "QAT").Participants.Select(p => (p.Organization.Value, p.Part)));
        Assert.Equal(3, The(result, "QAT").Contributions.Count);
    }

    [Theory]
    [InlineData("ongoing", "2001", "2002", EngagementState.Delivery, true)]
    [InlineData("completed", "2020", "2030", EngagementState.Closed, true)]
    [InlineData("proposed", "", "", EngagementState.Requested, true)]
    [InlineData("", "2020", "2030", EngagementState.Delivery, false)]
    [InlineData("", "2026-11-25", "", EngagementState.Delivery, false)]
    [InlineData("", "", "2026-11", EngagementState.Delivery, false)]
    [InlineData("", "2026-11-26", "", EngagementState.Closed, false)]
    [InlineData("", "2020", "2026-11-24", EngagementState.Closed, false)]
    [InlineData("", "", "", EngagementState.Closed, false)]
    public async Task The_state_is_the_sources_or_follows_from_the_dates(string status, string start, string end, EngagementState state, bool stated)
    {
        var result = await _desk.Import(Of(Row(("member_states", "KEN"), ("status", status), ("start_date", start), ("end_date", end))));
        Assert.Equal((state, stated), (The(result, "KEN").State, The(result, "KEN").Provenance!.StatusStated));
        Assert.Equal(!stated, result.Lines[0].Remarks.Contains(ImportRemark.StatusNotStated));
    }

    [Fact]
    public async Task The_year_is_that_of_the_start_else_that_of_the_import()
    {
        var result = await _desk.Import(Of(Row(("reference", "R 1"), ("member_states", "KEN"), ("start_date", "2015-07")), Row(("reference", "R 2"), ("member_states", "KEN"), ("end_date", "2018"))));
        Assert.Equal(["KEN-2015-0001", "KEN-2026-0001"], result.Lines.Select(l => l.Reference));
    }

    [Fact]
    public async Task What_the_source_does_not_say_is_not_invented()
    {
        var result = await _desk.Import(Of(Row(("member_states", "KEN"), ("status", "ongoing"), ("budget_amount", "2901786"))));
        var engagement = The(result, "KEN");
        Assert.False(engagement.Details.Topics.Any);
        Assert.Equal((null, null, null, null), (engagement.Details.Budget, engagement.Document, engagement.Funding, engagement.LeadOfficer));
        Assert.Null(LifecycleGates.DueDiligence(engagement));
        Assert.Equal("budget_amount: 2901786", engagement.Provenance!.Note);
        Assert.Equal([ImportRemark.TopicNotStated, ImportRemark.BudgetWithoutCurrency], result.Lines[0].Remarks);
    }

    [Fact]
    public async Task A_malformed_file_imports_nothing()
    {
        var result = await _desk.Import(Of(Row(("reference", "R 1"), ("member_states", "KEN")), Row(("reference", "R 2"), ("topic", "x"))));
        Assert.Equal((3, 12), (Assert.Single(result.Faults).Line, result.Faults[0].Column));
        Assert.Empty(result.Lines);
        Assert.Empty(_desk.Rules.Engagements);
        Assert.False(result.IsComplete);
    }

    [Theory]
    [InlineData(ActorRoles.Partner)]
    [InlineData(ActorRoles.Administrator)]
    [InlineData(ActorRoles.None)]
    public async Task Only_officers_managers_and_the_product_import(ActorRoles role)
    {
        var result = await _desk.Import(Of(Row()), new Actor(new("somebody"), "Somebody", role, new("iom")));
        Assert.IsType<OfficersOnly>(result.Refusal);
        Assert.Empty(_desk.Rules.Programmes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_known_row_is_skipped_however_its_reference_is_written(bool readModelLags)
    {
        await _desk.Import(Of(Row(("reference", "FS/LAO/04/R76"), ("member_states", "LAO"))));
        var before = _desk.Rules.Everything();
        _desk.ReadModelLags = readModelLags;
        var same = await _desk.Import(Of(Row(("reference", "FS/LAO/04/R76"), ("member_states", "LAO"))));
        Assert.Equal((Known, "LAO-2026-0001"), same.Lines.Select(l => (l.Outcome, l.Reference)).Single());
        var other = await _desk.Import(Of(Row(("reference", "LAO-R76"), ("member_states", "LAO"))));
        Assert.Equal((KnownButDiffers, "LAO-2026-0001"), other.Lines.Select(l => (l.Outcome, l.Reference)).Single());
        Assert.Equal(before, _desk.Rules.Everything());
    }

    [Theory]
    [InlineData("note", "now with a note", true)]
    [InlineData("note", "now with a note", false)]
    [InlineData("donors", "Norway", false)]
    [InlineData("status", "completed", true)]
    [InlineData("member_states", "KEN;UGA;TZA", true)]
    [InlineData("member_states", "KEN;UGA;TZA", false)]
    [InlineData("member_states", "UGA", true)]
    [InlineData("member_states", "UGA", false)]
    [InlineData("member_states", "RWA", false)]
    [InlineData("member_states", "", true)]
    public async Task A_row_that_has_changed_says_so_and_changes_nothing(string column, string value, bool readModelLags)
    {
        foreach (var states in (string[])["KEN;UGA", "KEN"])
        {
            var desk = new Desk();
            await desk.Import(Of(Row(("reference", "R 1"), ("member_states", states), ("status", "ongoing"))));
            var before = desk.Rules.Everything();
            desk.ReadModelLags = readModelLags && states != "KEN";
            var fields = new Dictionary<string, string> { ["reference"] = "R 1", ["member_states"] = states, ["status"] = "ongoing", [column] = value };
            var again = await desk.Import(Of(Row([.. fields.Select(f => (f.Key, f.Value))])));
            Assert.All(again.Lines, l => Assert.Equal(KnownButDiffers, l.Outcome));
            Assert.NotEmpty(again.Lines);
            Assert.Equal(before, desk.Rules.Everything());
        }
    }

    [Fact]
    public async Task Work_on_an_engagement_since_its_import_is_no_change_of_the_row()
    {
        var text = Of(Row(("reference", "R 1"), ("member_states", "KEN"), ("status", "ongoing")));
        var reference = EngagementReference.Parse((await _desk.Import(text)).Lines[0].Reference!);
        await _desk.Rules.Send(new UseCases.ChangeEngagementRequest(reference, Guid.NewGuid(), new ChangeEngagement { Edits = new() { Title = new("A project", "Another title") } }, Desk.Officer));
        var before = _desk.Rules.Everything();
        Assert.Equal(Known, (await _desk.Import(text)).Lines[0].Outcome);
        Assert.Equal(before, _desk.Rules.Everything());
    }

    [Fact]
    public async Task A_row_without_status_stays_known_when_its_dates_have_passed()
    {
        var text = Of(Row(("reference", "R 1"), ("member_states", "KEN"), ("end_date", "2026-12")));
        var first = await _desk.Import(text);
        _desk.Clock.Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);
        _desk.ReadModelLags = true;
        var again = await _desk.Import(text);
        Assert.Equal((Known, first.Lines[0].Reference), (again.Lines[0].Outcome, again.Lines[0].Reference));
    }

    [Theory]
    [InlineData(Loss.Before)]
    [InlineData(Loss.After)]
    public async Task An_unknown_answer_is_asked_for_again(Loss loss)
    {
        _desk.Rules.Losing = n => n is 1 or 2 ? loss : Loss.None;
        var result = await _desk.Import(Of(Row(("reference", "R 1"), ("member_states", "KEN;UGA"))));
        Assert.All(result.Lines, l => Assert.Equal(Made, l.Outcome));
        Assert.Equal(2, _desk.Rules.Engagements.Count);
    }

    [Fact]
    public async Task When_answers_stay_unknown_the_import_stops_and_says_what_it_did_not_try()
    {
        var text = Of(Row(("reference", "R 1"), ("member_states", "KEN;UGA")), Row(("reference", "R 2"), ("member_states", "TZA")));
        _desk.Rules.Losing = n => n >= 1 ? Loss.Before : Loss.None;
        var result = await _desk.Import(text);
        Assert.Equal([Made, Unknown, NotTried, NotTried], result.Lines.Select(l => l.Outcome));
        Assert.False(result.IsComplete);
        _desk.Rules.Losing = _ => Loss.None;
        Assert.Equal([Known, Made, Made, Made], (await _desk.Import(text)).Lines.Select(l => l.Outcome));
    }

    [Fact]
    public async Task Progress_is_told_row_by_row()
    {
        var told = new List<ImportProgress>();
        await _desk.Import(Of(Row(("reference", "R 1")), Row(("reference", "R 2"))), progress: new Told(told.Add));
        Assert.Equal([new(1, 2), new(2, 2)], told);
    }

    [Fact]
    public async Task The_history_names_who_had_the_file_imported()
    {
        var result = await _desk.Import(Of(Row(("member_states", "KEN"))));
        var history = await _desk.Rules.Send(new UseCases.ReadHistory(EngagementReference.Parse(result.Lines[0].Reference!), Desk.Officer));
        Assert.Equal(("First officer", ActorRoles.System), (history![0].Actor.Name, history[0].Actor.Roles));
    }

    [Fact]
    public async Task The_result_is_a_table_of_words()
    {
        var result = await _desk.Import(Of(Row(("reference", "R 1"), ("title", "=1+1"), ("member_states", "ABW"))));
        Assert.Equal("2\tR1\t'=1+1\tengagement\tABW\trefused\t\tno-member-state\t", TabSeparated.Line(result.Table().Single()));
    }

    private static readonly Gen<string> Files =
        Gen.Select(Gen.Int[1, 4], Gen.OneOf("", "KEN", "KEN;UGA", "ABW;BRA", "LAO;KHM;VNM"), Gen.OneOf("", "2015", "2026-12"), Gen.OneOf("", "ongoing", "completed"),
                Gen.OneOf("", "IOM", "A new body;IOM"), Gen.OneOf("", "Kenya: Judiciary", "Judiciary"))
            .List[1, 6]
            .Select(rows => Of([.. rows.DistinctBy(r => r.Item1).Select(r => Row(("reference", $"R {r.Item1}"), ("member_states", r.Item2), ("end_date", r.Item3), ("status", r.Item4),
                ("partner_organizations", r.Item5), ("national_counterparts", r.Item6), ("donors", r.Item5)))]));

    [Fact]
    public Task Importing_twice_is_importing_once() => Files.SampleAsync(async text =>
    {
        var desk = new Desk();
        var first = await desk.Import(text);
        var before = desk.Rules.Everything();
        var second = await desk.Import(text);
        Assert.Equal(before, desk.Rules.Everything());
        Assert.Equal(first.Lines.Select(l => l.Outcome == Made ? l with { Outcome = Known } : l), second.Lines);
    }, iter: 200);

    [Fact]
    public Task An_import_that_was_interrupted_anywhere_is_simply_repeated() => Gen.Select(Files, Gen.Int[0, 12], Gen.Bool).SampleAsync(async (text, at, kept) =>
    {
        var whole = new Desk();
        await whole.Import(text);
        var desk = new Desk { ReadModelLags = true };
        desk.Rules.Losing = n => n == at ? kept ? Loss.CrashAfter : Loss.Crash : Loss.None;
        try
        {
            await desk.Import(text);
        }
        catch (IOException)
        {
        }

        desk.Rules.Losing = _ => Loss.None;
        var again = await desk.Import(text);
        Assert.True(again.IsComplete);
        Assert.All(again.Lines, l => Assert.True(l.Outcome is Made or Known or Refused));
        Assert.Equal(Shape(whole), Shape(desk));
    }, iter: 200);

    private static string Shape(Desk desk) => string.Join('\n', desk.Rules.Engagements.Select(e => $"{e.Reference} {e.State} {e.Provenance} {e.Details} {e.Participants}")
        .Concat(desk.Rules.Programmes.Select(p => $"{p}")).Order());

    private sealed class Told(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}
