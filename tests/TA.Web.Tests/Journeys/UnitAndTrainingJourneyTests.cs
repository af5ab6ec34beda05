using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Journeys;

/// <summary>A unit from its first post until it is operational, and a session from its plan to its counts, in Chromium; axe finds nothing on the way.</summary>
public sealed class UnitAndTrainingJourneyTests(Browser browser, SharedSite shared) : Journey(browser, shared)
{
    [Fact]
    public async Task A_unit_is_staffed_and_equipped_until_nothing_is_missing()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Site.Engagement(officer, "KEN", WorkstreamKind.SpecializedUnit);
        var page = await SignIn(officer, $"/engagements/{reference}?tab=units");
        await NoBarriers(page);

        await page.FillAsync("[name='edits.name.to']", "Anti-trafficking unit");
        await page.CheckAsync("[name='edits.topics.to.violenceAgainstMigrants'][type=checkbox]");
        await page.FillAsync("[name='edits.minimumStaff.to']", "10");
        await page.FillAsync("[name='edits.targetShareOfWomen.to']", "50");
        await page.SelectOptionAsync("[name='edits.mandate.to.form']", "order");
        await page.FillAsync("[name='edits.mandate.to.title']", "Police order 12/2026");
        await page.FillAsync("[name='edits.mandate.to.inForceOn']", Day(-20));
        await page.SelectOptionAsync("[name='edits.mandate.to.waitsFor']", "unit.mandate.legal");
        await page.Locator("[name='edits.sites.to']").First.FillAsync("Nairobi");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the unit" }).ClickAsync();
        await Assertions.Expect(page.GetByText("5 missing")).ToBeVisibleAsync();
        await NoBarriers(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Anti-trafficking unit" }).ClickAsync();
        await Assertions.Expect(page.GetByText("the minimum is 10")).ToBeVisibleAsync();
        await NoBarriers(page);
        await Picture(page, "unit-new");

        // Numbers that do not add up are refused with by how much.
        var post = await Open(page, "Add a line to the staffing table");
        await post.Locator("[name='edits.function.to']").FillAsync("Investigator");
        await post.Locator("[name='edits.numbers.to.authorized']").FillAsync("16");
        await post.Locator("[name='edits.numbers.to.filled']").FillAsync("18");
        await post.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“Filled” (18) is 2 more than “Authorized” (16)");
        post = await Open(page, "Add a line to the staffing table");
        await post.Locator("[name='edits.function.to']").FillAsync("Investigator");
        await post.Locator("[name='edits.numbers.to.authorized']").FillAsync("16");
        await post.Locator("[name='edits.numbers.to.filled']").FillAsync("12");
        await post.Locator("[name='edits.numbers.to.filledByWomen']").FillAsync("6");
        await post.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("50 %").First).ToBeVisibleAsync();

        var vetting = await Open(page, "Record outcomes of vetting");
        await vetting.Locator("[name='totals.to.cleared']").FillAsync("12");
        await vetting.Locator("[name='totals.to.notCleared']").FillAsync("1");
        await vetting.GetByRole(AriaRole.Button).ClickAsync();

        var procedure = await Open(page, "Add a procedure");
        await procedure.Locator("[name='edits.title.to']").FillAsync("Interviews");
        await procedure.Locator("[name='edits.standing.to.state']").SelectOptionAsync("adopted");
        await procedure.Locator("[name='edits.standing.to.on']").FillAsync(Day(-2));
        await procedure.Locator("[name='edits.control.to.on']").FillAsync(Day(-3));
        await procedure.Locator("[name='edits.control.to.children']").SelectOptionAsync("found");
        await procedure.Locator("[name='edits.control.to.victims']").SelectOptionAsync("found");
        await procedure.GetByRole(AriaRole.Button).ClickAsync();

