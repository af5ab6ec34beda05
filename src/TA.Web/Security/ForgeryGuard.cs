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
        if (IsSafe(context.Request.Method) || context.User.Identity?.AuthenticationType == Schemes.Token || await Refusal(context) is not { } status)
            await next(context);
        else if (Problems.IsApi(context.Request) && status == StatusCodes.Status400BadRequest)
            await Problems.Write(context, status, "proof-missing", "Problem.ProofMissing");
        else
            context.Response.StatusCode = status;
    });

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    // A form has to be read for its proof: one that is too large to be read is that, and not without proof.
    private static async Task<int?> Refusal(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return null;
        }
        catch (AntiforgeryValidationException fault)
        {
            return fault.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
        }
    }
}
