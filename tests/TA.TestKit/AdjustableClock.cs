namespace TA.TestKit;

/// <summary>The real clock, moved forward at will.</summary>
public sealed class AdjustableClock : TimeProvider
{
    private long ahead;

    /// <summary>Moves the clock forward.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));
}
