using System.Text.Json;

namespace TA.Engagements.Tests;

/// <summary>Long lists in storage leave out what repeats; the longer form stays readable, and nothing is lost by either.</summary>
public sealed class StoredFormsTests
{
    private static readonly GapAssessment Rated = ALaw.Assessment with
    {
        Findings =
        [
            .. ALaw.Assessment.Findings, new("TIP-6.1", ComplianceRating.NotApplicable, null, "No coast", "Bo Chen", Today), new("TIP-6.2a", ComplianceRating.Met, "s. 1", null, "Bo Chen", Today),
            new("TIP-6.2b", ComplianceRating.Met, "s. 2", null, "Amina Diallo", Today),
        ],
    };

    private static readonly Bill Drafted = ALaw.Bill with
    {
        Versions =
        [
            ALaw.Draft, ALaw.Draft with { Number = 2, HumanRights = [.. ALaw.AllAnswered, new(HumanRightsQuestion.Children, null, "Article 9", "Bo Chen", Today)] }, ALaw.Draft with { Number = 3, Articles = [], Provisions = ["TIP-5.1"], File = new("bill.pdf", DocumentType.Pdf, 7) },
            ALaw.Draft with { Number = 4, Provisions = ["TIP-5.1"] }, ALaw.Draft with { Number = 5, Provisions = [] },
        ],
    };

    private static readonly TrainingSession Counted = TrainingExamples.Held with
    {
        Tests = new(new(48.25m, 20), null), Certificates = new(6, null, 0, 19), FollowUp = new(Today, [new(Sex.Female, InstitutionType.Police, 7, null, 4)], 16, 11, 6),
    };

    [Fact]
    public void What_is_written_short_reads_as_it_was()
    {
        Assert.Equal(Rated, Again(Rated));
        Assert.Equal(Drafted, Again(Drafted));
        Assert.Equal(Counted, Again(Counted));
        Assert.Equal(Task("a"), Again(Task("a")));
    }

    [Fact]
    public void The_tail_names_a_person_once_and_the_chain_still_holds()
    {
        var record = new EngagementRecord { Engagement = With(Task("a")) };
        foreach (var (n, by) in new[] { LeadOfficer, LeadOfficer, PartnerUserOf(Iom), LeadOfficer }.Index())
            record = record.Ask(CommandId(n + 1), by, new CommentOnTask("a", $"Comment {n}")).Record;
        var json = JsonSerializer.Serialize(record, EngagementJson.Stored);
        Assert.Equal(3, json.Split("\"actor\":").Length - 1);
        var read = JsonSerializer.Deserialize<EngagementRecord>(json, EngagementJson.Stored)!;
        Assert.Equal(record.Tail, read.Tail);
        Assert.All(read.Tail.Zip(read.Tail.Prepend(null!)), pair => Assert.True(pair.First.Follows(pair.Second?.Hash ?? HistoryEntry.NoHash)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EngagementRecord>("""{"tail":[{"version":1,"hash":"","event":{}}]}""", EngagementJson.Stored));
    }

    [Fact]
    public void The_longer_form_still_reads()
    {
        Assert.Equal(ALaw.Assessment, Read<GapAssessment>($$"""
            {"id":"{{ALaw.First}}","title":"Penal Code of 2009","startedOn":"2026-02-20","findings":[
             {"provision":"TIP-5.1","rating":"partly-met","article":"s. 17","remark":"No attempt","by":"Amina Diallo","on":"2026-02-23"},{"provision":"TIP-3.d","rating":"not-met","by":"Amina Diallo","on":"2026-02-23"}]}
            """));
        Assert.Equal(
            new TrainingSession { Id = CommandId(1), Plan = new(CommandId(2), March), Tests = new(new(48.5m, 20)), Certificates = new(6, 13), FollowUp = new(Today, [new(Sex.Male, InstitutionType.Police, 5)]) },
            Read<TrainingSession>($$"""
            {"id":"{{CommandId(1)}}","plan":{"course":"{{CommandId(2)}}","dates":{"start":"{{March.Start:yyyy-MM-dd}}","due":"{{March.Due:yyyy-MM-dd}}"} },"tests":{"before":{"mean":48.5,"tested":20} },
             "certificates":{"women":6,"men":13},"followUp":{"on":"{{Today:yyyy-MM-dd}}","cells":[{"sex":"male","institution":"police","asked":5}]} }
            """));
    }

    [Theory]
    [InlineData("""[["TIP-5.1","met","s. 1",null]]""")]
    [InlineData("""[["TIP-5.1","no-such",null,null,"A","2026-02-23"]]""")]
    [InlineData("""[["TIP-5.1","met",null]]""")]
    [InlineData("""[["TIP-5.1",7,null,null,"A","2026-02-23"]]""")]
    public void A_finding_that_is_cut_off_is_a_fault(string findings) =>
        Assert.Throws<JsonException>(() => Read<GapAssessment>($$"""{"id":"{{ALaw.First}}","title":"A","startedOn":"2026-02-20","findings":{{findings}} }"""));

    [Theory]
    [InlineData("\"2026-03-09\"")]
    [InlineData("\"2026-03-09/2026-13-01\"")]
    public void Dates_that_are_cut_off_are_a_fault(string dates) =>
        Assert.Throws<JsonException>(() => Read<SessionPlan>($$"""{"course":"{{CommandId(2)}}","dates":{{dates}} }"""));

    [Fact]
    public void What_was_written_before_is_never_written_in_place_of_what_has_changed()
    {
        // Large enough to be kept.
        var before = ALaw.Having(null, null, Rated with { Findings = TreatyProvisions.All.Select(p => new ProvisionFinding(p.Id, ComplianceRating.Met, "s. 1", null, "Amina Diallo", Today)).ToItems() });
        Assert.Equal(before.Legislation, Again(before).Legislation);
        var after = Given(before).When(new RateProvisions(ALaw.First, [new("TIP-5.1", new(ComplianceRating.Met, ComplianceRating.NotMet))]), by: LeadOfficer).Engagement;
        Assert.Equal(ComplianceRating.NotMet, Again(after).Legislation.Assessments[0].Finding("TIP-5.1").Rating);
        Assert.Equal(ComplianceRating.Met, Again(before).Legislation.Assessments[0].Finding("TIP-5.1").Rating);
    }

    private static T Again<T>(T value) => Read<T>(JsonSerializer.Serialize(value, EngagementJson.Stored));

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, EngagementJson.Stored)!;
}
