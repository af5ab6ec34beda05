using System.Security.Cryptography;

namespace TA.Web.Pages;

/// <summary>The one stylesheet. Its address changes with its content, so that browsers keep it for a year.</summary>
internal static class Stylesheet
{
    private static readonly byte[] Content = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", "site.css"));

    /// <summary>The address that pages link to.</summary>
    public static readonly string Address = $"/site.css?v={Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}";

    /// <summary>Serves the files of wwwroot to everybody, before sign-in.</summary>
    public static void UseStylesheet(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=600",
    });
}
