using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;
using TA.Casework.Telemetry;
using TA.Web.Placement;

namespace TA.Web;

/// <summary>
/// Sends traces, measures and the log to whoever <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names, in the OpenTelemetry protocol. Without that setting nothing is collected at all. The other settings of
/// OpenTelemetry (<c>OTEL_SERVICE_NAME</c>, <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_TRACES_SAMPLER</c>, …) are read as it defines them.
/// </summary>
internal static class SiteTelemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds it where it is wanted.</summary>
    /// <exception cref="SettingsException">The setting is no address.</exception>
    public static void AddSiteTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 } endpoint)
            return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new SettingsException($"{Endpoint} must be an address like 'http://collector.example.org:4317'.");
        builder.UseOrleans(silo => silo.AddActivityPropagation());
        builder.Logging.AddOpenTelemetry(log => log.IncludeScopes = true);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : "ta", serviceInstanceId: Environment.MachineName))
            .WithTracing(traces => traces
                .AddSource(Traces.Name, ActivitySources.ApplicationGrainActivitySourceName, ActivitySources.StorageActivitySourceName, "Npgsql")
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !context.Request.Path.StartsWithSegments("/health"))
                .AddHttpClientInstrumentation()
                .AddProcessor<WithoutPeople>())
            .WithMetrics(metrics => metrics
                .AddMeter(Measures.Name, "Microsoft.Orleans")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation())
            .UseOtlpExporter();
    }

    /// <summary>Takes out of the parts of a trace what belongs to a person: address and browser of whoever asked, what was sought, and which account.</summary>
    private sealed class WithoutPeople : BaseProcessor<Activity>
    {
        private static readonly string[] Personal = ["client.address", "network.peer.address", "network.peer.port", "user_agent.original", "url.query", "url.full", "db.connection_string", "db.user"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Personal)
                data.SetTag(tag, null);
            if (data.GetTagItem("http.route") is string route && route.Contains("account", StringComparison.Ordinal))
                data.SetTag("url.path", route);
        }
    }
}
