using Microsoft.AspNetCore.Authorization;
using Orleans.Dashboard;
using TA.Web.Security;

namespace TA.Web.Cluster;

/// <summary>
/// The dashboard of Orleans, for administrators: which machines there are, how many grains of each kind are active, which calls take how long. It has no sign-in of its own. What shows the state of a
/// grain, or the log, is closed, and so is whatever a later release adds: only what is named here is let through.
/// </summary>
internal static class ClusterDashboard
{
    /// <summary>Where it lies.</summary>
    public const string Address = "/cluster";

    /// <summary>It is made of scripts that fetch figures, unlike the site's own pages; nothing comes from elsewhere.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly HashSet<string> Pages = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "index.html", "index.min.js", "index.css", "favicon.ico", "version", "DashboardCounters", "ClusterStats", "TopGrainMethods", "GrainTypes", "LifecycleStages", "Reminders",
    };

    private static readonly HashSet<string> Folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "fonts", "img", "HistoricalStats", "SiloMetadata", "SiloProperties", "SiloStats", "SiloCounters", "GrainStats", "Reminders",
    };

    /// <summary>Has the silo collect what the dashboard shows. Calls are measured only while somebody looks.</summary>
    public static ISiloBuilder AddClusterDashboard(this ISiloBuilder silo) => silo.AddDashboard(dashboard => dashboard.HideTrace = true);

    /// <summary>Adds its address. The dashboard itself, some 20 MB of files, is made when the first administrator comes.</summary>
    public static void MapClusterDashboard(this WebApplication site)
    {
        var dashboard = new Lazy<RequestDelegate>(() => Make(site.Services));
        site.MapGet($"{Address}/{{**path}}", async context =>
        {
            if (!IsShown(context.Request.RouteValues["path"] as string ?? ""))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.SetEndpoint(null);
            await dashboard.Value(context);
        }).RequireAuthorization(new AuthorizeAttribute { Roles = nameof(AccountRoles.Administrator) });
    }

    private static bool IsShown(string path) => Pages.Contains(path) || (path.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && Folders.Contains(path[..end]));

    private static RequestDelegate Make(IServiceProvider services)
    {
        var dashboard = new ApplicationBuilder(services);
        dashboard.UseRouting();
        dashboard.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(Address).WithMetadata(new ContentSecurityPolicy(Policy)));
        return dashboard.Build();
    }
}
