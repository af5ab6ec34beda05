using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>A set of identifiers, kept as their first eight bytes: enough to know a repetition, small enough to travel with every write. Immutable.</summary>
[JsonConverter(typeof(Converter))]
public readonly struct IdentifierSet : IEquatable<IdentifierSet>
{
    private const int Size = 8;
    private readonly byte[]? _bytes;

    private IdentifierSet(byte[] bytes) => _bytes = bytes;

    /// <summary>How many there are.</summary>
    public int Count => (_bytes?.Length ?? 0) / Size;

    /// <summary>Whether the identifier was added before.</summary>
    public bool Contains(Guid id)
    {
        Span<byte> whole = stackalloc byte[16];
        id.TryWriteBytes(whole, bigEndian: true, out _);
        var sought = Mixed(whole);
        for (var at = 0; at < (_bytes?.Length ?? 0); at += Size)
            if (_bytes.AsSpan(at, Size).SequenceEqual(sought))
                return true;
        return false;
    }

    /// <summary>The set with one more.</summary>
    public IdentifierSet Add(Guid id)
    {
        Span<byte> whole = stackalloc byte[16];
        id.TryWriteBytes(whole, bigEndian: true, out _);
        return new([.. _bytes ?? [], .. Mixed(whole)]);
    }

    // Time-ordered identifiers (RFC 9562, version 7) share their first bytes: fold both halves into one.
    private static byte[] Mixed(ReadOnlySpan<byte> whole)
    {
        var half = new byte[Size];
        for (var i = 0; i < Size; i++)
            half[i] = (byte)(whole[i] ^ whole[i + Size]);
        return half;
    }

    /// <inheritdoc/>
    public bool Equals(IdentifierSet other) => (_bytes ?? []).AsSpan().SequenceEqual(other._bytes ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdentifierSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    private sealed class Converter : JsonConverter<IdentifierSet>
    {
        public override IdentifierSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetBytesFromBase64());

        public override void Write(Utf8JsonWriter writer, IdentifierSet value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value._bytes ?? []);
    }
}
