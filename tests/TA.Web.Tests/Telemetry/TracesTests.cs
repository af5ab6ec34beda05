using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using TA.Web.Placement;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Telemetry;

/// <summary>What a site tells a collector. OpenTelemetry listens to the whole process: a site that another test ends would take measures of the same name along.</summary>
[Collection(nameof(AloneInItsProcess))]
public sealed class TracesTests
{
    private const string Comment = """{"task":"case.request.log","text":"Remark"}""";

    [Fact]
    public async Task A_trace_leads_from_the_request_to_the_storage_and_on_to_the_portfolio()
    {
        await using var collector = await Collector.Start();
        await using var site = await RunningSite.Start(settings: collector.Settings);
        // A caller who takes no part in the trace itself.
        using var officer = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = site.Address };
        officer.DefaultRequestHeaders.Authorization = new("Bearer", await site.NewToken(await site.Add(AccountRoles.Officer)));
        using var opened = await officer.Command("/api/engagements", ApiSite.Opening);
        await opened.Is(HttpStatusCode.Created);
        var reference = opened.Headers.Location!.OriginalString.Split('/')[^1];

        var trace = Guid.NewGuid().ToString("n");
        officer.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        await (await officer.Command($"/api/engagements/{reference}/comment-on-task", Comment)).Is(HttpStatusCode.OK);

        await collector.Until(c => c.Spans.Any(s => s.Trace == trace && s.Name == "Project") && c.Spans.Any(s => s.Trace == trace && s.Parent == "00f067aa0ba902b7"), "the trace");
        var spans = collector.Spans.Where(s => s.Trace == trace).ToList();
        var write = Assert.Single(spans, s => s.Name == "write storage");
        // From the write of the storage upwards.
        Assert.Equal(["write storage", "IEngagementGrain/Execute", "ChangeEngagementRequest", "POST /api/engagements/{reference}/comment-on-task"], Upwards(spans, write).Select(s => s.Name).Distinct());
        Assert.Contains("ChangeEngagementRequest", Upwards(spans, spans.Single(s => s.Name == "Project")).Select(s => s.Name));
        var useCase = spans.Single(s => s.Name == "ChangeEngagementRequest");
        Assert.Equal((reference, "CommentOnTask", "Accepted"), (useCase.Tags["ta.engagement"], useCase.Tags["ta.command"], useCase.Tags["ta.outcome"]));
    }

    [Fact]
    public async Task Measures_of_the_product_and_of_Orleans_are_sent()
    {
        await using var collector = await Collector.Start();
        await using var site = await RunningSite.Start(settings: collector.Settings);
        using var officer = await site.WithToken(await site.Add(AccountRoles.Officer));
        await (await officer.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
        await (await officer.Command("/api/engagements/KEN-2026-0999/comment-on-task", Comment)).IsProblem(HttpStatusCode.NotFound, "engagement-unknown");

        foreach (var measure in new[]
        {
            "ta.updates.accepted", "ta.updates.refused", "ta.write.changes", "ta.write.duration", "ta.projection.lag", "ta.projection.batch", "ta.projection.waiting", "ta.sweeps", "orleans-grains",
            "http.server.request.duration",
        })
            await collector.Until(c => c.Measures.Contains(measure), measure);
    }

    [Fact]
    public async Task Nothing_that_is_sent_tells_of_a_person()
    {
        await using var collector = await Collector.Start();
        await using var site = await RunningSite.Start(settings: collector.Settings);
        var administrator = await site.Add(AccountRoles.Administrator | AccountRoles.Officer);
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            // An address that only this caller has.
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.77"), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var person = new HttpClient(handler) { BaseAddress = site.Address };
        person.DefaultRequestHeaders.UserAgent.ParseAdd("Own-Browser/7");
        using (var signedIn = await person.SignIn(administrator.Email, administrator.Password))
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        using (var wrong = await site.Anonymous().SignIn(administrator.Email, "not the password"))
            Assert.NotEqual(HttpStatusCode.Redirect, wrong.StatusCode);

        await person.GetAsync($"/portfolio?q={Uri.EscapeDataString(administrator.Email)}");
        await person.GetAsync("/portfolio?q=Wanjiku");
        using (var added = await person.Send("/accounts", "/accounts", ("name", "Wanjiku Kamau"), ("email", "wanjiku@example.org"), ("roles", "Manager")))
            Assert.True((int)added.StatusCode < 400, $"{added.StatusCode}");
        using (var refused = await person.Command("/api/engagements", ApiSite.Opening))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using (var disabled = await person.Send("/accounts", $"/accounts/{administrator.Id}/password"))
            Assert.True((int)disabled.StatusCode < 500, $"{disabled.StatusCode}");

        var last = Guid.NewGuid().ToString("n");
        person.DefaultRequestHeaders.Add("traceparent", $"00-{last}-00f067aa0ba902b7-01");
        await person.GetAsync("/portfolio");
        await collector.Until(c => c.Spans.Any(s => s.Trace == last), "the last request");
        await collector.Until(c => c.Measures.Contains("http.server.request.duration"), "measures");
        // What is looked for would be found: the paths are there.
        Assert.True(collector.Holds("/portfolio"));
        foreach (var personal in new[] { administrator.Email, Uri.EscapeDataString(administrator.Email), "wanjiku", "Wanjiku", "127.0.0.77", "Own-Browser", administrator.Id.ToString(), "Test Administrator" })
            Assert.False(collector.Holds(personal), personal);
    }

    [Fact]
    public async Task The_log_is_sent_too()
    {
        var folder = Directory.CreateTempSubdirectory("ta-test-").FullName;
        await using var collector = await Collector.Start();
        string token;
        await using (var site = await RunningSite.Start(folder: folder))
            token = await site.NewToken(await site.Add(AccountRoles.Officer));
        using var program = ProgramRun.Start(new Dictionary<string, string>(collector.Settings) { ["Log__Format"] = "Json" }, "serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        var log = program.StandardError.ReadToEndAsync();
        try
        {
            using var officer = new HttpClient { BaseAddress = await AzureColumn.Address(program) };
            officer.DefaultRequestHeaders.Authorization = new("Bearer", token);
            var id = Guid.NewGuid();
            await (await officer.Command("/api/engagements", ApiSite.Opening, id)).Is(HttpStatusCode.Created);
            await collector.Until(c => c.Holds("logs", "{Engagement}: {Command} was accepted, version {Version}") && c.Holds("logs", id.ToString()), "the log");
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }

        Assert.StartsWith("{", await log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_collected()
    {
        await using var site = await RunningSite.Start();

        Assert.Null(site.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task A_collector_that_is_no_address_ends_the_start()
    {
        var fault = await Assert.ThrowsAsync<SettingsException>(() => RunningSite.Start(settings: new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector" }));

        Assert.StartsWith("OTEL_EXPORTER_OTLP_ENDPOINT must be an address", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<Span> Upwards(List<Span> spans, Span span)
    {
        for (Span? next = span; next is not null; next = spans.SingleOrDefault(s => s.Id == next.Parent))
            yield return next;
    }
}

/// <summary>Tests that run by themselves.</summary>
[CollectionDefinition(nameof(AloneInItsProcess), DisableParallelization = true)]
public sealed class AloneInItsProcess;
