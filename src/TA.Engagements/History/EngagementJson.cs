using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TA.Engagements;

/// <summary>The one JSON form in which commands, events and engagements travel and are kept. Names and enum words are durable.</summary>
public static class EngagementJson
{
    // As stored, where nothing is known of what was written before.
    private static readonly JsonSerializerOptions Plain = New(Shortened);

    /// <summary>
    /// For storage and between silos: default values are left out, so the first word of an enum is durable too; so is what only follows from other members. An unknown member is a fault.
    /// </summary>
    public static JsonSerializerOptions Stored { get; } = New(options =>
    {
        Shortened(options);
        foreach (var converter in (ReadOnlySpan<JsonConverter>)
            [Kept<LegislationWork>(), Kept<UnitWork>(), Kept<TrainingWork>(), Kept<ResultsWork>(), Kept<AgreementWork>(), Kept<RiskWork>()])
            options.Converters.Add(converter);
    });

    /// <summary>For requests and answers: everything is written, what a record needs must be there, an unknown member is a fault.</summary>
    public static JsonSerializerOptions Public { get; } = New(options =>
    {
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowOutOfOrderMetadataProperties = true;
    });

    private static void Shortened(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
        options.IgnoreReadOnlyProperties = true;
        options.Converters.Add(new AttendanceCellConverter());
        options.Converters.Add(new FollowUpCellConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StoredForms.Shorten } };
    }

    private static KeptBytes<T> Kept<T>() where T : class => new(() => Plain);

    private static JsonSerializerOptions New(Action<JsonSerializerOptions> configure)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };
        configure(options);
        // Whoever asks for a type before anything was written or read must find it described.
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
