using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>
/// A cell of attendance in storage: one text of sex, institution, first year of the age group, invited, attended, completed, first time, as in <c>f/police/25/8/7/6/</c>; a number that is
/// not known is left blank. A session has many cells and an engagement many sessions: member names would make up most of the record. In requests and answers a cell is an object.
/// </summary>
internal sealed class AttendanceCellConverter : JsonConverter<AttendanceCell>
{
    // By position in their enum.
    private static readonly string[] Sexes = ["x", "f", "m"];
    private static readonly string[] Ages = ["x", "18", "25", "35", "50"];

    private static readonly string[] Institutions = [.. Enum.GetNames<InstitutionType>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    public override AttendanceCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = reader.TokenType == JsonTokenType.String ? reader.GetString()!.Split('/') : [];
        return parts.Length == 7
            ? new((Sex)At(Sexes, parts[0]), (InstitutionType)At(Institutions, parts[1]), (AgeGroup)At(Ages, parts[2]), Number(parts[3]), Number(parts[4]), Number(parts[5]), Number(parts[6]))
            : throw new JsonException("A cell of attendance has seven parts.");
    }

    private static int At(string[] words, string word) => Array.IndexOf(words, word) is >= 0 and var at ? at : throw new JsonException($"'{word}' is no part of a cell of attendance.");

    private static int? Number(string text) =>
        text.Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new JsonException($"'{text}' is no count.");

    public override void Write(Utf8JsonWriter writer, AttendanceCell value, JsonSerializerOptions options) => writer.WriteStringValue(string.Create(
        CultureInfo.InvariantCulture,
        $"{Sexes[(int)value.Sex]}/{Institutions[(int)value.Institution]}/{Ages[(int)value.Age]}/{value.Invited}/{value.Attended}/{value.Completed}/{value.FirstTime}"));
}
