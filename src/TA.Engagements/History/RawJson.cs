using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>A piece of JSON kept letter by letter as it was first written, never serialized again.</summary>
[JsonConverter(typeof(Converter))]
public readonly struct RawJson : IEquatable<RawJson>
{
    private readonly byte[]? _utf8;

    private RawJson(byte[] utf8) => _utf8 = utf8;

    /// <summary>The bytes, UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>An event in its stored form.</summary>
    public static RawJson Of(EngagementEvent happened) => new(JsonSerializer.SerializeToUtf8Bytes(happened, EngagementJson.Stored));

    /// <summary>The event that the bytes tell of.</summary>
    public EngagementEvent ToEvent() => JsonSerializer.Deserialize<EngagementEvent>(Utf8, EngagementJson.Stored)!;

    /// <inheritdoc/>
    public bool Equals(RawJson other) => Utf8.SequenceEqual(other.Utf8);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _utf8?.Length ?? 0;

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Utf8);

    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
        }

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8, skipInputValidation: true);
    }
}
