using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace TA.Web.Pages;

/// <summary>
/// The languages of pages: the six official ones of the United Nations. A request's language is that of <c>?lang=</c>, which is then
/// kept in a cookie, else that of the cookie, else the browser's.
/// </summary>
internal static class Languages
{
    private const string Query = "lang";

    /// <summary>Their BCP 47 tags, English first.</summary>
    public static readonly IReadOnlyList<string> All = ["en", "fr", "es", "ar", "zh", "ru"];

    /// <summary>Chooses the language of each request.</summary>
    public static void UseLanguages(this WebApplication app)
    {
        var cookie = app.Services.GetRequiredService<SiteSettings>().CookiePrefix + ".language";
        var cultures = All.Select(CultureInfo.GetCultureInfo).ToArray();
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture("en"),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            ApplyCurrentCultureToResponseHeaders = true,
            RequestCultureProviders =
            [
                new QueryStringRequestCultureProvider { QueryStringKey = Query, UIQueryStringKey = Query },
                new CookieRequestCultureProvider { CookieName = cookie },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ],
        });
        app.Use((context, next) =>
        {
            if (context.Request.Query[Query].ToString() is { Length: > 0 } language)
                Keep(context, language);
            return next(context);
        });
    }

    /// <summary>Keeps a language for the requests to come; one that is not offered is ignored.</summary>
    public static void Keep(HttpContext context, string language)
    {
        if (All.Contains(language))
            context.Response.Cookies.Append(
                context.RequestServices.GetRequiredService<SiteSettings>().CookiePrefix + ".language",
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
    }
}
