using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TA.TestKit;
using Yarp.ReverseProxy.Forwarder;

namespace TA.Faults;

/// <summary>What goes wrong between the product and its storage account.</summary>
internal enum StorageTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection breaks after a request took effect.</summary>
    AnswersLost,

    /// <summary>The answer comes 2 to 12 s after the request took effect, which may be after the client has given up.</summary>
    AnswersDelayed,

    /// <summary>A write takes effect, or is refused, 6 to 15 s after it was sent, when its sender has long given up and perhaps sent it again; nobody is answered.</summary>
    WritesLate,

    /// <summary>412, 429, 500 or 503 instead of the answer; the last two also after the request took effect.</summary>
    Errors,
}

/// <summary>Stands between the silos and Azurite and spoils three of ten requests.</summary>
internal sealed class FaultyStorage : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker upstream = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly Lock gate = new();
    private Random random = new(0);
    private int spoilt;

    private FaultyStorage(WebApplication app) => this.app = app;

    /// <summary>What it does from now on.</summary>
    public StorageTrouble Trouble { get; set; }

    /// <summary>How many requests it has spoilt.</summary>
    public int Spoilt => spoilt;

    /// <summary>Has it choose by these numbers from now on.</summary>
    public void ChooseBy(Random numbers)
    {
        lock (gate)
            random = numbers;
    }

    /// <summary>How a silo gets at Azurite through it.</summary>
    public string ConnectionString(Azurite azurite) => azurite.ConnectionStringAt(new Uri(app.Urls.First()).Port);

    public static async Task<FaultyStorage> Start(int azurite)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var storage = new FaultyStorage(app);
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(context => storage.Handle(context, forwarder, $"http://127.0.0.1:{azurite}/"));
        await app.StartAsync();
        return storage;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        upstream.Dispose();
    }

    private int Next(int least, int below)
    {
        lock (gate)
            return random.Next(least, below);
    }

    private async Task Handle(HttpContext context, IHttpForwarder forwarder, string azurite)
    {
        var trouble = Next(0, 10) < 3 ? Trouble : StorageTrouble.None;
        if (trouble != StorageTrouble.None)
            Interlocked.Increment(ref spoilt);
        switch (trouble)
        {
            case StorageTrouble.AnswersLost:
                await forwarder.SendAsync(context, azurite, upstream, ForwarderRequestConfig.Empty, new Swallowed(), context.RequestAborted);
                context.Abort();
                break;
            case StorageTrouble.AnswersDelayed:
                await forwarder.SendAsync(context, azurite, upstream, ForwarderRequestConfig.Empty, new Delayed(TimeSpan.FromSeconds(Next(2, 13))), CancellationToken.None);
                break;
            case StorageTrouble.WritesLate when HttpMethods.IsPut(context.Request.Method):
                using (var late = await Copy(context.Request, azurite))
                {
                    await Task.Delay(TimeSpan.FromSeconds(Next(6, 16)), CancellationToken.None);
                    using var answer = await upstream.SendAsync(late, CancellationToken.None);
                }

                context.Abort();
                break;
            case StorageTrouble.Errors:
                var (status, code) = Next(0, 4) switch
                {
                    0 => (412, "ConditionNotMet"),
                    1 => (429, "TooManyRequests"),
                    2 => (500, "InternalError"),
                    _ => (503, "ServerBusy"),
                };
                if (status >= 500 && Next(0, 2) == 0)
                    await forwarder.SendAsync(context, azurite, upstream, ForwarderRequestConfig.Empty, new Swallowed(), context.RequestAborted);
                context.Response.Clear();
                context.Response.StatusCode = status;
                context.Response.Headers["x-ms-error-code"] = code;
                break;
            default:
                await forwarder.SendAsync(context, azurite, upstream);
                break;
        }
    }

    /// <summary>The request with all its bytes, which outlives its connection.</summary>
    private static async Task<HttpRequestMessage> Copy(HttpRequest request, string azurite)
    {
        var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        var copy = new HttpRequestMessage(new(request.Method), azurite.TrimEnd('/') + request.Path.ToUriComponent() + request.QueryString.ToUriComponent()) { Content = new ByteArrayContent(bytes.ToArray()) };
        foreach (var (name, value) in request.Headers.Where(h => !h.Key.StartsWith("Host", StringComparison.OrdinalIgnoreCase)))
            if (!copy.Headers.TryAddWithoutValidation(name, value.ToArray()))
                copy.Content.Headers.TryAddWithoutValidation(name, value.ToArray());
        return copy;
    }

    /// <summary>Passes the request on and keeps the answer to itself.</summary>
    private sealed class Swallowed : HttpTransformer
    {
        public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken) => new(false);
    }

    /// <summary>Passes the request on, and the answer after a time.</summary>
    private sealed class Delayed(TimeSpan delay) : HttpTransformer
    {
        public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        {
            await Task.Delay(delay, CancellationToken.None);
            return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        }
    }
}
