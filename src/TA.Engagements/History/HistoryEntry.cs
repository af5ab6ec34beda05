using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>One event in the audit trail of an engagement, chained to the one before by its hash.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="At">UTC; always later than the entry before.</param>
/// <param name="Actor">Who did it, as established by sign-in.</param>
/// <param name="CommandId">The command it came from; one command may bring several events.</param>
/// <param name="Hash">SHA-256 in hexadecimal digits, over everything here and the hash before.</param>
/// <param name="Event">The event as first written.</param>
public sealed record HistoryEntry(long Version, DateTimeOffset At, Actor Actor, Guid CommandId, string Hash, RawJson Event)
{
    /// <summary>The hash before the first entry.</summary>
    public const string NoHash = "";

    /// <summary>Writes an event down behind the entry whose hash is given.</summary>
    public static HistoryEntry Write(long version, DateTimeOffset at, Actor actor, Guid commandId, string previousHash, EngagementEvent happened)
    {
        var body = RawJson.Of(happened);
        return new(version, at, actor, commandId, HashOf(version, at, actor, commandId, previousHash, body), body);
    }

    /// <summary>Whether the entry stands unchanged behind the one whose hash is given.</summary>
    public bool Follows(string previousHash) => Hash == HashOf(Version, At, Actor, CommandId, previousHash, Event);

    /// <summary>The occurrence the entry records.</summary>
    [JsonIgnore]
    public Occurrence Occurrence => new(Version, At, Actor);

    private static string HashOf(long version, DateTimeOffset at, Actor actor, Guid commandId, string previousHash, RawJson body)
    {
        var head = string.Create(CultureInfo.InvariantCulture,
            $"{version}\n{at.UtcTicks}\n{actor.User}\n{actor.Name}\n{(int)actor.Roles}\n{actor.Organization}\n{actor.Office}\n{commandId:n}\n{previousHash}\n");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(body.Utf8);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
