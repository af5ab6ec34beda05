using System.Text.Json;
using Orleans.Storage;

namespace TA.Casework.Storage;

/// <summary>Keeps grain state as UTF-8 JSON, exactly as the given options write it; nothing is added to them.</summary>
public sealed class JsonGrainStorageSerializer(JsonSerializerOptions options) : IGrainStorageSerializer
{
    /// <summary>The state as UTF-8 JSON; bytes that were made before are passed as they are.</summary>
    public BinaryData Serialize<T>(T? input) => input as BinaryData ?? new(JsonSerializer.SerializeToUtf8Bytes(input, options));

    /// <summary>The state read from UTF-8 JSON; throws <see cref="JsonException"/> for what the options do not allow.</summary>
    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, options);
}
