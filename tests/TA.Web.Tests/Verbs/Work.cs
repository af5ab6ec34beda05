using System.Collections.Concurrent;
using System.Text;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Verbs;

/// <summary>People at work: they open engagements, comment until histories are sealed, and attach documents.</summary>
internal sealed class Work : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task people;
    private int documents;

    public Work(RunningSite site, string token) => people = Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => One(number, site.WithToken(token)))));

    /// <summary>What was acknowledged.</summary>
    public ConcurrentQueue<(string Address, Guid Command)> Accepted { get; } = new();

    /// <summary>How many documents were attached.</summary>
    public int Documents => documents;

    public async Task Until(Func<Work, bool> done)
    {
        for (var tries = 0; !done(this); tries++)
        {
            Assert.True(tries < 12000 && !people.IsCompleted, $"{Accepted.Count} commands, {people.Exception}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await people;
        stop.Dispose();
    }

    /// <summary>The body of a comment on the first task.</summary>
    public static string Comment(string text) => $$"""{"task":"case.request.log","text":"{{text}}"}""";

    /// <summary>Attaches a document of its own to an engagement.</summary>
    public static Task<HttpResponseMessage> Attach(HttpClient client, string address, Guid command)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/documents?name=x.pdf") { Content = new ByteArrayContent(Encoding.ASCII.GetBytes($"%PDF-1.7 {command}")) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Headers.Add("Idempotency-Key", command.ToString());
        return client.SendAsync(request);
    }

    /// <summary>A new engagement with a document.</summary>
    public static async Task<(string Engagement, string Document)> Attached(HttpClient client)
    {
        using var opened = await client.Command("/api/engagements", ApiSite.Opening);
        await opened.Is(HttpStatusCode.Created);
        var address = opened.Headers.Location!.OriginalString;
        using var attached = await Attach(client, address, Guid.NewGuid());
        await attached.Is(HttpStatusCode.Created);
        return (address, attached.Headers.Location!.OriginalString);
    }

    private async Task One(int number, HttpClient client)
    {
        using var own = client;
        var address = await Open(client);
        for (var i = number; !stop.IsCancellationRequested; i++)
        {
            // The first two write long histories, the others open engagements most of the time.
            if (number > 1 && i % 3 != 0)
                address = await Open(client);
            var command = Guid.NewGuid();
            using var answer = i % 10 == 0 ? await Attach(client, address, command) : await client.Command($"{address}/comment-on-task", Comment($"Remark {i}"), command);
            await answer.Is2xx("work");
            Accepted.Enqueue((address, command));
            if (i % 10 == 0)
                Interlocked.Increment(ref documents);
        }
    }

    private async Task<string> Open(HttpClient client)
    {
        var command = Guid.NewGuid();
        using var opened = await client.Command("/api/engagements", ApiSite.Opening, command);
        await opened.Is(HttpStatusCode.Created);
        Accepted.Enqueue((opened.Headers.Location!.OriginalString, command));
        return opened.Headers.Location.OriginalString;
    }
}
