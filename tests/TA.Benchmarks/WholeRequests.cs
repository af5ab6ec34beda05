using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;
using TA.Web.Security;

namespace TA.Benchmarks;

/// <summary>Task updates in the product as a whole: how far the portfolio stays behind under full load, and what a request over HTTP costs on top of what happens at the grain.</summary>
internal static class WholeRequests
{
    private const int Engagements = 50;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    /// <summary>Measures.</summary>
    public static async Task Run(Figures figures)
    {
        var folder = Directory.CreateTempSubdirectory("ta-requests-").FullName;
        try
        {
            await Run(folder, figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Run(string folder, Figures figures)
    {
        string token;
        List<Remembered> remembered = [];
        var atTheGrain = new Dictionary<int, double>();
        await using (var site = await RunningSite.Start(folder: folder))
        {
            var account = await site.Add(AccountRoles.Officer, organization: null);
            token = await site.NewToken(account);
            var officer = new Actor(new(account.Id.ToString()), "Officer", ActorRoles.Officer, OrganizationId.Unodc);
            var mediator = site.Services.GetRequiredService<IMediator>();
            var work = new Work(mediator, officer);
            work.Send = async (reference, progress) =>
            {
                remembered.Add(new(reference, Guid.NewGuid(), progress));
                return await Ask(remembered[^1]);
            };
            for (var i = 0; i < Work.MostClients; i++)
                await work.Update(await work.Open(WorkstreamKind.Training), 0);
            foreach (var clients in new[] { 1, Work.MostClients })
                atTheGrain[clients] = await Costs(clients, command => Ask(command), () => Environment.CpuUsage.TotalTime);
            await Lag(new Work(mediator, officer), site.Services.GetRequiredService<Projection>(), figures);

            async Task<long> Ask(Remembered command)
            {
                var outcome = await mediator.Send(new ChangeEngagementRequest(command.Reference, command.Id, command.Progress, officer));
                return outcome.Kind == OutcomeKind.Accepted ? outcome.Version : throw new InvalidOperationException($"{command}: {outcome.Kind} {outcome.Refusal}");
            }
        }

        using var server = await ServerProcess.Wait(ProgramRun.Start("serve", "--data", folder, "--urls", "http://127.0.0.1:0"));
        using var client = server.Client(token);
        foreach (var (clients, grain) in atTheGrain)
            figures.Add(
                $"processor time of a command over HTTP with a token, {clients} client{(clients == 1 ? "" : "s")}, more than at the grain (floor); it was kept before, so that nothing is written", "ms",
                await Costs(clients, Send, server.Processor) - grain, below: .15, floor: grain);

        async Task Send(Remembered command)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/engagements/{command.Reference}/report-progress")
            {
                Content = JsonContent.Create(new { task = command.Progress.Task.ToString(), percent = new { from = command.Progress.Percent.From, to = command.Progress.Percent.To } }),
            };
            request.Headers.Add("Idempotency-Key", command.Id.ToString());
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }

        async Task<double> Costs(int clients, Func<Remembered, Task> ask, Func<TimeSpan> processor)
        {
            await Load(Measured / 2);
            var before = processor();
            var asked = await Load(Measured);
            return (processor() - before).TotalMilliseconds / asked;

            async Task<int> Load(TimeSpan time)
            {
                var begun = Stopwatch.GetTimestamp();
                var asked = await Task.WhenAll(remembered.Take(clients).Select(command => Task.Run(async () =>
                {
                    var times = 0;
                    for (; Stopwatch.GetElapsedTime(begun) < time; times++)
                        await ask(command);
                    return times;
                })));
                return asked.Sum();
            }
        }
    }

    private sealed record Remembered(EngagementReference Reference, Guid Id, ReportProgress Progress);

    /// <summary>Some of the updates are followed from their acknowledgement until the portfolio has them.</summary>
    private static async Task Lag(Work work, Projection projection, Figures figures)
    {
        for (var i = 0; i < Engagements; i++)
            await work.Open(WorkstreamKind.Training);
        await work.Warm();
        var lags = new ConcurrentBag<double>();
        var send = work.Send;
        work.Send = async (reference, progress) =>
        {
            var version = await send(reference, progress);
            _ = Follow(reference.ToString(), version);
            return version;
        };
        var timings = await work.Load(work.References, Work.MostClients, Measured);
        figures.Add($"projection lag under full write load ({timings.Rate:n0} updates a second), p99", "ms", new Timings([.. lags], timings.Seconds).At(.99), below: 1_000);

        async Task Follow(string key, long version)
        {
            var acknowledged = Stopwatch.GetTimestamp();
            if (!await projection.WaitFor(key, version, TimeSpan.FromSeconds(60)))
                throw new InvalidOperationException($"{key} is not in the portfolio after a minute.");
            lags.Add(Stopwatch.GetElapsedTime(acknowledged).TotalMilliseconds);
        }
    }
}
