using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>Writes a small value as one text of its parts with slashes between them; reads that, and the object with members by name that was written first.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="parts">How many parts the text has.</param>
/// <param name="write">The text.</param>
/// <param name="read">The value of the parts.</param>
internal sealed class ShortText<T>(int parts, Func<T, string> write, Func<string[], T> read) : JsonConverter<T>
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // The converter belongs to a member, so that the type itself is still read by its members.
        if (reader.TokenType != JsonTokenType.String)
            return JsonSerializer.Deserialize<T>(ref reader, options);
        var text = reader.GetString()!.Split('/');
        try
        {
            return text.Length == parts ? read(text) : throw new FormatException();
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw new JsonException($"{typeof(T).Name} has {parts} parts.", fault);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}
