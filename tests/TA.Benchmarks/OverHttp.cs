using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using TA.TestKit;

namespace TA.Benchmarks;

/// <summary>The real program as a process, asked over HTTP by somebody who is signed in, beside a bare server with the same bytes: start, memory, reading an engagement, the portfolio's first page.</summary>
internal static class OverHttp
{
    private const int Starts = 3;
    private const int ManyClients = 16;
    private const string FirstPage = "/portfolio";
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    /// <summary>Measures a folder of 1,000 engagements, and reading one of them.</summary>
    public static async Task Thousand(Figures figures, TextWriter log)
    {
        using var folder = await Make(1_000, log);
        using var server = await ServerProcess.Wait(Serve(folder));
        await Portfolio(server, folder, 1_000, figures, below: null);
        await Engagement(server, folder, figures);
    }

    /// <summary>Measures a folder of 10,000 engagements: start, memory, first page.</summary>
    public static async Task TenThousand(Figures figures, TextWriter log)
    {
        using var folder = await Make(10_000, log);
        log.WriteLine("starting the program");
        await Start(folder, figures);
        await AfterCrash(folder, figures);
        log.WriteLine("checking and rebuilding");
        await Verb("verify", 300, folder, figures);
        await Verb("rebuild-portfolio", 600, folder, figures);
        log.WriteLine("asking over HTTP");
        using var server = await ServerProcess.Wait(Serve(folder));
        await Portfolio(server, folder, 10_000, figures, below: 50);
        figures.Add("... memory after all that", "MB", server.ResidentMegabytes());
    }

    private static async Task<FilledFolder> Make(int engagements, TextWriter log)
    {
        var watch = Stopwatch.StartNew();
        var folder = await FilledFolder.Make(engagements);
        log.WriteLine($"{engagements:n0} engagements made in {watch.Elapsed.TotalSeconds:0} s, {new DirectoryInfo(folder.Path).EnumerateFiles().Sum(f => f.Length) / 1_000_000:n0} MB");
        return folder;
    }

    private static Process Serve(FilledFolder folder) => ProgramRun.Start("serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0");

    private static async Task Start(FilledFolder folder, Figures figures)
    {
        var bare = new List<(double Healthy, double Page, double Processor, double Resident)>();
        var real = new List<(double Healthy, double Page, double Processor, double Resident)>();
        var page = Path.Combine(folder.Path, "page");
        for (var i = 0; i < Starts; i++)
        {
            real.Add(await Once(Serve(folder), "/health/ready", FirstPage, folder.Cookie, page));
            bare.Add(await Once(BareServer.Start(page), "/", "/", null, null));
        }

        var what = $"10,000 engagements, median of {Starts} starts";
        figures.Add($"{what}: first answer on /health/ready", "s", Median(real, r => r.Healthy), 3, Median(bare, r => r.Healthy));
        figures.Add("... and first page of the portfolio, signed in", "s", Median(real, r => r.Page), 3, Median(bare, r => r.Page));
        figures.Add("... processor time until then, which tells more on a busy machine", "s", Median(real, r => r.Processor), floor: Median(bare, r => r.Processor));
        figures.Add("... memory then (VmRSS)", "MB", Median(real, r => r.Resident), 300, Median(bare, r => r.Resident));
    }

    /// <summary>All engagements are open in the memory of a process that is killed; the next one answers.</summary>
    private static async Task AfterCrash(FilledFolder folder, Figures figures)
    {
        using (var killed = await ServerProcess.Wait(Serve(folder)))
        using (var client = killed.Client(token: folder.Token))
            await Parallel.ForEachAsync(folder.References, async (reference, _) => await Ask(client, $"/api/engagements/{reference}"));
        var (_, page, _, _) = await Once(Serve(folder), "/health/ready", FirstPage, folder.Cookie, null);
        figures.Add("... first page after a crash with all engagements open", "s", page, 5);
    }

    private static async Task Verb(string verb, int least, FilledFolder folder, Figures figures)
    {
        using var process = ProgramRun.Start(verb, "--data", folder.Path);
        process.BeginErrorReadLine();
        var reading = process.StandardOutput.ReadToEndAsync();
        var used = TimeSpan.Zero;
        while (!process.WaitForExit(20))
            used = UsedBy(process) ?? used;

        var said = await reading;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{verb} ended with {process.ExitCode}: {said}");
        figures.Add($"{verb}, engagements for each second of a processor", "/s", folder.References.Count / used.TotalSeconds, least: least);
    }

