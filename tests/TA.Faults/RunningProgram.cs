using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TA.TestKit;

namespace TA.Faults;

/// <summary>The program in a process of its own, and the officer who talks to it over HTTP.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;
    private readonly HttpClient client;

    private RunningProgram(Process process, HttpClient client) => (this.process, this.client) = (process, client);

    /// <summary>Starts it on a data folder and waits until it is ready, 90 seconds at most.</summary>
    public static async Task<RunningProgram> Start(string verb, string folder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var process = ProgramRun.Start(settings ?? new Dictionary<string, string>(), verb, "--data", folder, "--urls", "http://127.0.0.1:0");
        try
        {
            process.BeginErrorReadLine();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            const string ready = "TA is ready at ";
            string? line;
            while ((line = await process.StandardOutput.ReadLineAsync(limit.Token))?.StartsWith(ready, StringComparison.Ordinal) == false)
            {
            }
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var address = line?[ready.Length..] ?? throw new InvalidOperationException("The program ended before it was ready.");
            using var accounts = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "accounts.json"), limit.Token));
            var token = accounts.RootElement.EnumerateArray().Single(a => a.GetProperty("email").GetString() == "officer@ta.example").GetProperty("token").GetString();
            var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return new RunningProgram(process, client);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command; status 0 when no whole answer came.</summary>
    public async Task<(int Status, JsonElement Answer)> Post(string path, Guid key, object body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key.ToString());
            using var response = await client.SendAsync(request);
            return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return (0, default);
        }
    }

    /// <summary>Reads an address of the API.</summary>
    public async Task<JsonElement> Get(string path) => JsonDocument.Parse(await client.GetStringAsync(path)).RootElement;

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
        client.Dispose();
    }
}
