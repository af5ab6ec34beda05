using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TA.Web.Tests.Telemetry;

/// <summary>A part of a trace as it came in.</summary>
public sealed record Span(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>A tiny collector: takes what is sent in the OpenTelemetry protocol over HTTP (opentelemetry-proto 1.x) and keeps it.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = [];

    private Collector(WebApplication app) => _app = app;

    /// <summary>Starts it on a free port.</summary>
    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector._received.Enqueue((signal, body.ToArray()));
        });
        await app.StartAsync();
        return collector;
    }

    /// <summary>The settings of a site that sends everything here, soon.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    /// <summary>All parts of traces so far.</summary>
    public List<Span> Spans => [.. Parts("traces").SelectMany(scope => Protobuf.Messages(scope, 2)).Select(ToSpan)];

    /// <summary>The names of all measures so far.</summary>
    public HashSet<string> Measures => [.. Parts("metrics").SelectMany(scope => Protobuf.Messages(scope, 2)).Select(metric => Protobuf.Text(metric, 1))];

    /// <summary>Whether a text stands in anything that was sent.</summary>
    public bool Holds(string text) => Holds(null, text);

    /// <summary>Whether a text stands in what was sent of a signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public bool Holds(string? signal, string text) => _received.Any(r => (signal ?? r.Signal) == r.Signal && r.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    /// <summary>Waits until something has come in, a minute at most.</summary>
    public async Task Until(Func<Collector, bool> hasCome, string what)
    {
        for (var tries = 0; !hasCome(this); tries++)
        {
            Assert.True(tries < 600, $"It did not come: {what}. There were: {string.Join(", ", Spans.Select(s => s.Name).Concat(Measures).Distinct())}");
            await Task.Delay(100);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Requests hold resources (1), those hold scopes (2).</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Parts(string signal) =>
        _received.Where(r => r.Signal == signal).SelectMany(r => Protobuf.Messages(r.Body, 1)).SelectMany(resource => Protobuf.Messages(resource, 2));

    private static Span ToSpan(ReadOnlyMemory<byte> span) => new(
        Id(span, 1), Id(span, 2), Id(span, 4), Protobuf.Text(span, 5),
        Protobuf.Messages(span, 9).ToDictionary(tag => Protobuf.Text(tag, 1), tag => Protobuf.Text(Protobuf.Messages(tag, 2).Single(), 1)));

    private static string Id(ReadOnlyMemory<byte> span, int field) => Convert.ToHexStringLower(Protobuf.Messages(span, field).FirstOrDefault().Span);
}

/// <summary>As much of Protocol Buffers as it takes to read messages, bytes and texts.</summary>
internal static class Protobuf
{
    public static string Text(ReadOnlyMemory<byte> message, int field) => Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault().Span);

    /// <summary>What stands in a field that carries its length.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Number(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Number(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Number(message, ref at);
                    if ((int)(key >> 3) == field)
                        yield return message.Slice(at, length);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7}.");
            }
        }
    }

    private static ulong Number(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message.Span[at++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return number;
        }
    }
}
