using TA.Web.Security;

namespace TA.Web.Pages;

/// <summary>The entrance.</summary>
internal static class Home
{
    /// <summary>Leads everybody to where they begin.</summary>
    public static void MapHome(this IEndpointRouteBuilder site) =>
        site.MapGet("/", (HttpContext context) => Results.Redirect(NavigationItem.Home(SignedInPerson.From(context.User)!)));
}
