namespace TA.Casework.UseCases;

/// <summary>How long use cases may take: until their process has to end. Whoever waits then is told so, while what was begun goes on and may be kept.</summary>
public sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>After this a request fails with <see cref="TimeoutException"/>, also where each of many calls would still be in time: proxies give up after 30 s.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(27);

    /// <summary>Is cancelled when nobody can be kept waiting any longer.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>Lets go of everybody who waits.</summary>
    public void End() => _end.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();
}

/// <summary>The process ends before the answer is there. A command may have been kept: to be repeated with the same id, at another machine or after the restart.</summary>
public sealed class StoppingException() : Exception("The process ends before the answer is there.");
