namespace TA.Web.Security;

/// <summary>Lets one writer at a time through to app.db: several that contend for SQLite's lock slow each other down.</summary>
public sealed class WriteGate
{
    private readonly SemaphoreSlim free = new(1, 1);

    /// <summary>Waits until nobody else writes. What is returned is to be disposed after the write.</summary>
    public async Task<IDisposable> Enter(CancellationToken cancellation = default)
    {
        await free.WaitAsync(cancellation);
        return new Pass(free);
    }

    private sealed class Pass(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
