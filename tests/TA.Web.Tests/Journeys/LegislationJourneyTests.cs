using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Tests.Kit;
using static TA.Web.Tests.Kit.Casework;

namespace TA.Web.Tests.Journeys;

/// <summary>A law from its gaps to a second draft, in Chromium, with the provisions of the treaties; axe finds nothing on the way.</summary>
public sealed class LegislationJourneyTests(Browser browser, SharedSite shared) : Journey(browser, shared)
{
    private const string FirstDraft = """
        Article 1. Definitions [TIP-3.a TIP-3.d]
        In this Act, a child is a person under sixteen.

        Article 2. Trafficking in persons [TIP-5.1]
        A person who recruits another for exploitation by threat or fraud commits an offence.
        """;

    [Fact]
    public async Task A_law_is_assessed_drafted_reviewed_by_a_partner_drafted_again_and_compared()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var iom = await Site.Add(AccountRoles.Partner, organization: "iom");
        var reference = await Engagement(officer);
        var page = await SignIn(officer, $"/engagements/{reference}?tab=legislation");
        await Assertions.Expect(page.GetByText("27 Jan 2014").First).ToBeVisibleAsync();
        await NoBarriers(page);

        // Assess
        await page.FillAsync("form[action$='start-assessment'] [name=title]", "Penal Code of 2009");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Penal Code of 2009" }).ClickAsync();
        await NoBarriers(page);
        await page.GetByLabel("Rating of TIP 5(1)").SelectOptionAsync("partly-met");
        await page.GetByLabel("National article for TIP 5(1)").FillAsync("s. 17");
        await page.GetByLabel("Rating of TIP 3(d)").SelectOptionAsync("not-met");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the ratings" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("National article for TIP 5(1)")).ToHaveValueAsync("s. 17");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Mandatory" }).First).ToContainTextAsync("1");
        await Picture(page, "law-assessment");

        // An article of the convention on migrant workers is added with its source, and corrected
        await page.GetByText("Add a provision").ClickAsync();
        var adding = page.Locator("form[action$='add-provision']");
        await adding.Locator("[name=article]").FillAsync("16(1)");
        await adding.Locator("[name=heading]").FillAsync("Protection against violence");
        await adding.Locator("[name=source]").FillAsync("A/RES/45/158, annex");
        await adding.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "ICRMW (0/1)" }).ClickAsync();
        await page.GetByText("Correct ICRMW 16(1)").ClickAsync();
        await page.Locator("[name='article.to']").FillAsync("16(2)");
        await page.Locator("[name='obligation.to']").SelectOptionAsync("endeavour");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the correction" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Rating of ICRMW 16(2)")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Protection against violence" })).ToContainTextAsync("Source: A/RES/45/158, annex");
        await NoBarriers(page);

        // Draft
        await page.GetByRole(AriaRole.Link, new() { Name = "All of the legislation work" }).ClickAsync();
        await page.GetByText("Add a bill").ClickAsync();
        await page.FillAsync("form[action$='add-bill'] [name=title]", "Trafficking in Persons Bill");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Trafficking in Persons Bill" }).ClickAsync();
        await page.FillAsync("[name=text]", FirstDraft);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add version 1" }).ClickAsync();
        await NoBarriers(page);

        // A version with an unanswered check is not submitted.
        await page.GetByLabel("Submitted to parliament: actual").FillAsync(Iso(Today));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save: Submitted to parliament" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("human-rights check");

        // A step that lies after the engagement's end is recorded, and pointed out here and in the plan.
        await page.GetByLabel("Adopted: expected").FillAsync(Iso(End.AddDays(40)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save: Adopted" }).ClickAsync();
        await Assertions.Expect(page.GetByText("after the engagement ends", new() { Exact = true })).ToBeVisibleAsync();
        await NoBarriers(page);
        var bill = page.Url;
        await page.GotoAsync($"/engagements/{reference}?tab=plan");
        await Assertions.Expect(page.GetByText("Expected after the engagement ends")).ToBeVisibleAsync();
        await NoBarriers(page);
        await page.GotoAsync(bill);

        await page.GetByRole(AriaRole.Link, new() { Name = "version 1", Exact = true }).ClickAsync();
        await NoBarriers(page);
        foreach (var question in new[] { "Non-punishment", "No criminalization of migrants", "No mandatory detention", "Refugee law", "Children" })
            await page.GetByLabel($"Answer: {question}").SelectOptionAsync("respected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the answers" }).ClickAsync();
        await Assertions.Expect(page.GetByText("answered", new() { Exact = true })).ToBeVisibleAsync();

        // Comment
        await page.GetByText("Ask for comments on this version").ClickAsync();
        await page.SelectOptionAsync("[name=reviewers]", ["iom"]);
        await page.FillAsync("[name=question]", "Are children safe under this draft?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for comments" }).ClickAsync();
        var partner = await SignIn(iom, "/my/tasks");
        await NoBarriers(partner);
        await partner.Locator("article", new() { HasText = reference.ToString() }).Filter(new() { HasText = "Are children safe" }).GetByRole(AriaRole.Link).ClickAsync();
        await NoBarriers(partner);
        await partner.SelectOptionAsync("[name=article]", "1");
        await partner.SelectOptionAsync("[name=provision]", "TIP-3.d");
        await partner.FillAsync("textarea[name=text]", "A child is every person under eighteen");
        await partner.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Assertions.Expect(partner.Locator("#comment-1")).ToContainTextAsync("under eighteen");
        await NoBarriers(partner);
        await Picture(partner, "law-review-partner");

        await page.GetByRole(AriaRole.Link, new() { Name = "Trafficking in Persons Bill" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All of the legislation work" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Are children safe under this draft?" }).ClickAsync();
        await NoBarriers(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the round" }).ClickAsync();
        await Assertions.Expect(page.GetByText("closed on")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#comment-1")).ToContainTextAsync("under eighteen");

        // Second draft, and what changed
        await page.GetByRole(AriaRole.Link, new() { Name = "All of the legislation work" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Trafficking in Persons Bill" }).ClickAsync();
        await page.GetByText("Add a version").ClickAsync();
        await page.FillAsync("[name=text]", (await page.InputValueAsync("[name=text]")).Replace("under sixteen", "under eighteen", StringComparison.Ordinal));
        await page.CheckAsync("[name=settles]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add version 2" }).ClickAsync();
        await Picture(page, "law-bill");
        await page.GetByRole(AriaRole.Link, new() { Name = "version 2", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("A child is every person under eighteen")).ToBeVisibleAsync();
        await Picture(page, "law-draft");
        await page.GetByRole(AriaRole.Link, new() { Name = "Changes since version 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("del")).ToHaveTextAsync("sixteen");
        await Assertions.Expect(page.Locator("ins")).ToHaveTextAsync("eighteen");
        await NoBarriers(page);
        await Picture(page, "law-changes");

        // The comment that was settled after its round closed says which version took it up.
        await page.GetByRole(AriaRole.Link, new() { Name = "Trafficking in Persons Bill" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All of the legislation work" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Are children safe under this draft?" }).ClickAsync();
        await Assertions.Expect(page.Locator("#comment-1 .badge.good").Last).ToContainTextAsync("2");

        await page.GotoAsync("/coverage/KEN");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "TIP 5(1)" })).ToContainTextAsync("draft");
        await NoBarriers(page);
        await Picture(page, "law-coverage");
        await page.GotoAsync("/coverage");
        await NoBarriers(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "TIP 5(1), draft: 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Kenya" })).ToContainTextAsync(reference.ToString());
        await NoBarriers(page);
        await page.GotoAsync($"/engagements/{reference}?tab=history");
        await NoBarriers(page);
    }

    [Fact]
    public async Task A_reviewer_s_page_stays_small_however_long_the_draft()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var iom = await Site.Add(AccountRoles.Partner, organization: "iom");
        var reference = await Engagement(officer);
        var bill = Guid.NewGuid();
        await Site.Do(officer, reference, new AddBill("Long bill", BillKind.Act), id: bill);
        var text = string.Join("\n", Enumerable.Range(1, 120).Select(n => $"Article {n}\n{string.Concat(Enumerable.Repeat("Une personne qui recrute autrui. ", 60))}"));
        using (var client = await Site.SignedIn(officer))
        using (var added = await client.Send($"/engagements/{reference}", $"/engagements/{reference}/do/add-draft-version",
            ("command", $"{Guid.NewGuid()}"), ("bill", $"{bill}"), ("number", "1"), ("text", text), ("at", "")))
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var round = Guid.NewGuid();
        await Site.Do(officer, reference, new OpenReviewRound(bill, 1, [new("iom")], Today, "Well?"), id: round);

        using var partner = await Site.SignedIn(iom);
        var page = await partner.GetByteArrayAsync($"/engagements/{reference}?tab=legislation&at=round/{round}/3");
        Assert.InRange(page.Length, 10_000, 50_000);
        Assert.InRange((await partner.GetByteArrayAsync("/my/tasks")).Length, 1_000, 50_000);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync("/coverage/KEN")).StatusCode);
    }

    private DateOnly End => Today.AddYears(1);

    private async Task<EngagementReference> Engagement(TestAccount officer)
    {
        var command = new OpenEngagement(
            new() { MemberState = "KEN", Title = "A law against trafficking", Topics = new(TraffickingInPersons: true), Workstreams = [WorkstreamKind.Legislation], End = End },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", Today, "A law"), ActorOf(officer).User, Today);
        var outcome = await Site.Services.GetRequiredService<IMediator>().Send(new OpenEngagementRequest(Guid.NewGuid(), command, ActorOf(officer)));
        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        return EngagementReference.Parse(outcome.Reference);
    }
}