    // A process that has ended does not tell any more.
    private static TimeSpan? UsedBy(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<(double Healthy, double Page, double Processor, double Resident)> Once(Process process, string health, string page, string? cookie, string? keepPage)
    {
        var started = Stopwatch.GetTimestamp();
        using var server = await ServerProcess.Wait(process);
        using var client = server.Client(cookie: cookie);
        await Ask(client, health);
        var healthy = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = await Ask(client, page);
        var shown = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (keepPage is not null)
            await File.WriteAllBytesAsync(keepPage, bytes);
        return (healthy, shown, server.Processor().TotalSeconds, server.ResidentMegabytes());
    }

    private static async Task Portfolio(ServerProcess server, FilledFolder folder, int engagements, Figures figures, double? below)
    {
        using var browser = server.Client(cookie: folder.Cookie);
        using var program = server.Client(token: folder.Token);
        await Compare($"portfolio's first page with counts, {engagements:n0} engagements, p95", browser, FirstPage);
        await Compare("... the same by the API, p95", program, "/api/portfolio");

        async Task Compare(string what, HttpClient client, string path)
        {
            using var bare = await Bare(folder, await Ask(client, path));
            using var anyone = bare.Client();
            await Load(client, path, 1, TimeSpan.FromSeconds(3));
            await Load(anyone, "/", 1, TimeSpan.FromSeconds(2));
            var floor = await Load(anyone, "/", 1, Measured / 4);
            var asked = await Load(client, path, 1, Measured / 2);
            figures.Add(what, "ms", asked.At(.95), below, floor.At(.95));
        }
    }

    private static async Task Engagement(ServerProcess server, FilledFolder folder, Figures figures)
    {
        using var client = server.Client(token: folder.Token);
        var path = $"/api/engagements/{folder.FortyTasks}";
        var answer = await Ask(client, path);
        using var bare = await Bare(folder, answer);
        using var anyone = bare.Client();
        foreach (var clients in new[] { 1, ManyClients })
        {
            await Load(client, path, clients, TimeSpan.FromSeconds(3));
            await Load(anyone, "/", clients, TimeSpan.FromSeconds(2));
            var (floor, floorUsed) = await Costs(bare, () => Load(anyone, "/", clients, Measured));
            var (asked, used) = await Costs(server, () => Load(client, path, clients, Measured));
            figures.AddRatio($"GET of an engagement of 40 tasks, {answer.Length:n0} bytes, {clients} client{(clients == 1 ? "" : "s")}", "/s", asked.Rate, floor.Rate, least: .5);
            figures.AddRatio("... processor time of the server", "ms", used, floorUsed);
            // What a site does by itself after its start may have made another version.
            using var sameAsBefore = server.Client(token: folder.Token);
            using (var first = await client.GetAsync(path))
                sameAsBefore.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
            var (nothing, nothingUsed) = await Costs(bare, () => Load(anyone, BareServer.Unchanged, clients, Measured, HttpStatusCode.NotModified));
            var (unchanged, unchangedUsed) = await Costs(server, () => Load(sameAsBefore, path, clients, Measured, HttpStatusCode.NotModified));
            figures.AddRatio("... with If-None-Match; floor: a bare 304", "/s", unchanged.Rate, nothing.Rate, least: .7);
            figures.AddRatio("... processor time of the server", "ms", unchangedUsed, nothingUsed);
        }
    }

    private static async Task<ServerProcess> Bare(FilledFolder folder, byte[] answer)
    {
        var file = Path.Combine(folder.Path, "answer");
        await File.WriteAllBytesAsync(file, answer);
        return await ServerProcess.Wait(BareServer.Start(file));
    }

    private static async Task<(Timings Timings, double ProcessorMilliseconds)> Costs(ServerProcess server, Func<Task<Timings>> load)
    {
        var before = server.Processor();
        var timings = await load();
        return (timings, (server.Processor() - before).TotalMilliseconds / timings.Milliseconds.Count);
    }

    private static async Task<Timings> Load(HttpClient client, string path, int clients, TimeSpan time, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var latencies = new ConcurrentBag<double>();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                var started = Stopwatch.GetTimestamp();
                await Ask(client, path, expected);
                latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        })));
        return new([.. latencies], Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    private static async Task<byte[]> Ask(HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode == expected
            ? await answer.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}.");
    }

    private static double Median<T>(IEnumerable<T> of, Func<T, double> value) => of.Select(value).Order().ElementAt(Starts / 2);
}
