using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using TA.Web.Security;

namespace TA.Web.Pages;

/// <summary>The entrance, and the two addresses that say whether the site is well.</summary>
internal static class Home
{
    /// <summary>Leads everybody to where they begin.</summary>
    public static void MapHome(this IEndpointRouteBuilder site) =>
        site.MapGet("/", (HttpContext context) => Results.Redirect(NavigationItem.Home(SignedInPerson.From(context.User)!)));

    /// <summary>/health/live answers while the process runs; /health/ready while it can serve people.</summary>
    public static void MapSiteHealth(this IEndpointRouteBuilder site)
    {
        site.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        site.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }
}
