using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Portfolio;
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
        Work work;
        string token;
        var atTheGrain = new Dictionary<int, double>();
        await using (var site = await RunningSite.Start(folder: folder))
        {
            var officer = await site.Add(AccountRoles.Officer, organization: null);
            token = await site.NewToken(officer);
            work = new(site.Services.GetRequiredService<IMediator>(), new(new(officer.Id.ToString()), "Officer", ActorRoles.Officer, OrganizationId.Unodc));
            for (var i = 0; i < Engagements; i++)
                await work.Open(WorkstreamKind.Training);
            await work.Warm();
            foreach (var clients in new[] { 1, Work.MostClients })
                atTheGrain[clients] = await Costs(work, clients, () => Environment.CpuUsage.TotalTime);
            await Lag(work, site.Services.GetRequiredService<Projection>(), figures);
        }

        using var server = await ServerProcess.Wait(ProgramRun.Start("serve", "--data", folder, "--urls", "http://127.0.0.1:0"));
        using var client = server.Client(token);
        work.Send = async (reference, progress) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/engagements/{reference}/report-progress")
            {
                Content = JsonContent.Create(new { task = progress.Task.ToString(), percent = new { from = progress.Percent.From, to = progress.Percent.To } }),
            };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();
        };
        foreach (var (clients, grain) in atTheGrain)
            figures.Add(
                $"processor time of a task update over HTTP with a token, {clients} client{(clients == 1 ? "" : "s")}, more than at the grain (floor)", "ms",
                await Costs(work, clients, server.Processor) - grain, below: .15, floor: grain);
    }

    private static async Task<double> Costs(Work work, int clients, Func<TimeSpan> processor)
    {
        await work.Load(work.References, clients, Measured / 2);
        var before = processor();
        var timings = await work.Load(work.References, clients, Measured);
        return (processor() - before).TotalMilliseconds / timings.Milliseconds.Count;
    }

    /// <summary>Some of the updates are followed from their acknowledgement until the portfolio has them.</summary>
    private static async Task Lag(Work work, Projection projection, Figures figures)
    {
        var lags = new ConcurrentBag<double>();
        var send = work.Send;
        work.Send = async (reference, progress) =>
        {
            var version = await send(reference, progress);
            _ = Follow(reference.ToString(), version);
            return version;
        };
        var timings = await work.Load(work.References, Work.MostClients, Measured);
        work.Send = send;
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
