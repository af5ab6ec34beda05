using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Journeys;

/// <summary>From what is done to what is reached, in Chromium: a session that counts itself, a measure that fails and stops support, an amendment, and what all engagements come to.</summary>
public sealed class ResultsJourneyTests(Browser browser, SharedSite shared) : Journey(browser, shared)
{
    [Fact]
    public async Task A_session_s_counts_become_an_indicator_and_small_ones_stay_inside()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Site.Engagement(officer, "NPL", WorkstreamKind.Training);
        var session = await Session(officer, reference);
        await Site.Do(officer, reference, new ReportAttendance(session, new([
            new(Sex.Female, InstitutionType.Police, AgeGroup.NotStated, Attended: 3, FirstTime: 3), new(Sex.Male, InstitutionType.Police, AgeGroup.NotStated, Attended: 20, FirstTime: 20)]), 0));

        var page = await SignIn(officer, $"/engagements/{reference}?tab=results");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("TRN-1 Officials trained") })).ToContainTextAsync("23");
        await NoBarriers(page);
        await page.GetByText("Choose indicators").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose TRN-1" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "TRN-1 Officials trained" }).ClickAsync();
        await Assertions.Expect(page.GetByText("men 20, women 3")).ToBeVisibleAsync();
        await NoBarriers(page);
        await page.GetByLabel($"Target for {Today.Year}", new() { Exact = true }).FillAsync("40");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Save the target for {Today.Year}" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel($"Target for {Today.Year}", new() { Exact = true })).ToHaveValueAsync("40");

        await page.GotoAsync("/portfolio/results?memberState=NPL");
        var row = page.GetByRole(AriaRole.Row, new() { NameRegex = new("TRN-1") });
        await Assertions.Expect(row).ToContainTextAsync("23");
        await row.GetByText("Broken down").ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("women: withheld");
        await NoBarriers(page);
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByText("Together 23, from 1 numbers; 0 withheld.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = reference.ToString() })).ToBeVisibleAsync();
        await NoBarriers(page);
        await page.GotoAsync("/member-states/NPL");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = reference.ToString() })).ToBeVisibleAsync();
        await NoBarriers(page);
    }

    [Fact]
    public async Task A_measure_that_fails_stops_support_until_it_is_settled()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Site.Engagement(officer, "BTN", WorkstreamKind.Training);
        var page = await SignIn(officer, $"/engagements/{reference}?tab=risks");
        await NoBarriers(page);
        await page.GetByText("Enter a risk").First.ClickAsync();
        var form = page.Locator("form[action$='enter-risk']");
        await form.Locator("[name=title]").FillAsync("Migrants are held in cells");
        await form.Locator("[name='assessment.impact']").SelectOptionAsync("very-high");
        await form.Locator("[name=reviewOn]").FillAsync(Iso(Today.AddDays(90)));
        await form.Locator("[name=response]").FillAsync("Cells are inspected");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("high risk", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByText("Agree a measure").First.ClickAsync();
        form = page.Locator("form[action$='agree-measure']");
        await form.Locator("[name=what]").FillAsync("Monthly inspection");
        await form.Locator("[name=dueOn]").FillAsync(Iso(Today.AddDays(10)));
        await form.GetByLabel("under human rights due diligence").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByText("Follow up", new() { Exact = true }).ClickAsync();
        form = page.Locator("form[action$='follow-up-measure']");
        await form.Locator("[name=to]").SelectOptionAsync("failed");
        await form.Locator("[name=found]").FillAsync("Nobody was let in");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Suspension is required.");
        await NoBarriers(page);
        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        await NoBarriers(page);
    }

    [Fact]
    public async Task What_was_approved_changes_by_an_amendment()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Site.Engagement(officer, "LAO", WorkstreamKind.Training);
        await Site.Do(officer, reference, new RecordEngagementDocument(new(null, new(Today, "Minister of Justice"))));
        foreach (var (from, to) in new[] { (EngagementState.Requested, EngagementState.Triaged), (EngagementState.Triaged, EngagementState.Scoping), (EngagementState.Scoping, EngagementState.Design) })
            await Site.Do(officer, reference, new MoveEngagement(from, to));
        foreach (var task in new TaskId[] { "case.request.log", "case.request.ack", "case.request.triage", "case.scoping.focal", "case.scoping.mission" })
            await Site.Do(officer, reference, new CompleteTask(task));
        await Site.Do(officer, reference, new CompleteTask("case.scoping.rights", null, new("Low risk")));
        await Site.Do(officer, reference, new CompleteTask("case.scoping.gender", null, new("Analysed", Marker: GenderMarker.Limited)));
        var manager = await Site.Add(AccountRoles.Manager);
        await Site.Do(manager, reference, new MoveEngagement(EngagementState.Design, EngagementState.Approved), ActorRoles.Manager);

        var page = await SignIn(officer, $"/engagements/{reference}?tab=agreements");
        await NoBarriers(page);
        await page.GetByText("Record an amendment").First.ClickAsync();
        var form = page.Locator("form[action$='amend-engagement']");
        await form.Locator("[name='reason']").SelectOptionAsync("no-cost-extension");
        await form.Locator("[name='because']").FillAsync("Parliament sits later");
        await form.Locator("[name='edits.end.to']").FillAsync($"{Today.Year + 2}-06");
        await form.Locator("[name='edits.donors[0].donor.to']").FillAsync("Norway");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText($"Last day: – → {Today.Year + 2}-06")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Norway" })).ToBeVisibleAsync();
        await NoBarriers(page);

        await page.GetByText("Record an evaluation").First.ClickAsync();
        form = page.Locator("form[action$='record-evaluation']");
        await form.Locator("[name=completedOn]").FillAsync(Iso(Today));
        await form.Locator("[name=by]").FillAsync("Evaluation Section");
        await form.Locator("[name=findings]").FillAsync("Relevant");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("form[action$='add-recommendation'] [name=text]").FillAsync("Certify more trainers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the recommendation" }).ClickAsync();
        await page.GetByText("Management response").First.ClickAsync();
        form = page.Locator("form[action$='respond-to-recommendation']");
        await form.Locator("[name='response.to.action']").FillAsync("A second course is held");
        await form.Locator("[name='response.to.dueOn']").FillAsync(Iso(Today.AddDays(100)));
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("accepted: A second course is held")).ToBeVisibleAsync();
        await NoBarriers(page);

        var later = await Site.Engagement(officer, "LAO", WorkstreamKind.Training);
        await page.GotoAsync($"/engagements/{later}?tab=agreements");
        await Assertions.Expect(page.GetByText("Certify more trainers")).ToBeVisibleAsync();
    }

    private async Task<Guid> Session(TestAccount officer, EngagementReference reference)
    {
        var (course, session) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Site.Do(officer, reference, new RecordCourse(null, new() { Title = new(null, "Investigation"), Language = new(null, "en") }), id: course);
        await Site.Do(officer, reference, new RecordSession(null, new() { Course = new(null, course), Dates = new(null, new DateSpan(Today.AddDays(-3), Today.AddDays(-1))) }), id: session);
        return session;
    }
}
