using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TA.Engagements;

/// <summary>
/// Long lists of a record in storage, without what repeats from line to line. The longer form, in which every line says everything, is still read. In requests and answers nothing is shortened.
/// </summary>
internal static class StoredForms
{
    /// <summary>Describes the members of a record that are written in a shorter form.</summary>
    public static void Shorten(JsonTypeInfo type)
    {
        JsonConverter? converter = type.Type == typeof(EngagementRecord) ? new TailConverter()
            : type.Type == typeof(GapAssessment) ? new FindingsConverter()
            : type.Type == typeof(Bill) ? new VersionsConverter()
            : type.Type == typeof(PlanTask) || type.Type == typeof(SessionPlan) ? Dates
            : null;
        if (converter is not null)
            type.Properties.Single(p => converter.CanConvert(p.PropertyType)).CustomConverter = converter;
        if (type.Type == typeof(TrainingSession))
        {
            type.Properties.Single(p => p.PropertyType == typeof(TestMeans)).CustomConverter = Tests;
            type.Properties.Single(p => p.PropertyType == typeof(SexCounts)).CustomConverter = Sexes;
        }
    }

    // Days as in ISO 8601, as DateSpan itself writes them.
    private static readonly ShortText<DateSpan> Dates = new(2, d => d.ToString(), parts => new(Day(parts[0]), Day(parts[1])));

    // Mean and number tested before, mean and number tested after.
    private static readonly ShortText<TestMeans> Tests = new(
        4, t => string.Create(CultureInfo.InvariantCulture, $"{t.Before?.Mean}/{t.Before?.Tested}/{t.After?.Mean}/{t.After?.Tested}"), parts => new(Mean(parts[0], parts[1]), Mean(parts[2], parts[3])));

    // Women, men, not stated, total.
    private static readonly ShortText<SexCounts> Sexes = new(
        4, c => string.Create(CultureInfo.InvariantCulture, $"{c.Women}/{c.Men}/{c.NotStated}/{c.Total}"), parts => new(Count(parts[0]), Count(parts[1]), Count(parts[2]), Count(parts[3])));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int? Count(string text) => text.Length == 0 ? null : int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static TestMean? Mean(string mean, string tested) =>
        mean.Length == 0 ? null : new(decimal.Parse(mean, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), int.Parse(tested, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    private static T[] ReadAll<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) => JsonSerializer.Deserialize<T[]>(ref reader, options) ?? [];

    /// <summary>An event by the same person as the one before does not name the person again. The hash covers the person all the same.</summary>
    private sealed class TailConverter : JsonConverter<Items<HistoryEntry>>
    {
        public override Items<HistoryEntry> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var entries = ReadAll<HistoryEntry>(ref reader, options);
            for (var at = 0; at < entries.Length; at++)
                if (entries[at].Actor is null)
                    entries[at] = entries[at] with { Actor = at > 0 ? entries[at - 1].Actor : throw new JsonException("The first event of the tail names nobody.") };
            return entries.ToItems();
        }

        public override void Write(Utf8JsonWriter writer, Items<HistoryEntry> value, JsonSerializerOptions options)
        {
            var entries = new HistoryEntry[value.Count];
            for (var at = 0; at < entries.Length; at++)
                entries[at] = at > 0 && value[at].Actor == value[at - 1].Actor ? value[at] with { Actor = null! } : value[at];
            JsonSerializer.Serialize(writer, entries, options);
        }
    }

    /// <summary>A finding is a list of provision, rating, article, remark, who and when; the last two are left out where they are those of the finding before.</summary>
    private sealed class FindingsConverter : JsonConverter<Items<ProvisionFinding>>
    {
        // By position in the enum.
        private static readonly string[] Ratings = [.. Enum.GetNames<ComplianceRating>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

        public override Items<ProvisionFinding> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var findings = new List<ProvisionFinding>();
            foreach (var line in ReadAll<JsonElement>(ref reader, options))
                findings.Add(line.ValueKind == JsonValueKind.Array ? Finding(line, findings.Count > 0 ? findings[^1] : null) : line.Deserialize<ProvisionFinding>(options)!);
            return findings.ToItems();
        }

        private static ProvisionFinding Finding(JsonElement line, ProvisionFinding? before)
        {
            var parts = line.EnumerateArray().ToList();
            if (parts.Count is not (4 or 6) || Array.IndexOf(Ratings, parts[1].GetString()) is not (>= 0 and var rating) || (parts.Count == 4 && before is null))
                throw new JsonException("A finding has four or six parts.");
            return new(
                parts[0].GetString()!, (ComplianceRating)rating, parts[2].GetString(), parts[3].GetString(),
                parts.Count == 4 ? before!.By : parts[4].GetString(), parts.Count == 4 ? before!.On : parts[5].Deserialize<DateOnly?>());
        }

        public override void Write(Utf8JsonWriter writer, Items<ProvisionFinding> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            ProvisionFinding? before = null;
            foreach (var finding in value.AsSpan())
            {
                writer.WriteStartArray();
                writer.WriteStringValue(finding.Provision.Value);
                writer.WriteStringValue(Ratings[(int)finding.Rating]);
                writer.WriteStringValue(finding.Article);
                writer.WriteStringValue(finding.Remark);
                if (before is null || finding.By != before.By || finding.On != before.On)
                {
                    writer.WriteStringValue(finding.By);
                    JsonSerializer.Serialize(writer, finding.On, options);
                }

                writer.WriteEndArray();
                before = finding;
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>A version with the articles or the provisions of the one before says so. No article is blank, and no provision has that key.</summary>
    private sealed class VersionsConverter : JsonConverter<Items<DraftVersion>>
    {
        private static readonly Items<string> SameArticles = [""];
        private static readonly Items<ProvisionId> SameProvisions = ["as-before"];

        public override Items<DraftVersion> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var versions = ReadAll<DraftVersion>(ref reader, options);
            for (var at = 1; at < versions.Length; at++)
                versions[at] = versions[at] with
                {
                    Articles = versions[at].Articles == SameArticles ? versions[at - 1].Articles : versions[at].Articles,
                    Provisions = versions[at].Provisions == SameProvisions ? versions[at - 1].Provisions : versions[at].Provisions,
                };
            return versions.ToItems();
        }

        public override void Write(Utf8JsonWriter writer, Items<DraftVersion> value, JsonSerializerOptions options)
        {
            var versions = value.ToArray();
            for (var at = versions.Length - 1; at > 0; at--)
                versions[at] = versions[at] with
                {
                    Articles = value[at].Articles.Count > 0 && value[at].Articles == value[at - 1].Articles ? SameArticles : value[at].Articles,
                    Provisions = value[at].Provisions.Count > 0 && value[at].Provisions == value[at - 1].Provisions ? SameProvisions : value[at].Provisions,
                };
            JsonSerializer.Serialize(writer, versions, options);
        }
    }
}
