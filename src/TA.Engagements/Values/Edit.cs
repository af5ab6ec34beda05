using System.Text.Json;
using System.Text.Json.Nodes;

namespace TA.Engagements;

/// <summary>
/// A field goes from what the person saw to what the person wants. Equal to <paramref name="From"/>, line ends and outer spaces of texts apart: applied. Already <paramref name="To"/>: nothing to do. Anything else: a conflict.
/// An edit whose field has gone back to <paramref name="From"/> cannot be told from a new one by that alone: commands therefore name the version that was seen, see <see cref="EngagementCommand.SeenAt"/>.
/// </summary>
public readonly record struct Edit<T>(T From, T To);

/// <summary>The value of a field after an edit that may be absent; conflicts have been judged before.</summary>
internal static class Edits
{
    /// <summary>What the edit wants, or the present value where there is none.</summary>
    public static T Or<T>(this Edit<T>? edit, T current) => edit is { } wanted ? wanted.To : current;
}

/// <summary>What becomes of a field that has changed since the person saw it.</summary>
public enum OnConflict
{
    /// <summary>Nothing is written; the person is shown both values.</summary>
    Refuse,

    /// <summary>Free fields are applied and the conflict is kept with both values until somebody settles it: for work that was done offline.</summary>
    Keep,
}

/// <summary>
/// One field that somebody else has changed meanwhile. Values stand as text that is the same in every language: words as in the public JSON form, dates as in ISO 8601, the items of a list
/// after each other, the parts of a record by their names. Whoever shows them to people formats them.
/// </summary>
public sealed record FieldConflict(string Field, string? Expected, string? Actual, string? Wanted);

/// <summary>Judges the edits of one command field by field.</summary>
internal sealed class EditJudge
{
    private readonly List<FieldConflict> _conflicts = [];

    public Items<FieldConflict> Conflicts => _conflicts.ToItems();

    public bool AnyApplies { get; private set; }

    /// <summary>The edit if it applies, else null; a conflict is noted.</summary>
    public Edit<T>? Judge<T>(string field, T current, Edit<T>? edit)
    {
        if (edit is not { } wanted || Same(current, wanted.To))
            return null;
        if (Same(current, wanted.From) || SameTo(current, wanted.From))
        {
            AnyApplies = true;
            return edit;
        }

        _conflicts.Add(new(field, TextOf(wanted.From), TextOf(current), TextOf(wanted.To)));
        return null;
    }

    private static string? TextOf<T>(T value) => value switch
    {
        null => null,
        string text => text,
        Money or DateSpan or Topics => value.ToString(),
        _ => TextOf(JsonSerializer.SerializeToElement(value, EngagementJson.Public)),
    };

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        JsonValueKind.Object => string.Join("; ", value.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null).Select(m => $"{m.Name}: {TextOf(m.Value)}")),
        _ => value.GetRawText(),
    };

    private static bool Same<T>(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);

    // As a person sees it: forms send texts back with other line ends and without outer spaces.
    private static bool SameTo<T>(T current, T seen) =>
        current is not null && seen is not null && JsonNode.DeepEquals(Plain(JsonSerializer.SerializeToNode(current, EngagementJson.Public)), Plain(JsonSerializer.SerializeToNode(seen, EngagementJson.Public)));

    private static JsonNode? Plain(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Plain(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Plain)]),
        JsonValue one when one.GetValueKind() == JsonValueKind.String => one.GetValue<string>().Trim().ReplaceLineEndings("\n"),
        _ => value?.DeepClone(),
    };
}
