using System.Diagnostics;
using System.Text.Json;
using TA.TestKit;

namespace TA.Faults;

/// <summary>The program in a process of its own, and an officer who talks to it.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;

    private RunningProgram(Process process, Caller officer) => (this.process, Officer) = (process, officer);

    /// <summary>The officer.</summary>
    public Caller Officer { get; }

    /// <summary>Starts it on a data folder and waits until it is ready, 90 seconds at most.</summary>
    public static async Task<RunningProgram> Start(string verb, string folder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var process = ProgramRun.Start(settings ?? new Dictionary<string, string>(), verb, "--data", folder, "--urls", "http://127.0.0.1:0");
        try
        {
            var said = new System.Text.StringBuilder();
            process.ErrorDataReceived += (_, line) =>
            {
                lock (said)
                    said.AppendLine(line.Data);
            };
            process.BeginErrorReadLine();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            const string ready = "TA is ready at ";
            string? line;
            while ((line = await process.StandardOutput.ReadLineAsync(limit.Token))?.StartsWith(ready, StringComparison.Ordinal) == false)
            {
            }
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var address = line?[ready.Length..] ?? throw new InvalidOperationException($"The program ended before it was ready: {said}");
            using var accounts = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "accounts.json"), limit.Token));
            var token = accounts.RootElement.EnumerateArray().Single(a => a.GetProperty("email").GetString() == "officer@ta.example").GetProperty("token").GetString();
            return new RunningProgram(process, new Caller(new Uri(address), token!));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: the program has no say in it.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
        Officer.Dispose();
    }
}
