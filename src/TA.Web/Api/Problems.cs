using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using TA.Web.Resources;

namespace TA.Web.Api;

/// <summary>Errors of the API as problem details (RFC 9457). The type is stable; the sentence is for the person.</summary>
internal static class Problems
{
    /// <summary>Whether a request is one of the API's, or for its description: answered with problem details and never with a page, and open to a personal token.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi");

    /// <summary>Answers that nobody is signed in, or that the token is not valid (any more).</summary>
    public static Task NotSignedIn(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem.NotSignedIn.ExecuteAsync(context);
    }

    /// <summary>Answers that the person's role does not allow this.</summary>
    public static Task NotAllowed(HttpContext context) =>
        ApiProblem.NotAllowed.ExecuteAsync(context);

    /// <summary>Answers with a problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="type">The stable name of the problem, which follows <c>urn:ta:problem:</c>.</param>
    /// <param name="sentence">The key of the sentence in the resources.</param>
    public static Task Write(HttpContext context, int status, string type, string sentence)
    {
        var texts = context.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new ProblemDetails { Status = status, Type = $"urn:ta:problem:{type}", Title = texts[sentence], Instance = context.Request.Path },
            options: null, contentType: "application/problem+json");
    }
}
