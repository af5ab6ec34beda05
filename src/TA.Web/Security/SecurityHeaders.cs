namespace TA.Web.Security;

/// <summary>Another content security policy than the strict one, as metadata of an endpoint that needs it.</summary>
/// <param name="Policy">The whole header.</param>
public sealed record ContentSecurityPolicy(string Policy);

/// <summary>The headers that tell a browser to be careful.</summary>
internal static class SecurityHeaders
{
    /// <summary>No script, nothing from elsewhere, no style but the stylesheet's.</summary>
    public const string StrictPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Puts the headers on every answer.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        app.UseHsts();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<ContentSecurityPolicy>()?.Policy ?? StrictPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                if (headers.CacheControl.Count == 0)
                    headers.CacheControl = "no-cache, private";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
