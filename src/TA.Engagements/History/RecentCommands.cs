using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>The newest accepted commands of an engagement, so that a repeated one gets its first answer. Immutable; kept as one block of bytes, 32 for each.</summary>
[JsonConverter(typeof(Converter))]
public readonly struct RecentCommands : IEquatable<RecentCommands>
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 256;

    private const int Size = 16 + 8 + 8;
    private readonly byte[]? _bytes;

    private RecentCommands(byte[] bytes) => _bytes = bytes;

    /// <summary>How many are known.</summary>
    public int Count => (_bytes?.Length ?? 0) / Size;

    /// <summary>Every command that was accepted after this version is known; one that was given on sight of an earlier version may be forgotten.</summary>
    public long Reach => Count < Kept ? 0 : BinaryPrimitives.ReadInt64BigEndian(_bytes.AsSpan(24)) - 1;

    /// <summary>What a command says and who gave it, in eight bytes; the same id with another fingerprint is another command.</summary>
    public static long Fingerprint(UserId user, ReadOnlySpan<byte> command)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(user.Value));
        hash.AppendData(command);
        return BinaryPrimitives.ReadInt64BigEndian(hash.GetHashAndReset());
    }

    /// <summary>The fingerprint and the version of an accepted command, or null when it is not known (any more).</summary>
    public (long Fingerprint, long Version)? Find(Guid id)
    {
        Span<byte> sought = stackalloc byte[16];
        id.TryWriteBytes(sought, bigEndian: true, out _);
        for (var at = (_bytes?.Length ?? 0) - Size; at >= 0; at -= Size)
        {
            var entry = _bytes.AsSpan(at, Size);
            if (entry[..16].SequenceEqual(sought))
                return (BinaryPrimitives.ReadInt64BigEndian(entry[16..]), BinaryPrimitives.ReadInt64BigEndian(entry[24..]));
        }

        return null;
    }

    /// <summary>With one more; the oldest goes when there are more than <see cref="Kept"/>.</summary>
    public RecentCommands Add(Guid id, long fingerprint, long version)
    {
        var old = (_bytes ?? []).AsSpan();
        if (Count >= Kept)
            old = old[Size..];
        var bytes = new byte[old.Length + Size];
        old.CopyTo(bytes);
        var entry = bytes.AsSpan(old.Length);
        id.TryWriteBytes(entry, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(entry[16..], fingerprint);
        BinaryPrimitives.WriteInt64BigEndian(entry[24..], version);
        return new(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(RecentCommands other) => (_bytes ?? []).AsSpan().SequenceEqual(other._bytes ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecentCommands other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    private sealed class Converter : JsonConverter<RecentCommands>
    {
        public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var bytes = reader.GetBytesFromBase64();
            return bytes.Length % Size == 0 ? new(bytes) : throw new JsonException("The recent commands are cut off.");
        }

        public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value._bytes ?? []);
    }
}
