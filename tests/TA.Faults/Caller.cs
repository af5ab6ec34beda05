using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TA.Faults;

/// <summary>An answer over HTTP.</summary>
/// <param name="Status">Its status; 0 when none came, or not a whole one.</param>
/// <param name="Body">What it holds, if that is JSON.</param>
/// <param name="SaysWhenToRetry">Whether it carries <c>Retry-After</c>.</param>
/// <param name="Took">From the request to the last byte.</param>
internal sealed record Answer(int Status, JsonElement Body, bool SaysWhenToRetry, TimeSpan Took);

/// <summary>Somebody with a personal token who talks to the product over HTTP.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient client;
    private readonly string token;

    public Caller(Uri address, string token, Caller? person = null)
    {
        (this.token, Person) = (token, person ?? this);
        client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(45) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Who it is, at the address where this person is usually.</summary>
    public Caller Person { get; }

    /// <summary>The same person at another address.</summary>
    public Caller At(Uri address) => new(address, token, Person);

    /// <summary>Sends a command under a key.</summary>
    public async Task<Answer> Post(string path, Guid key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key.ToString());
        return await Send(request);
    }

    /// <summary>Reads an address.</summary>
    public async Task<Answer> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Send(request);
    }

    public void Dispose() => client.Dispose();

    private async Task<Answer> Send(HttpRequestMessage request)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return new((int)response.StatusCode, Json(text), response.Headers.RetryAfter is not null, Stopwatch.GetElapsedTime(began));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return new(0, default, false, Stopwatch.GetElapsedTime(began));
        }
    }

    private static JsonElement Json(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
