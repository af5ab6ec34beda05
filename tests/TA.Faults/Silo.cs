using System.Diagnostics;
using TA.TestKit;

namespace TA.Faults;

/// <summary>One process of the cluster.</summary>
internal sealed class Silo : IDisposable
{
    private const int LinesKept = 40;

    private readonly Process process;
    private readonly Queue<string> said = new();

    private Silo(Process process) => this.process = process;

    /// <summary>Where it listens for people.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The last lines of its log.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return string.Join('\n', said);
        }
    }

    /// <summary>Starts one on free ports and waits until it is ready.</summary>
    public static async Task<Silo> Start(string database, string account, string folder)
    {
        var silo = new Silo(ProgramRun.Start(AzureColumn.Settings(database, account), "serve", "--data", folder, "--urls", "http://127.0.0.1:0"));
        try
        {
            silo.process.ErrorDataReceived += (_, line) => silo.Hear(line.Data);
            silo.process.BeginErrorReadLine();
            silo.Address = await AzureColumn.Address(silo.process);
            _ = silo.process.StandardOutput.ReadToEndAsync();
            return silo;
        }
        catch (Exception fault)
        {
            silo.Dispose();
            throw new InvalidOperationException($"A silo did not start: {silo.Said}", fault);
        }
    }

    /// <summary>SIGKILL: it has no say in it.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns how long it took to stop.</summary>
    public async Task<TimeSpan> Stop()
    {
        var began = Stopwatch.GetTimestamp();
        Signals.Terminate(process.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Lets it stand still for a time and go on.</summary>
    public Task StandStill(TimeSpan time) => Signals.StandStill(process.Id, time);

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said)
        {
            said.Enqueue(line is { Length: > 400 } ? line[..400] : line ?? "");
            if (said.Count > LinesKept)
                said.Dequeue();
        }
    }
}
