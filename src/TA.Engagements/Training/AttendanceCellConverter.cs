using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>
/// A cell of attendance in storage: an array of sex, institution, age group, invited, attended, completed, first time. A session has many cells and an engagement many sessions; member
/// names would make up most of the record. In requests and answers a cell is an object.
/// </summary>
internal sealed class AttendanceCellConverter : JsonConverter<AttendanceCell>
{
    public override AttendanceCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A cell of attendance is an array.");
        var cell = new AttendanceCell(
            Next<Sex>(ref reader, options), Next<InstitutionType>(ref reader, options), Next<AgeGroup>(ref reader, options),
            Next<int?>(ref reader, options), Next<int?>(ref reader, options), Next<int?>(ref reader, options), Next<int?>(ref reader, options));
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? cell : throw new JsonException("A cell of attendance has seven parts.");
    }

    private static T? Next<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        reader.Read();
        return JsonSerializer.Deserialize<T>(ref reader, options);
    }

    public override void Write(Utf8JsonWriter writer, AttendanceCell value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        JsonSerializer.Serialize(writer, value.Sex, options);
        JsonSerializer.Serialize(writer, value.Institution, options);
        JsonSerializer.Serialize(writer, value.Age, options);
        foreach (var number in (ReadOnlySpan<int?>)[value.Invited, value.Attended, value.Completed, value.FirstTime])
            if (number is { } known)
                writer.WriteNumberValue(known);
            else
                writer.WriteNullValue();
        writer.WriteEndArray();
    }
}
