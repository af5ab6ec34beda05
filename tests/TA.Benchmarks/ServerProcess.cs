using System.Diagnostics;
using System.Globalization;

namespace TA.Benchmarks;

/// <summary>A web server in a process of its own, and what it costs.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>What a server says when it listens, before its address.</summary>
    public const string Ready = "TA is ready at ";

    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Waits until a server that was just started says where it listens, 90 seconds at most.</summary>
    public static async Task<ServerProcess> Wait(Process process)
    {
        try
        {
            process.BeginErrorReadLine();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            string? line;
            while ((line = await process.StandardOutput.ReadLineAsync(limit.Token))?.StartsWith(Ready, StringComparison.Ordinal) == false)
            {
            }

            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new(process, new(line?[Ready.Length..] ?? throw new InvalidOperationException("The server ended before it was ready.")));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>A client of its own connections.</summary>
    /// <param name="token">A personal token, or null.</param>
    /// <param name="cookie">A cookie header, or null.</param>
    public HttpClient Client(string? token = null, string? cookie = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        if (cookie is not null)
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    /// <summary>The memory it holds now, in MB (10⁶ bytes): VmRSS where there is /proc.</summary>
    public double ResidentMegabytes()
    {
        var status = $"/proc/{_process.Id}/status";
        if (File.Exists(status))
            return double.Parse(File.ReadLines(status).Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal))["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024 / 1e6;
        _process.Refresh();
        return _process.WorkingSet64 / 1e6;
    }

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan Processor()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
