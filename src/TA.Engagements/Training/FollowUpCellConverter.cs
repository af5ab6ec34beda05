using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>
/// A cell of a follow-up in storage: one text of sex, institution, asked, answered, applying, as in <c>f/police/6/5/4</c>; a number that is not known is left blank. The object that was written first is still read.
/// </summary>
internal sealed class FollowUpCellConverter : JsonConverter<FollowUpCell>
{
    // By position in their enum.
    private static readonly string[] Sexes = ["x", "f", "m"];
    private static readonly string[] Institutions = [.. Enum.GetNames<InstitutionType>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    public override FollowUpCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var members = JsonSerializer.Deserialize<Members>(ref reader, options);
            return new(members.Sex, members.Institution, members.Asked, members.Answered, members.Applying);
        }

        var parts = reader.TokenType == JsonTokenType.String ? reader.GetString()!.Split('/') : [];
        return parts.Length == 5
            ? new((Sex)At(Sexes, parts[0]), (InstitutionType)At(Institutions, parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4]))
            : throw new JsonException("A cell of a follow-up has five parts.");
    }

    private static int At(string[] words, string word) => Array.IndexOf(words, word) is >= 0 and var at ? at : throw new JsonException($"'{word}' is no part of a cell of a follow-up.");

    private static int? Number(string text) =>
        text.Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new JsonException($"'{text}' is no count.");

    public override void Write(Utf8JsonWriter writer, FollowUpCell value, JsonSerializerOptions options) => writer.WriteStringValue(string.Create(
        CultureInfo.InvariantCulture, $"{Sexes[(int)value.Sex]}/{Institutions[(int)value.Institution]}/{value.Asked}/{value.Answered}/{value.Applying}"));

    private readonly record struct Members(Sex Sex, InstitutionType Institution, int? Asked = null, int? Answered = null, int? Applying = null);
}
