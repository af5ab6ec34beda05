using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Verbs;

/// <summary>A disk that is really full, under all that the site keeps.</summary>
public sealed class FullDiskTests
{
    [MountFact]
    public async Task On_a_full_disk_the_program_goes_on_reading_says_why_it_does_not_write_and_loses_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("ta-test-").FullName;
        using var disk = SmallDisk.Of(8, folder);
        var log = new Heard();
        await using var site = await RunningSite.Start(services => services.AddLogging(logging => logging.AddProvider(log)), folder);
        using var client = await site.WithToken(await site.Add(AccountRoles.Officer));
        using var opened = await client.Command("/api/engagements", ApiSite.Opening);
        await opened.Is(HttpStatusCode.Created);
        var address = opened.Headers.Location!.OriginalString;
        var (version, sent) = (0L, 0);
        disk.Fill();
        var (refused, id) = (false, Guid.Empty);
        // A write-ahead log has room of its own for a while.
        for (; sent < 2_000 && !refused; sent++)
        {
            id = Guid.NewGuid();
            using var answer = await Comment(id, sent);
            refused = answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            if (refused)
                await answer.IsProblem(HttpStatusCode.ServiceUnavailable, "unknown");
            else
                version = (await answer.Is(HttpStatusCode.OK)).GetProperty("version").GetInt64();
        }

        var last = sent - 1;
        Assert.True(refused, "The disk did not get full.");
        using var upload = new HttpRequestMessage(HttpMethod.Post, $"{address}/documents?name=x.pdf") { Content = new ByteArrayContent([.. "%PDF-1.7"u8, .. new byte[1_000_000]]) };
        upload.Content.Headers.ContentType = new("application/octet-stream");
        upload.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var kept = await client.SendAsync(upload);
        await kept.IsProblem(HttpStatusCode.ServiceUnavailable, "storage");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
        Assert.Contains(log.Entries, line => line.Contains("a write failed", StringComparison.Ordinal) && line.Contains("grains.db cannot grow: the disk is full", StringComparison.Ordinal));

        disk.Empty();
        for (var tries = 0; ; tries++)
        {
            using var answer = await Comment(id, last);
            if (answer.IsSuccessStatusCode)
                break;
            Assert.True(tries < 50, $"{answer.StatusCode}");
            await Task.Delay(100);
        }

        // The command that found no room is accepted once, however often it is repeated.
        await (await Comment(id, last)).Is(HttpStatusCode.OK);
        Assert.Single((await client.Json($"{address}/history")).EnumerateArray(), e => e.GetProperty("commandId").GetGuid() == id);
        var versions = (await client.Json($"{address}/history")).EnumerateArray().Select(e => e.GetProperty("version").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, versions.Count).Select(v => (long)v), versions);
        Assert.True(versions.Count > version, "Something that was acknowledged is gone.");
        for (var tries = 0; ; tries++)
        {
            var (status, output, errors) = await ProgramRun.ToItsEnd("verify", "--data", folder);
            if (status == 0)
                break;
            Assert.True(tries < 20, output + errors);
        }

        Task<HttpResponseMessage> Comment(Guid command, int remark) =>
            client.Command($"{address}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{remark}} {{new string('x', 4000)}}"}""", command);
    }

    /// <summary>What the log says.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Entries { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Entries.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
