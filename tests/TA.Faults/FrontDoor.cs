using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace TA.Faults;

/// <summary>
/// The proxy that a cluster stands behind: it gives requests to the silos in turn, leaves out those that are not ready (asked each second), and answers 503 with <c>Retry-After</c> for one that
/// breaks the connection or lets a request wait for 29 s.
/// </summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private const string Silos = "silos";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(29);

    private readonly WebApplication app;
    private readonly InMemoryConfigProvider destinations;
    private int outOfPatience;
    private int brokenOff;

    private FrontDoor(WebApplication app, InMemoryConfigProvider destinations) => (this.app, this.destinations) = (app, destinations);

    public Uri Address => new(app.Urls.First());

    /// <summary>How many requests waited until its patience was at an end.</summary>
    public int OutOfPatience => outOfPatience;

    /// <summary>How many answers had begun when the silo broke them off: of those nobody can be told anything any more.</summary>
    public int BrokenOff => brokenOff;

    public static async Task<FrontDoor> Start()
    {
        var destinations = new InMemoryConfigProvider([new RouteConfig { RouteId = "all", ClusterId = Silos, Match = new RouteMatch { Path = "{**all}" } }], [Cluster([])]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IProxyConfigProvider>(destinations).AddReverseProxy();
        var app = builder.Build();
        var door = new FrontDoor(app, destinations);
        app.MapReverseProxy(pipeline =>
        {
            pipeline.Use(door.Answer);
            pipeline.UseLoadBalancing();
        });
        await app.StartAsync();
        return door;
    }

    /// <summary>Leads to these silos from now on.</summary>
    public void LeadsTo(IEnumerable<Uri> silos) => destinations.Update(destinations.GetConfig().Routes, [Cluster(silos)]);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var fault = context.GetForwarderErrorFeature()?.Error;
        if (fault is ForwarderError.RequestTimedOut)
            Interlocked.Increment(ref outOfPatience);
        if (fault is not null && context.Response.HasStarted)
            Interlocked.Increment(ref brokenOff);
        if (fault is null || context.Response.HasStarted)
            return;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
    }

    private static ClusterConfig Cluster(IEnumerable<Uri> silos) => new()
    {
        ClusterId = Silos,
        LoadBalancingPolicy = LoadBalancingPolicies.RoundRobin,
        Destinations = silos.ToDictionary(s => $"{s.Port}", s => new DestinationConfig { Address = s.ToString() }),
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = Patience },
        HealthCheck = new HealthCheckConfig
        {
            // Where none is known to be ready, an answer by any is better than none at all.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true, Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(2), Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures, Path = "/health/ready",
            },
        },
    };
}
