using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Organizations;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Pages;

/// <summary>Organizations that are entered by people or came with an import are named in engagements as the listed ones are.</summary>
public sealed partial class OrganizationPagesTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    private OrganizationDirectory Directory => site.Services.GetRequiredService<OrganizationDirectory>();

    [Fact]
    public async Task An_officer_enters_a_ministry_from_the_plan_and_finds_it_first_among_national_counterparts()
    {
        var (officer, reference, client) = await Officer("KEN");
        Assert.Contains($"/organizations?engagement={reference}&amp;tab=plan#enter", await client.GetStringAsync($"/engagements/{reference}?tab=plan"));
        var form = $"/organizations?engagement={reference}&tab=plan";
        using var entered = await client.Send(
            form, "/organizations", ("engagement", $"{reference}"), ("tab", "plan"), ("name", "Ministry of Gender"), ("kind", "national"), ("memberState", "KEN"));
        Assert.Equal((HttpStatusCode.Redirect, $"/engagements/{reference}?tab=plan&done=1"), (entered.StatusCode, entered.Headers.Location?.OriginalString));

        var plan = await client.GetStringAsync($"/engagements/{reference}?tab=plan");
        var counterparts = Option().Matches(plan[plan.IndexOf("value=\"national-counterpart\"", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value).Where(v => v.Length > 0);
        Assert.StartsWith("ken-", counterparts.First());
        using var filled = await client.Send($"/engagements/{reference}?tab=plan", $"/engagements/{reference}/do/fill-role", ("command", $"{Guid.NewGuid()}"),
            ("tab", "plan"), ("role", "national-counterpart"), ("workstream", ""), ("organization.from", ""), ("organization.to", "ken-ministry-of-gender"));
        Assert.Equal(HttpStatusCode.Redirect, filled.StatusCode);
        var engagement = await site.Read(officer, reference);
        Assert.Contains(new Participation(new("ken-ministry-of-gender"), "Ministry of Gender", ParticipationPart.NationalCounterpart), engagement.Participants);
        Assert.All(engagement.Tasks.Where(t => t.Role == ResponsibleRole.NationalCounterpart), t => Assert.Equal("ken-ministry-of-gender", t.Organization?.Value));
    }

    [Fact]
    public async Task An_imported_ministry_that_is_added_or_assigned_again_keeps_its_name()
    {
        var (officer, reference, client) = await Officer("PER");
        var ministry = await Directory.AddUnverified("Ministerio de la Mujer", "PER");
        await Do("add-participant", ("participation.organization", ministry.Value), ("participation.part", "beneficiary"));
        await Do("assign-tasks", ("tasks", "case.request.log|2026-01-05|2026-01-06|unodc|"), ("organization", ministry.Value));
        await Do("add-task", ("workstream", "life-cycle"), ("stage", ""), ("description", ""), ("title", "A visit"), ("deliverable", "Report"), ("role", "igo"), ("organization", (await Directory.AddUnverified("Red Vida")).Value), ("from", "2026-05-04"), ("workingDays", "5"));

        var engagement = await site.Read(officer, reference);
        Assert.Equal(
            [("Ministerio de la Mujer", ParticipationPart.Beneficiary), ("Ministerio de la Mujer", ParticipationPart.Partner), ("Red Vida", ParticipationPart.Partner)],
            engagement.Participants.Select(p => (p.Name, p.Part)));

        async Task Do(string name, params (string, string)[] fields)
        {
            using var done = await client.Send($"/engagements/{reference}?tab=plan", $"/engagements/{reference}/do/{name}", [("command", $"{Guid.NewGuid()}"), .. fields]);
            Assert.True(done.StatusCode == HttpStatusCode.Redirect, $"{name}: {done.StatusCode} {await done.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task A_national_body_of_another_State_is_not_offered()
    {
        var (_, reference, client) = await Officer("COL");
        var other = await Directory.AddUnverified("Ministry of Elsewhere", "UGA");
        var own = await Directory.AddUnverified("Ministry of Here", "COL");

        var page = await client.GetStringAsync($"/engagements/{reference}?tab=change");
        Assert.Contains($"value=\"{own}\"", page);
        Assert.DoesNotContain($"value=\"{other}\"", page);
    }

    [Fact]
    public async Task Whoever_enters_a_name_that_is_there_is_asked_whether_it_is_another()
    {
        var (_, _, client) = await Officer("BOL");
        await Directory.AddUnverified("Defensoría del Pueblo");
        (string, string)[] fields = [("name", "Defensoria del pueblo"), ("kind", "national"), ("memberState", "BOL")];

        using var asked = await client.Send("/organizations", "/organizations", fields);
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode)422, asked.StatusCode);
        Assert.Contains("It is another than Defensoría del Pueblo.", page);
        Assert.Contains("value=\"Defensoria del pueblo\"", page);
        using var entered = await client.Send("/organizations", "/organizations", [.. fields, ("otherThan", "defensoria-del-pueblo")]);
        Assert.EndsWith("&done=new", entered.Headers.Location!.OriginalString);
        using var known = await client.Send("/organizations", "/organizations", fields);
        Assert.EndsWith("&done=known", known.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_may_not_enter_organizations_is_not_asked_to()
    {
        using var manager = await site.SignedIn(await site.Add(AccountRoles.Manager));
        Assert.DoesNotContain("action=\"/organizations\"><input", await manager.GetStringAsync("/organizations"));
        using var refused = await manager.Send("/account", "/organizations", ("name", "Mine"), ("kind", "ngo"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private async Task<(TestAccount, EngagementReference, HttpClient)> Officer(string memberState)
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        return (officer, await site.Engagement(officer, memberState), await site.SignedIn(officer));
    }

    [GeneratedRegex("<option value=\"([^\"]*)\"")]
    private static partial Regex Option();
}
