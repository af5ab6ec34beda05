using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.Web.Pages;
using TA.Web.Pages.Engagements;
using TA.Web.Pages.Legislation;
using TA.Web.Pages.NotDone;
using TA.Web.Pages.Plan;
using TA.Web.Pages.ResultsAndRisks;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Pages;

/// <summary>What can be done and read on pages of an engagement's work that stand or fall with what the engagement holds.</summary>
public sealed class WorkPagesTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static readonly Actor Officer = new(new("amina"), "Amina Diallo", ActorRoles.Officer, OrganizationId.Unodc, "Nairobi");
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly Guid TheBill = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    private static readonly Engagement AnEngagement = new()
    {
        Reference = EngagementReference.Parse("KEN-2026-0001"),
        Version = 10,
        State = EngagementState.Delivery,
        Details = new() { MemberState = "KEN", Title = "Law", Topics = new(SmugglingOfMigrants: true), Workstreams = [WorkstreamKind.Legislation] },
        LeadOfficer = Officer.User,
    };

    [Fact]
    public async Task A_step_of_a_bill_that_what_if_moves_can_be_expected_on_its_new_day()
    {
        var passage = new PlanTask { Id = "leg.passage.adopt", Title = "Passage", Deliverable = "Act", Workstream = WorkstreamKind.Legislation, Dates = new(new(2026, 5, 4), new(2026, 5, 15)), WorkingDays = 10 };
        var bill = new Bill(TheBill, "Smuggling Bill", Milestones: [new(LegislativeMilestone.Reading, 2, new(2026, 5, 20))]);
        var engagement = AnEngagement with { Tasks = [passage], Legislation = new() { Bills = [bill] } };
        Items<Slip> slips = [new(passage.Id, 5)];
        var html = await shared.Site.Html(Show.Page<WhatIfPage>(new { Seen = Seen(engagement), Slips = slips, Answer = WhatIf.Ask(engagement, slips, Today).Answer }));
        var form = Assert.Single(Forms(html, "record-milestone"));
        Assert.Equal(new RecordMilestone(TheBill, LegislativeMilestone.Reading, 2, new(new DateOnly(2026, 5, 20), new DateOnly(2026, 5, 27))), FormCommands.Read("record-milestone", Hidden(form), engagement));
        Assert.Contains("Expect “Smuggling Bill, ", WebUtility.HtmlDecode(html));
    }

    [Fact]
    public async Task Every_provision_of_a_treaty_can_be_rated_however_many_there_are()
    {
        var assessment = new GapAssessment(new(2, 0, 0, new byte[8]), "Penal Code", Today);
        var added = Enumerable.Range(1, 20).Select(n => new AddedProvision($"added-{n}", "SOM", $"{100 + n}", "Added", "Source")).ToItems();
        var engagement = AnEngagement with { Legislation = new() { Assessments = [assessment], Provisions = added } };
        var forms = Forms(await shared.Site.Html(Show.Page<AssessmentPart>(new { Seen = Seen(engagement), Assessment = assessment, Instrument = "SOM" })), "rate-provisions");
        var sent = forms.Select(f => Assert.IsType<RateProvisions>(FormCommands.Read("rate-provisions", Hidden(f), engagement)).Findings.Select(r => r.Provision).ToList()).ToList();
        Assert.All(sent, part => Assert.InRange(part.Count, 1, Limits.RatedAtOnce));
        var listed = engagement.AssessedProvisions().Where(p => p.Instrument == "SOM").Select(p => p.Id).ToHashSet();
        Assert.True(listed.Count > Limits.RatedAtOnce && listed.SetEquals(sent.SelectMany(part => part)) && listed.Count == sent.Sum(part => part.Count));
    }

    [Fact]
    public async Task A_target_without_a_number_is_not_a_number_that_is_withheld()
    {
        static RollUpLine Line(string indicator, int withheld) => new(indicator, "", null, null, null, 1, withheld, 40, []);
        var state = new MemberStateRead([], [], [], [Line("TRN-1", 0), Line("TRN-2", 1)], [], [], []);
        var html = await shared.Site.Html(Show.Page<MemberStatePage>(new { State = MemberStates.Find("KEN")!, Page = state }));
        Assert.DoesNotContain("/portfolio/results/TRN-1", html);
        Assert.Contains("""/portfolio/results/TRN-2?memberState=KEN">withheld""", html);
    }

    private static Seen Seen(Engagement engagement) => new(engagement, Officer, Today, [], []);

    private static List<FormMarkup> Forms(string html, string command) => [.. new Markup(html).Forms.Where(f => f.Tag["action"]!.EndsWith($"/do/{command}", StringComparison.Ordinal))];

    private static FormCollection Hidden(FormMarkup form) =>
        new(form.Fields.Where(f => f["type"] == "hidden" && f["name"] is not null).ToDictionary(f => f["name"]!, f => new StringValues(WebUtility.HtmlDecode(f["value"] ?? ""))));
}