        var agreement = await Open(page, "Add a referral agreement");
        await agreement.Locator("[name='edits.with.to']").FillAsync("Safe House");
        await agreement.Locator("[name='edits.terms.to.signedOn']").FillAsync(Day(-10));
        await agreement.Locator("[name='edits.terms.to.until']").FillAsync(Day(100));
        await agreement.GetByLabel("shelter").CheckAsync();
        await agreement.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("No premises are handed over in full.")).ToBeVisibleAsync();

        // Handing over waits for the screening.
        await HandOver(page, "Add premises or equipment");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("due diligence");
        foreach (var task in new[] { "case.request.log", "case.request.ack", "case.scoping.focal", "case.scoping.rights" })
            await Site.Try(officer, reference, new CompleteTask(task, null, task == "case.scoping.rights" ? new("Low risk") : null));
        await HandOver(page, "Add premises or equipment");
        await Assertions.Expect(page.GetByText("The unit is operational.")).ToBeVisibleAsync();
        await NoBarriers(page);
        await Picture(page, "unit-ready");

        var year = await Open(page, $"Totals of {Site.Clock.GetUtcNow().Year - 1}");
        await year.Locator("[name='totals.to.referred.women']").FillAsync("20");
        await year.Locator("[name='totals.to.referred.girls']").FillAsync("6");
        await year.Locator("[name='totals.to.trafficking.investigations']").FillAsync("14");
        await year.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("14 investigations, – prosecutions, – convictions")).ToBeVisibleAsync();

        // What was recorded counts itself.
        await page.GotoAsync($"/engagements/{reference}?tab=results");
        await Assertions.Expect(Cell(page, "UNIT-1", Site.Clock.GetUtcNow().Year)).ToHaveTextAsync("1");
        await Assertions.Expect(Cell(page, "UNIT-6", Site.Clock.GetUtcNow().Year - 1)).ToHaveTextAsync("14");

        await page.GotoAsync($"/engagements/{reference}?tab=history");
        await Assertions.Expect(page.GetByText("Anti-trafficking unit: operational")).ToBeVisibleAsync();
        await NoBarriers(page);

        using var client = await Site.SignedIn(officer);
        Assert.Contains("\"operational\":true", await client.GetStringAsync($"/api/engagements/{reference}/units/readiness"));
        Assert.Contains("\"no-referral-in-force\"", await client.GetStringAsync($"/api/engagements/{reference}/units/readiness?on={Day(101)}"));
        Assert.Contains("\"referralsWithNgos\":1", await client.GetStringAsync($"/api/engagements/{reference}/units/totals"));
    }

    [Fact]
    public async Task A_session_is_planned_and_counted_by_the_partner_that_holds_it()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var iom = await Site.Add(AccountRoles.Partner, organization: "iom");
        var reference = await Site.Engagement(officer, "KEN", WorkstreamKind.Training);
        await Site.Do(officer, reference, new AddParticipant(new(new("iom"), "IOM", ParticipationPart.Partner)));
        await Site.Do(officer, reference, new AddParticipant(new(new("unicef"), "UNICEF", ParticipationPart.Partner)));
        var page = await SignIn(officer, $"/engagements/{reference}?tab=training");
        await NoBarriers(page);

        await page.GetByText("Record the needs of a target group").ClickAsync();
        var need = await Open(page, "labour inspection");
        await need.Locator("[name='need.to.gaps']").FillAsync("Signs of forced labour");
        await need.Locator("[name='need.to.on']").FillAsync(Day(-30));
        await need.Locator("[name='need.to.people']").FillAsync("60");
        await need.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("Signs of forced labour").First).ToBeVisibleAsync();

        var course = await Open(page, "Add a course");
        await course.Locator("[name='edits.title.to']").FillAsync("Investigating trafficking");
        await course.Locator("[name='edits.language.to']").FillAsync("en");
        await course.Locator("[name='edits.modules.to']").First.FillAsync("Interviews");
        await course.GetByLabel("police").CheckAsync();
        await course.GetByRole(AriaRole.Button).ClickAsync();

        var plan = await Open(page, "Add a session");
        await plan.Locator("[name='edits.course.to']").SelectOptionAsync(new SelectOptionValue { Label = "Investigating trafficking" });
        await plan.Locator("[name='edits.dates.to.start']").FillAsync(Day(-12));
        await plan.Locator("[name='edits.dates.to.due']").FillAsync(Day(-8));
        await plan.Locator("[name='edits.place.to']").FillAsync("Nairobi");
        await plan.Locator("[name='edits.partner.to']").SelectOptionAsync("iom");
        await plan.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("not reported").First).ToBeVisibleAsync();
        await NoBarriers(page);
        await Picture(page, "training");

        // The partner counts; what does not add up is refused with by how much.
        var partner = await SignIn(iom, $"/engagements/{reference}?tab=training");
        await Assertions.Expect(partner.GetByText("Signs of forced labour")).Not.ToBeVisibleAsync();
        await NoBarriers(partner);
        await partner.GetByRole(AriaRole.Link, new() { Name = "Investigating trafficking" }).ClickAsync();
        await NoBarriers(partner);
        await Count(partner, completed: "9");
        await Assertions.Expect(partner.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 1: “Completed” (9) is 2 more than “Attended” (7)");
        await Count(partner, completed: "6");
        await Assertions.Expect(partner.Locator("tfoot").First).ToContainTextAsync("16");
        await NoBarriers(partner);
        await Picture(partner, "session-partner");

        var learning = await Open(partner, "Enter tests and certificates");
        await learning.Locator("[name='tests.to.before.mean']").FillAsync("48.5");
        await learning.Locator("[name='tests.to.before.tested']").FillAsync("16");
        await learning.Locator("[name='tests.to.after.mean']").FillAsync("71");
        await learning.Locator("[name='tests.to.after.tested']").FillAsync("15");
        await learning.Locator("[name='certificates.to.women']").FillAsync("6");
        await learning.Locator("[name='certificates.to.men']").FillAsync("8");
        await learning.Locator("[name='certificates.to.notStated']").FillAsync("0");
        await learning.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(partner.GetByText("48.5 % (16 people tested)")).ToBeVisibleAsync();

        var followUp = await Open(partner, "Enter the follow-up");
        await followUp.Locator("[name='counts.asked']").FillAsync("14");
        await followUp.Locator("[name='counts.answered']").FillAsync("10");
        await followUp.Locator("[name='counts.applying']").FillAsync("7");
        await followUp.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(partner.GetByText("14 asked, 10 answered, 7 apply")).ToBeVisibleAsync();
        await NoBarriers(partner);

        // The officer sees attendances and persons apart.
        await page.GotoAsync($"/engagements/{reference}?tab=training");
        var row = page.Locator("tr", new() { HasText = "Courses" }).First;
        await Assertions.Expect(row.Locator("[data-label=Attendances]")).ToContainTextAsync("16");
        await Assertions.Expect(row.Locator("[data-label='Unique persons']")).ToContainTextAsync("12");
        await NoBarriers(page);
        await Picture(page, "training-counted");

        // What the partner entered is an indicator: unique persons, not attendances.
        var held = Site.Clock.GetUtcNow().UtcDateTime.AddDays(-8).Year;
        await page.GotoAsync($"/engagements/{reference}?tab=results");
        await Assertions.Expect(Cell(page, "TRN-1", held)).ToHaveTextAsync("12");
        await Assertions.Expect(Cell(page, "TRN-3", held)).ToHaveTextAsync("1");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^TRN-1 ") }).ClickAsync();
        await Assertions.Expect(page.GetByText("men 5, women 7")).ToBeVisibleAsync();
        await NoBarriers(page);

        using var client = await Site.SignedIn(officer);
        Assert.Contains("\"attendances\":16", await client.GetStringAsync($"/api/engagements/{reference}/training/totals"));
        using var other = await Site.SignedIn(iom);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/engagements/{reference}/training/totals")).StatusCode);
        using var unicef = await Site.SignedIn(await Site.Add(AccountRoles.Partner, organization: "unicef"));
        Assert.DoesNotContain("Investigating trafficking", await unicef.GetStringAsync($"/engagements/{reference}?tab=training"));
    }

    private static async Task HandOver(IPage page, string summary)
    {
        var item = await Open(page, summary);
        await item.Locator("[name='edits.name.to']").FillAsync("Interview rooms");
        await item.Locator("[name='edits.kind.to']").SelectOptionAsync("premises");
        await item.Locator("[name='edits.numbers.to.quantity']").FillAsync("2");
        await item.Locator("[name='edits.numbers.to.delivered']").FillAsync("2");
        await item.Locator("[name='edits.numbers.to.handedOver']").FillAsync("2");
        await item.Locator("[name='edits.numbers.to.handedOverOn']").FillAsync(DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await item.Locator("[name='edits.conditions.to']").FillAsync("None, because rooms cannot be used otherwise");
        await item.GetByRole(AriaRole.Button).ClickAsync();
    }

    private static async Task Count(IPage page, string completed)
    {
        var form = page.Locator("form[action$='report-attendance']");
        if (!await form.IsVisibleAsync())
            await page.GetByText("Enter the counts").ClickAsync();
        foreach (var (line, values) in new[] { (0, new[] { "female", "police", "from25-to34", "8", "7", completed, "7" }), (1, ["male", "prosecution", "from35-to49", "10", "9", "8", "5"]) })
        {
            foreach (var (field, value) in new[] { "sex", "institution", "age" }.Zip(values))
                await form.Locator($"[name='counts.cells[{line}].{field}']").SelectOptionAsync(value);
            foreach (var (field, value) in new[] { "invited", "attended", "completed", "firstTime" }.Zip(values.Skip(3)))
                await form.Locator($"[name='counts.cells[{line}].{field}']").FillAsync(value);
        }

        await form.Locator("[name='counts.attended']").FillAsync("16");
        await form.GetByRole(AriaRole.Button).ClickAsync();
    }

    /// <summary>What the table of results says of an indicator for a year.</summary>
    private static ILocator Cell(IPage page, string indicator, int year) =>
        page.GetByRole(AriaRole.Row, new() { NameRegex = new($"^{indicator} ") }).Locator($"td[data-label='{year}']");

    /// <summary>Opens a part of the page by its summary, and gives the form in it.</summary>
    private static async Task<ILocator> Open(IPage page, string summary)
    {
        var details = page.Locator("details", new() { Has = page.Locator($"> summary:text-is('{summary}')") }).Last;
        if (await details.GetAttributeAsync("open") is null)
            await details.Locator("summary").First.ClickAsync();
        return details.Locator("form").First;
    }

    private string Day(int fromToday) => Iso(Today.AddDays(fromToday));
}
