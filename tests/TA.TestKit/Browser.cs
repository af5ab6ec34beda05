using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace TA.TestKit;

/// <summary>Debian's Chromium, steered by Playwright. One is started for a class of tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Where pictures of pages are put.</summary>
    public static readonly string Pictures = Path.Combine(Path.GetTempPath(), "ta-pictures");

    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TA_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A new window with cookies of its own.</summary>
    /// <param name="site">The site that its addresses belong to.</param>
    /// <param name="width">The width of the window in CSS pixels; 360 is a small phone.</param>
    /// <param name="dark">Whether the person prefers dark pages.</param>
    /// <param name="scripts">Whether scripts run; pages need none, axe does.</param>
    /// <param name="policy">Whether the site's content security policy holds although scripts run; axe cannot be used then.</param>
    public async Task<IPage> Open(RunningSite site, int width = 1280, bool dark = false, bool scripts = true, bool policy = false)
    {
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            Locale = "en-GB",
            // axe puts a script into the page, which the site's policy forbids.
            BypassCSP = scripts && !policy,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    /// <summary>Puts a picture of the whole page into <see cref="Pictures"/>.</summary>
    public static Task Picture(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });

    /// <summary>What axe finds wrong with a page, one line a rule and place; empty when it finds nothing.</summary>
    public static async Task<IReadOnlyList<string>> Barriers(IPage page)
    {
        AxeResult result = await page.RunAxe();
        return [.. result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}"))];
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
