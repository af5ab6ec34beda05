namespace TA.Web.Tests.Pages;

public sealed class SignInPageTests(Browser browser, SharedSite shared) : IClassFixture<Browser>, IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task Somebody_signs_in_with_the_keyboard_alone()
    {
        var officer = await site.Add(AccountRoles.Officer);
        var page = await browser.Open(site, scripts: false);
        await page.GotoAsync("/sign-in?return=/account");
        await Assertions.Expect(page.Locator("[name=email]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(officer.Email);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(officer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/account");
        await Assertions.Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "My account" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, false, "en")]
    [InlineData(360, false, "en")]
    [InlineData(360, true, "ar")]
    public async Task Pages_of_accounts_have_no_barriers(int width, bool dark, string language)
    {
        var administrator = await site.Add(AccountRoles.Administrator);
        await site.Add(AccountRoles.Partner);
        await site.NewToken(administrator);
        var page = await browser.Open(site, width, dark);
        await page.GotoAsync($"/sign-in?lang={language}&return=/account");
        await Check("sign-in");
        await page.FillAsync("[name=email]", administrator.Email);
        await page.FillAsync("[name=password]", "not the password");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        await Check("sign-in-refused");
        await page.FillAsync("[name=password]", administrator.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/account");
        await Check("my-account");
        await page.GotoAsync("/accounts");
        await page.Locator("summary").Last.ClickAsync();
        await Check("accounts");
        await page.GotoAsync("/nothing-here");
        await Check("not-found");

        async Task Check(string name)
        {
            await Browser.Picture(page, $"{name}-{width}-{language}");
            Assert.Empty(await Browser.Barriers(page));
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }
}
