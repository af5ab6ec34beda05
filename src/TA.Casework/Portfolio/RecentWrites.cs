using System.Collections.Concurrent;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Remembers who has just changed what, so that the list that the same person asks for next shows it. Kept in this process only.</summary>
public sealed class RecentWrites(Projection projection, TimeProvider clock)
{
    /// <summary>How long a list waits at most.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private const int MostPerPerson = 16;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<UserId, Written[]> _byPerson = new();

    private sealed record Written(string Key, long Version, DateTimeOffset At);

    /// <summary>A change by a person has become durable.</summary>
    /// <param name="user">Who changed it.</param>
    /// <param name="key">Reference of the engagement, or identifier of the programme.</param>
    /// <param name="version">The version that the change made.</param>
    public void Note(UserId user, string key, long version)
    {
        var now = clock.GetUtcNow();
        var written = new Written(key, version, now);
        _byPerson.AddOrUpdate(user, _ => [written], (_, before) => [.. before.Where(w => w.Key != key && now - w.At < Remembered).TakeLast(MostPerPerson - 1), written]);
    }

    /// <summary>Waits until the read model knows what the person has just changed, or for <see cref="LongestWait"/>.</summary>
    public async Task CaughtUp(UserId user, CancellationToken cancellation)
    {
        if (!_byPerson.TryGetValue(user, out var written))
            return;
        var start = clock.GetTimestamp();
        foreach (var (key, version, at) in written)
        {
            if (clock.GetUtcNow() - at >= Remembered)
                continue;
            var left = LongestWait - clock.GetElapsedTime(start);
            if (!await projection.WaitFor(key, version, left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation))
                return;
        }

        // Somebody may have changed more meanwhile: only what was waited for is forgotten.
        ((ICollection<KeyValuePair<UserId, Written[]>>)_byPerson).Remove(new(user, written));
    }
}
