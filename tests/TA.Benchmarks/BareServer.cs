using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TA.Benchmarks;

/// <summary>The floor of what goes over HTTP: the same web server in a process of its own, with one address that answers with the bytes of a file and one that answers 304.</summary>
internal static class BareServer
{
    /// <summary>The word on the command line that makes this program that server.</summary>
    public const string Verb = "bare-server";

    /// <summary>The address that answers that nothing has changed.</summary>
    public const string Unchanged = "/unchanged";

    /// <summary>Serves until it is killed.</summary>
    public static async Task Run(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Bytes(bytes, "application/json"));
        app.MapGet(Unchanged, (HttpResponse response) =>
        {
            response.Headers.ETag = "\"the same\"";
            return Results.StatusCode(StatusCodes.Status304NotModified);
        });
        await app.StartAsync();
        Console.WriteLine($"{ServerProcess.Ready}{app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }

    /// <summary>Starts it in a process of its own.</summary>
    public static Process Start(string file) => Process.Start(new ProcessStartInfo("dotnet", [typeof(BareServer).Assembly.Location, Verb, file])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
