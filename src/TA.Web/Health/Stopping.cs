using System.Globalization;
using Microsoft.AspNetCore.Connections.Features;
using TA.Casework.UseCases;
using TA.Web.Placement;

namespace TA.Web.Health;

/// <summary>
/// Stops in good order, within <see cref="Longest"/>: first <c>/health/ready</c> says so, then no connection is taken any more; what is under way is finished, or answered 503 with Retry-After, or
/// at last cut off; then the silo hands over what it has.
/// </summary>
internal sealed class Stopping(IHostApplicationLifetime lifetime, Patience patience, StoppingTimes times) : IHostedLifecycleService, IDisposable
{
    /// <summary>How long all of it may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>How long requests that are under way have, once no more are taken.</summary>
    public static readonly TimeSpan ForRequests = TimeSpan.FromSeconds(5);

    /// <summary>How long the answer that they cannot be finished has, before their connection is cut off.</summary>
    private static readonly TimeSpan ForRefusals = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _cutOff = new();
    private int _begun;

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun => Volatile.Read(ref _begun) == 1 || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Is cancelled when requests cannot be finished any more.</summary>
    public CancellationToken GivenUp => patience.Ended;

    /// <summary>Is cancelled when they are cut off.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 1)
            return;
        _ = Limit();
        await Task.Delay(times.Announced, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _cutOff.Dispose();

    private async Task Limit()
    {
        await Task.Delay(times.Announced + ForRequests);
        patience.End();
        await Task.Delay(ForRefusals);
        await _cutOff.CancelAsync();
    }
}

/// <summary>How long the stop is announced by <c>/health/ready</c>, with everything still served, before no connection is taken any more.</summary>
/// <param name="Announced">0 to 5 s. Whoever shares out requests among machines needs it to choose another; one machine alone has nobody to tell.</param>
internal sealed record StoppingTimes(TimeSpan Announced)
{
    private const int Most = 5;

    /// <summary>Reads <c>Stopping:AnnouncedSeconds</c>; 3 in a cluster, else 0.</summary>
    /// <exception cref="SettingsException">It is no number from 0 to 5.</exception>
    public static StoppingTimes Read(IConfiguration configuration, Placed placed)
    {
        const string name = "Stopping:AnnouncedSeconds";
        if (configuration[name] is not { Length: > 0 } text)
            return new(TimeSpan.FromSeconds(placed.Membership is null ? 0 : 3));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Most
            ? new(TimeSpan.FromSeconds(seconds)) : throw new SettingsException($"{name} is '{text}'; it must be a number from 0 to {Most}.");
    }
}

/// <summary>Puts the orderly stop into the site.</summary>
internal static class StoppingSite
{
    /// <summary>Adds it.</summary>
    public static void AddStopping(this IServiceCollection services, Placed placed)
    {
        services.AddSingleton(provider => StoppingTimes.Read(provider.GetRequiredService<IConfiguration>(), placed));
        services.AddSingleton<Stopping>();
        services.AddHostedService(provider => provider.GetRequiredService<Stopping>());
        services.PostConfigure<HostOptions>(host => host.ShutdownTimeout = Stopping.Longest);
    }

    /// <summary>Ends requests that the site cannot finish any more before it stops.</summary>
    public static void UseStopping(this WebApplication app)
    {
        var stopping = app.Services.GetRequiredService<Stopping>();
        app.Use(async (context, next) =>
        {
            var caller = context.RequestAborted;
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(caller, stopping.GivenUp);
            await using var cutOff = stopping.CutOff.Register(context.Abort);
            context.RequestAborted = ends.Token;
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (stopping.GivenUp.IsCancellationRequested && !caller.IsCancellationRequested)
            {
                // After the answer Kestrel would wait for the rest of what the caller sends.
                if (context.Features.Get<IConnectionLifetimeFeature>() is { } connection)
                    stopping.CutOff.Register(connection.Abort);
                throw new StoppingException();
            }
            finally
            {
                context.RequestAborted = caller;
            }
        });
    }
}
