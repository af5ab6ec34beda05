using Microsoft.Playwright;

namespace TA.Web.Tests.Kit;

/// <summary>Somebody's way through the site in Chromium.</summary>
public abstract class Journey(Browser browser, SharedSite shared) : IClassFixture<Browser>, IClassFixture<SharedSite>
{
    protected RunningSite Site { get; } = shared.Site;

    protected DateOnly Today => Site.Today();

    protected async Task<IPage> SignIn(TestAccount account, string to)
    {
        var page = await browser.Open(Site);
        await page.GotoAsync($"/sign-in?return={Uri.EscapeDataString(to)}");
        await page.FillAsync("[name=email]", account.Email);
        await page.FillAsync("[name=password]", account.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**{to.Split('?')[0]}*");
        return page;
    }

    protected static async Task NoBarriers(IPage page) => Assert.Empty(await Browser.Barriers(page));

    protected static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Pictures to look at, where TA_PICTURES is 1: as it is, and from right to left.</summary>
    protected static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TA_PICTURES") != "1")
            return;
        await Browser.Picture(page, name);
        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        await Browser.Picture(page, $"{name}-rtl");
        await page.EvaluateAsync("document.documentElement.dir = 'ltr'");
    }
}
