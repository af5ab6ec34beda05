using System.Text.Json;

namespace TA.Engagements.Tests;

public sealed class SizeTests
{
    /// <summary>What an engagement with a full assessment, six drafts and three rounds weighs in storage, apart from plan and history.</summary>
    [Fact]
    public void A_full_assessment_six_drafts_and_three_rounds_stay_small_in_the_record()
    {
        var ratings = TreatyProvisions.All.Select((p, n) => new ProvisionFinding(
            p.Id, (ComplianceRating)(1 + (n % 4)), $"s. {n}(2)(a) Penal Code", "The attempt is not punishable; the commission proposes s. 17A", "Amina Diallo", Today)).ToItems();
        var articles = Enumerable.Range(1, 42).Select(n => $"{n}").ToItems();
        var versions = Enumerable.Range(1, 6).Select(n => new DraftVersion(
            CommandId(n), n, Today, "Amina Diallo", n.ToString("x64"), null, articles, TreatyProvisions.All.Take(62).Select(p => p.Id).ToItems(), "What the ministry asked for", [],
            ALaw.AllAnswered)).ToItems();
        var rounds = Enumerable.Range(1, 3).Select(n => ALaw.Round with { Id = CommandId(n), Comments = [], ClosedOn = Today, Sha256 = n.ToString("x64"), Count = 80, Accepted = Enumerable.Range(1, 40).ToItems() }).ToItems();
        var work = new LegislationWork { Assessments = [ALaw.Assessment with { Findings = ratings }], Bills = [ALaw.Bill with { Versions = versions }], Rounds = rounds };
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(work, EngagementJson.Stored).Length, 10_000, 25_000);
    }
}
