using System.Diagnostics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TA.Web.Placement;
using TA.Web.Security;

namespace TA.Web.Health;

/// <summary>What <c>GET /health</c> answers.</summary>
/// <param name="Status"><c>ready</c>, <c>not ready</c> or <c>stopping</c>.</param>
/// <param name="Parts">What the site stands on; left out for everybody but administrators.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<HealthPart>? Parts = null);

/// <summary>One part that the site stands on.</summary>
/// <param name="Name"><c>database</c>, <c>tables</c>, <c>grain-storage</c>, <c>silo</c> or, on PostgreSQL, <c>portfolio</c>.</param>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> (the site goes on, but something lacks) or <c>unhealthy</c>.</param>
/// <param name="Milliseconds">How long it took to answer.</param>
/// <param name="Why">What is wrong; null where nothing is.</param>
internal sealed record HealthPart(string Name, string Status, long Milliseconds, string? Why);

/// <summary>
/// Says whether the site can serve people. What was asked within the last second is not asked again, and never twice at once: probes cost nothing, and nobody can have the site ask more often.
/// </summary>
internal sealed class SiteHealth(HealthCheckService checks, Stopping stopping)
{
    private const string Live = "live";
    private const string Ready = "ready";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _asked;
    private long _askedAt;

    /// <summary>Adds the health of the site and its parts, and the orderly stop.</summary>
    public static void AddTo(IServiceCollection services, Placed placed)
    {
        var parts = services.AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", tags: [Ready], timeout: Ask.Limit)
            .AddCheck<TablesFit>("tables", tags: [Ready], timeout: Ask.Limit)
            .AddCheck<GrainStorageAnswers>("grain-storage", tags: [Ready], timeout: Ask.Limit)
            .AddCheck<SiloActive>("silo", tags: [Ready])
            .AddCheck<SiloAlive>("silo-alive", tags: [Live]);
        // On one machine there is nobody else who could serve people meanwhile.
        if (placed.ConnectionString is not null)
            parts.AddCheck<PortfolioFilled>("portfolio", tags: [Ready], timeout: Ask.Limit);
        services.AddSingleton<SiteHealth>();
        services.AddStopping(placed);
    }

    /// <summary>Whether the process can be left running.</summary>
    public async Task<bool> IsLive() => (await checks.CheckHealthAsync(check => check.Tags.Contains(Live))).Status != HealthStatus.Unhealthy;

    /// <summary>Whether requests may be sent here: every part answers, and the site is not about to stop.</summary>
    public async Task<bool> IsReady() => !stopping.HasBegun && (await Report()).Status != HealthStatus.Unhealthy && !stopping.HasBegun;

    /// <summary>The same in words.</summary>
    /// <param name="withParts">Whether the parts are told.</param>
    public async Task<HealthAnswer> Answer(bool withParts)
    {
        var report = await Report();
        var status = stopping.HasBegun ? "stopping" : report.Status == HealthStatus.Unhealthy ? "not ready" : "ready";
        return new(status, !withParts ? null : [.. report.Entries.Select(e =>
            new HealthPart(e.Key, e.Value.Status.ToString().ToLowerInvariant(), (long)e.Value.Duration.TotalMilliseconds, e.Value.Description))]);
    }

    private Task<HealthReport> Report()
    {
        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && Stopwatch.GetElapsedTime(_askedAt) >= Fresh))
                (_asked, _askedAt) = (checks.CheckHealthAsync(check => check.Tags.Contains(Ready)), Stopwatch.GetTimestamp());
            return _asked;
        }
    }
}

/// <summary>The addresses that say whether the site is well.</summary>
internal static class HealthRoutes
{
    /// <summary>Adds the health of the site and its orderly stop.</summary>
    public static void AddSiteHealth(this IServiceCollection services, Placed placed) => SiteHealth.AddTo(services, placed);

    /// <summary>
    /// <c>/health/live</c> answers 200 while the process is worth keeping, <c>/health/ready</c> while requests may be sent to it; both 503 otherwise, and both look at no cookie, so that they
    /// need nothing but what they ask. <c>/health</c> tells administrators the parts, and everybody else the whole.
    /// </summary>
    public static void MapSiteHealth(this IEndpointRouteBuilder site)
    {
        site.MapGet("/health/live", async (HttpContext context, SiteHealth health) => Word(context, await health.IsLive(), "live", "dead")).AllowAnonymous().ShortCircuit();
        site.MapGet("/health/ready", async (HttpContext context, SiteHealth health) => Word(context, await health.IsReady(), "ready", "not ready")).AllowAnonymous().ShortCircuit();
        site.MapGet("/health", async (HttpContext context, SiteHealth health) =>
        {
            var answer = await health.Answer(await IsAdministrator(context));
            return Results.Json(answer, JsonShown, statusCode: Status(context, answer.Status == "ready"));
        }).AllowAnonymous().ShortCircuit();
    }

    private static readonly System.Text.Json.JsonSerializerOptions JsonShown = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static IResult Word(HttpContext context, bool isWell, string well, string otherwise) => Results.Text(isWell ? well : otherwise, statusCode: Status(context, isWell));

    private static int Status(HttpContext context, bool isWell)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (isWell)
            return StatusCodes.Status200OK;
        context.Response.Headers.RetryAfter = "5";
        return StatusCodes.Status503ServiceUnavailable;
    }

    /// <summary>Whoever cannot be signed in, since the database does not answer, is nobody.</summary>
    private static async Task<bool> IsAdministrator(HttpContext context)
    {
        try
        {
            var found = await context.AuthenticateAsync();
            return found.Principal is { } principal && SignedInPerson.From(principal) is { } person && person.Roles.HasFlag(AccountRoles.Administrator);
        }
        catch (Exception)
        {
            return false;
        }
    }
}
