using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Web.Api;
using TA.Web.Cluster;
using TA.Web.Health;
using TA.Web.Pages;
using TA.Web.Pages.Accounts;
using TA.Web.Pages.Engagements;
using TA.Web.Pages.Legislation;
using TA.Web.Pages.Plan;
using TA.Web.Pages.Portfolio;
using TA.Web.Pages.ResultsAndRisks;
using TA.Web.Placement;
using TA.Web.Security;

namespace TA.Web;

/// <summary>The web site as a whole: which parts it has and in which order a request passes them.</summary>
public static class Site
{
    /// <summary>Puts the site together without starting it.</summary>
    /// <param name="settings">What the verb says.</param>
    /// <param name="replace">Called last, so that a test can put its own parts in place of the real ones.</param>
    public static WebApplication Build(SiteSettings settings, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "TA.Web",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings.Overrides);
        var placed = PlacementSettings.Read(builder.Configuration);
        if (placed.UsesFolder)
            DataFolder.MakePrivate(settings.DataFolder);
        var database = placed.Open(settings.DataFolder);
        builder.WebHost.UseUrls(settings.Urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddSiteLogging(builder.Configuration, settings);
        builder.AddSiteTelemetry();
        builder.AddCasework(settings, placed, database);

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(placed);
        services.AddSingleton(_ => database); // by a factory, so that the container closes it
        services.AddSingleton<Migration>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddLocalization();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddProblemDetails();
        services.AddApiDescription();
        services.AddSingleton<Resources.Sentences>();
        services.AddSingleton<Pages.NotDone.NotDoneForms>();
        services.AddSecurity(settings, database);
        services.AddSiteHealth(placed);
        replace?.Invoke(services);

        var app = builder.Build();
        // What takes long and waits for nothing is made beside the rest. Where it fails, whoever needs it meets the same fault.
        _ = Task.Run(() => MakeModels(app.Services));
        app.UseFaultAnswers();
        app.UseSecurityHeaders();
        app.UseStopping();
        app.UseStylesheet();
        app.UseLanguages();
        app.UseStatusAnswers();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseForgeryGuard();
        app.UseAntiforgery();

        app.MapHome();
        app.MapSiteHealth();
        app.MapSignIn();
        app.MapSetup();
        app.MapMyAccount();
        app.MapAccounts();
        app.MapClusterDashboard();
        app.MapEngagementPages();
        app.MapPlanPages();
        app.MapPortfolioPages();
        app.MapProgrammePages();
        app.MapOrganizationPages();
        app.MapLegislationPages();
        app.MapResultsPages();
        app.MapApi();
        return app;
    }

    private static void MakeModels(IServiceProvider services)
    {
        using (var scope = services.CreateScope())
            _ = scope.ServiceProvider.GetRequiredService<AccountsDb>().Model;
        PortfolioSetup.MakeModels(services);
    }

    /// <summary>
    /// Brings the files that the site stands on up to date, or looks whether the tables of a server are; then makes the accounts that a verb brings along. To be called before it starts.
    /// </summary>
    /// <exception cref="NotMigratedException">The tables of a server are not those of this release.</exception>
    public static async Task Prepare(WebApplication app, Func<Task>? makeAccounts = null)
    {
        // The silo is made beside it.
        _ = Task.Run(() => app.Services.GetServices<IHostedService>());
        await app.Services.GetRequiredService<Migration>().AtStart();
        if (makeAccounts is not null)
            await makeAccounts();
        await app.Services.GetRequiredService<SetupCode>().OpenIfNobodyIsThere();
    }
}
