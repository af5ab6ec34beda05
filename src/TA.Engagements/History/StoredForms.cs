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
            : type.Type == typeof(DraftVersion) ? new AnswersConverter()
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

    /// <summary>A line is a list of its parts, then who and when; these two are left out where they are those of the line before.</summary>
    private abstract class SignedLines<T>(int length) : JsonConverter<Items<T>> where T : class
    {
        protected abstract (string? By, DateOnly? On) Signature(T line);

        protected abstract T Line(JsonElement parts, string? by, DateOnly? on);

        protected abstract void WriteParts(Utf8JsonWriter writer, T line);

        public override Items<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var lines = new List<T>();
            try
            {
                foreach (var line in ReadAll<JsonElement>(ref reader, options))
                    lines.Add(line.ValueKind == JsonValueKind.Array ? Signed(line, lines.Count > 0 ? lines[^1] : null) : line.Deserialize<T>(options)!);
            }
            catch (InvalidOperationException fault)
            {
                throw new JsonException($"{typeof(T).Name} has a part that is no text.", fault);
            }

            return lines.ToItems();
        }

        private T Signed(JsonElement line, T? before)
        {
            var count = line.GetArrayLength();
            if (count == length && before is not null)
                return Line(line, Signature(before).By, Signature(before).On);
            return count == length + 2 ? Line(line, line[length].GetString(), line[length + 1].Deserialize<DateOnly?>()) : throw new JsonException($"{typeof(T).Name} has {length} parts, or two more.");
        }

        public override void Write(Utf8JsonWriter writer, Items<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            T? before = null;
            foreach (var line in value.AsSpan())
            {
                writer.WriteStartArray();
                WriteParts(writer, line);
                if (before is null || Signature(line) != Signature(before))
                {
                    writer.WriteStringValue(Signature(line).By);
                    JsonSerializer.Serialize(writer, Signature(line).On, options);
                }

                writer.WriteEndArray();
                before = line;
            }

            writer.WriteEndArray();
        }

        protected static string[] Words<TEnum>() where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

        protected static int At(string[] words, JsonElement word) => Array.IndexOf(words, word.GetString()) is >= 0 and var at ? at : throw new JsonException($"'{word}' is not in the list.");
    }

    /// <summary>Provision, rating, article, remark.</summary>
    private sealed class FindingsConverter() : SignedLines<ProvisionFinding>(4)
    {
        // By position in the enum.
        private static readonly string[] Ratings = Words<ComplianceRating>();

        protected override (string? By, DateOnly? On) Signature(ProvisionFinding line) => (line.By, line.On);

        protected override ProvisionFinding Line(JsonElement parts, string? by, DateOnly? on) =>
            new(parts[0].GetString()!, (ComplianceRating)At(Ratings, parts[1]), parts[2].GetString(), parts[3].GetString(), by, on);

        protected override void WriteParts(Utf8JsonWriter writer, ProvisionFinding line)
        {
            writer.WriteStringValue(line.Provision.Value);
            writer.WriteStringValue(Ratings[(int)line.Rating]);
            writer.WriteStringValue(line.Article);
            writer.WriteStringValue(line.Remark);
        }
    }

    /// <summary>Question, outcome, remark.</summary>
    private sealed class AnswersConverter() : SignedLines<HumanRightsAnswer>(3)
    {
        // By position in their enum.
        private static readonly string[] Questions = Words<HumanRightsQuestion>();
        private static readonly string[] Outcomes = Words<HumanRightsOutcome>();

        protected override (string? By, DateOnly? On) Signature(HumanRightsAnswer line) => (line.By, line.On);

        protected override HumanRightsAnswer Line(JsonElement parts, string? by, DateOnly? on) => new(
            (HumanRightsQuestion)At(Questions, parts[0]), parts[1].ValueKind == JsonValueKind.Null ? null : (HumanRightsOutcome)At(Outcomes, parts[1]), parts[2].GetString(), by, on);

        protected override void WriteParts(Utf8JsonWriter writer, HumanRightsAnswer line)
        {
            writer.WriteStringValue(Questions[(int)line.Question]);
            writer.WriteStringValue(line.Outcome is { } outcome ? Outcomes[(int)outcome] : null);
            writer.WriteStringValue(line.Remark);
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
