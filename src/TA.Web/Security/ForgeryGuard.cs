using Microsoft.AspNetCore.Antiforgery;
using TA.Web.Api;

namespace TA.Web.Security;

/// <summary>
/// Refuses (400) every request that changes something without proof that it comes from a page of ours: a form carries the proof in
/// a field, a call of the API with the page's cookie in the header RequestVerificationToken. A request signed in by a token needs
/// none, since no browser sends a token by itself. It stands before all endpoints, so that none can forget it.
/// </summary>
internal static class ForgeryGuard
{
    /// <summary>Puts the guard into the pipeline. It has to come after authentication.</summary>
    public static void UseForgeryGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IsSafe(context.Request.Method) || context.User.Identity?.AuthenticationType == Schemes.Token || await HasProof(context))
            await next(context);
        else if (Problems.IsApi(context.Request))
            await Problems.Write(context, StatusCodes.Status400BadRequest, "proof-missing", "Problem.ProofMissing");
        else
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
    });

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static async Task<bool> HasProof(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }
}
