using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Health;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Health;

/// <summary>A site that is told to stop says so first, finishes or refuses what is under way, and is gone within 15 s.</summary>
public sealed class StoppingTests
{
    private const string Comment = """{"task":"case.request.log","text":"Remark"}""";

    [Fact]
    public async Task While_the_stop_is_announced_everything_is_still_served_and_nothing_more_is_asked_for()
    {
        var site = await RunningSite.Start(services => services.AddSingleton(new StoppingTimes(TimeSpan.FromSeconds(10))));
        using var manager = await site.WithToken(await site.Add(AccountRoles.Manager));
        using var nobody = site.Anonymous();
        Assert.Equal("ready", await nobody.GetStringAsync("/health/ready"));

        var stop = site.DisposeAsync().AsTask();

        await nobody.Becomes("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("""{"status":"stopping"}""", await (await nobody.GetAsync("/health")).Content.ReadAsStringAsync());
        Assert.Equal("live", await nobody.GetStringAsync("/health/live"));
        await (await manager.GetAsync("/api/portfolio")).Is(HttpStatusCode.OK);
        await stop;
    }

    [Fact]
    public async Task What_is_under_way_is_finished()
    {
        var held = new Held();
        var site = await RunningSite.Start(services => services.AddSingleton<IRequestHandler<ReadEngagement, Engagement?>>(held));
        using var manager = await site.WithToken(await site.Add(AccountRoles.Manager));
        var asked = manager.GetAsync("/api/engagements/KEN-2026-0001");
        await held.Begun;

        var stop = site.DisposeAsync().AsTask();
        await NoLongerListens(site.Address);
        held.Answer(null);

        // It is finished as usual: no such engagement.
        await (await asked).IsProblem(HttpStatusCode.NotFound, "engagement-unknown");
        await stop;
    }

    [Fact]
    public async Task What_cannot_be_finished_is_refused_with_the_word_to_come_back()
    {
        var held = new Held();
        var site = await RunningSite.Start(services => services
            .AddSingleton<IRequestHandler<ReadEngagement, Engagement?>>(held)
            .AddSingleton<IRequestHandler<ChangeEngagementRequest, Outcome>>(held));
        using var officer = await site.WithToken(await site.Add(AccountRoles.Officer));
        var read = officer.GetAsync("/api/engagements/KEN-2026-0001");
        var change = officer.Command("/api/engagements/KEN-2026-0001/comment-on-task", Comment);
        await held.Begun;
        await held.ChangeBegun;

        var begin = Stopwatch.StartNew();
        await site.DisposeAsync();

        Assert.InRange(begin.Elapsed, TimeSpan.Zero, Stopping.Longest);
        await (await read).IsProblem(HttpStatusCode.ServiceUnavailable, "storage");
        await (await change).IsProblem(HttpStatusCode.ServiceUnavailable, "unknown");
        Assert.All([await read, await change], answer => Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta));
    }

    [Fact]
    public async Task A_caller_who_never_sends_the_rest_is_cut_off()
    {
        var site = await RunningSite.Start();
        using var officer = await site.WithToken(await site.Add(AccountRoles.Officer));
        var endless = new Endless();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/engagements/KEN-2026-0001/comment-on-task") { Content = endless };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var change = officer.SendAsync(request);
        await endless.Begun;

        var begin = Stopwatch.StartNew();
        await site.DisposeAsync();

        Assert.InRange(begin.Elapsed, TimeSpan.Zero, Stopping.Longest);
        endless.GiveUp();
        await Record.ExceptionAsync(() => change);
    }

    [Fact]
    public async Task A_program_of_a_cluster_that_is_told_to_end_leaves_it_within_15_seconds()
    {
        var server = await PostgreSqlServer.Shared();
        var database = await server.NewDatabase();
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        var folder = Directory.CreateTempSubdirectory("ta-test-").FullName;
        try
        {
            var settings = AzureColumn.Settings(database, azurite.ConnectionString);
            var (status, _, errors) = await ProgramRun.ToItsEnd(settings, "migrate");
            Assert.True(status == 0, errors);
            using var program = ProgramRun.Start(settings, "serve", "--data", folder, "--urls", "http://127.0.0.1:0");
            var faults = program.StandardError.ReadToEndAsync();
            using var nobody = new HttpClient { BaseAddress = await AzureColumn.Address(program) };
            Assert.Equal("ready", await nobody.GetStringAsync("/health/ready"));

            var begin = Stopwatch.StartNew();
            Process.Start("kill", ["-TERM", $"{program.Id}"]).WaitForExit();
            await nobody.Becomes("/health/ready", HttpStatusCode.ServiceUnavailable);
            await program.WaitForExitAsync();

            Assert.InRange(begin.Elapsed, TimeSpan.Zero, Stopping.Longest + TimeSpan.FromSeconds(2));
            Assert.True(program.ExitCode == 0, await faults);
            // The profile has its log collected.
            Assert.All((await faults).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("There is no account yet", StringComparison.Ordinal)), l => Assert.StartsWith("{", l, StringComparison.Ordinal));
            // The others need not find out: it has said that it is gone.
            await using var source = NpgsqlDataSource.Create(database);
            await using var command = source.CreateCommand("SELECT count(*) FROM OrleansMembershipTable WHERE Status = 6");
            Assert.Equal(1L, await command.ExecuteScalarAsync());
        }
        finally
        {
            await azurite.DisposeAsync();
            await server.Drop(database);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task NoLongerListens(Uri address)
    {
        for (var tries = 0; ; tries++)
        {
            using var client = new HttpClient { BaseAddress = address };
            if (await Record.ExceptionAsync(() => client.GetAsync("/health/live")) is HttpRequestException)
                return;
            Assert.True(tries < 600, "It still listens.");
            await Task.Delay(50);
        }
    }

    /// <summary>Keeps whoever asks waiting until the test answers.</summary>
    private sealed class Held : IRequestHandler<ReadEngagement, Engagement?>, IRequestHandler<ChangeEngagementRequest, Outcome>
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _changeBegun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Engagement?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public Task ChangeBegun => _changeBegun.Task;

        public void Answer(Engagement? engagement) => _answer.SetResult(engagement);

        public Task<Engagement?> Handle(ReadEngagement request, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            return _answer.Task;
        }

        public Task<Outcome> Handle(ChangeEngagementRequest request, CancellationToken cancellationToken)
        {
            _changeBegun.TrySetResult();
            return new TaskCompletionSource<Outcome>().Task;
        }
    }

    /// <summary>A body that begins and does not go on.</summary>
    private sealed class Endless : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Endless() => Headers.ContentType = new("application/json");

        public Task Begun => _begun.Task;

        public void GiveUp() => _end.TrySetException(new IOException("given up"));

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{"u8.ToArray());
            await stream.FlushAsync();
            _begun.SetResult();
            await _end.Task;
        }

        protected override bool TryComputeLength(out long length) => (length = 0) > 0;
    }
}
