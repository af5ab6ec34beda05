using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>
/// Writes the work of an area as it was written last, as long as it is the same value: a change of a task leaves the laws and sessions of an engagement as they are, and need not make their bytes again. The
/// bytes hang on the value, which never changes, and go with it.
/// </summary>
/// <typeparam name="T">An immutable record, all that it reaches included.</typeparam>
/// <param name="plain">Writes it with the same options without this converter.</param>
internal sealed class KeptBytes<T>(Func<JsonSerializerOptions> plain) : JsonConverter<T> where T : class
{
    // Little is made as fast as it is found.
    private const int Least = 2_048;
    private readonly ConditionalWeakTable<T, byte[]> _written = [];

    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(ref reader, plain());
        }
        catch (JsonException fault)
        {
            // Its path begins here; without one, the serializer names the whole way.
            throw new JsonException(null, fault);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!_written.TryGetValue(value, out var bytes))
        {
            bytes = JsonSerializer.SerializeToUtf8Bytes(value, plain());
            if (bytes.Length >= Least)
                _written.AddOrUpdate(value, bytes);
        }

        writer.WriteRawValue(bytes, skipInputValidation: true);
    }
}
