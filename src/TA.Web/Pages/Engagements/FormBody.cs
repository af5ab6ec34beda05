using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;
using TA.Engagements;

namespace TA.Web.Pages.Engagements;

/// <summary>
/// Reads a command from a form whose fields are named by their place in the command's public JSON form: <c>edits.title.to</c>, <c>counts[2].women</c>. A field left blank is
/// null; where nothing may be null it is a fault. A list of words may come as several fields of one name. An edit that may be left out and goes from a value to the same value
/// is left out: whoever did not touch a field has no conflict about it.
/// </summary>
internal static class FormBody
{
    // What every form carries besides the command.
    private static readonly string[] OfTheForm = ["command", "tab", "at", "task", "since", "asOf", "__RequestVerificationToken"];

    // The options know no types before they are used for the first time, which may be here.
    static FormBody() => EngagementJson.Public.MakeReadOnly(populateMissingResolver: true);

    /// <summary>The command.</summary>
    /// <exception cref="FormFault">A field is unknown, missing or not well formed.</exception>
    public static EngagementCommand Read(Type command, IFormCollection form) => Read<EngagementCommand>(command, form);

    /// <summary>The command of an engagement or a programme.</summary>
    /// <exception cref="FormFault">A field is unknown, missing or not well formed.</exception>
    public static TCommand Read<TCommand>(Type command, IFormCollection form)
    {
        var root = new Branch();
        var members = EngagementJson.Public.GetTypeInfo(command).Properties.Select(p => p.Name).ToHashSet();
        foreach (var (name, values) in form)
            if (members.Contains(name.Split('.', '[')[0]) || !OfTheForm.Contains(name))
                root.Put(name, values);
        try
        {
            return (TCommand)root.ToObject(EngagementJson.Public.GetTypeInfo(command), "").Deserialize(command, EngagementJson.Public)!;
        }
        catch (JsonException fault)
        {
            throw new FormFault(fault.Path is { Length: > 2 } path ? path[2..] : Missing(root, command) ?? "");
        }
    }

    private static string? Missing(Branch root, Type command) =>
        EngagementJson.Public.GetTypeInfo(command).Properties.FirstOrDefault(p => p.IsRequired && !root.Has(p.Name))?.Name;

    /// <summary>A value, or members by name, or items by index.</summary>
    private sealed class Branch
    {
        private readonly SortedDictionary<string, Branch> _members = new(StringComparer.Ordinal);
        private StringValues _values;

        public bool Has(string name) => _members.ContainsKey(name);

        public void Put(string name, StringValues values)
        {
            var at = this;
            // Indices are padded, so that the tenth item comes after the ninth.
            foreach (var step in name.Replace("[", ".", StringComparison.Ordinal).Split('.').Select(s => s.EndsWith(']') ? s[..^1].PadLeft(6, '0') : s))
            {
                if (!at._members.TryGetValue(step, out var next))
                    at._members[step] = next = new();
                at = next;
            }

            at._values = values;
        }

        private bool IsBlank => _members.Count == 0 ? _values.All(string.IsNullOrWhiteSpace) : _members.Values.All(m => m.IsBlank);

        public JsonNode? ToJson(JsonTypeInfo type, string path)
        {
            var kind = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
            var mayBeNull = kind != type.Type;
            if (mayBeNull && IsBlank)
                return null;
            if (mayBeNull)
                type = EngagementJson.Public.GetTypeInfo(kind);
            if (ElementOf(kind) is { } element)
                return ToArray(EngagementJson.Public.GetTypeInfo(element), path);
            if (_members.Count == 0)
                return ToValue(kind, path);
            var result = ToObject(type, path);
            return mayBeNull && IsEdit(kind) && JsonNode.DeepEquals(result["from"], result["to"]) ? null : result;
        }

        // An item of a list whose fields are all blank is a line of the form that nobody filled in.
        private JsonArray ToArray(JsonTypeInfo element, string path) => _members.Count > 0
            ? [.. _members.Values.Where(m => !m.IsBlank).Select((m, i) => m.ToJson(element, $"{path}[{i}]"))]
            : [.. _values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => new Branch { _values = v }.ToJson(element, path))];

        public JsonObject ToObject(JsonTypeInfo type, string path)
        {
            var result = new JsonObject();
            foreach (var (name, member) in _members)
            {
                var property = type.Properties.FirstOrDefault(p => p.Name == name) ?? throw new FormFault($"{path}{name}");
                // A group of fields that are all blank is nothing, where nothing may stand; an edit from nothing to nothing stays one.
                var value = member._members.Count > 0 && member.IsBlank && property.IsSetNullable && ElementOf(property.PropertyType) is null && !IsEdit(property.PropertyType) && !IsOfLists(property.PropertyType)
                    ? null
                    : member.ToJson(EngagementJson.Public.GetTypeInfo(property.PropertyType), $"{path}{name}.");
                if (value is null && property.PropertyType == typeof(string) && !property.IsSetNullable)
                    throw new FormFault($"{path}{name}");
                result[name] = value;
            }

            // An empty list and a box that is not ticked are not in a form, nor is the side of an edit on which there is nothing.
            foreach (var property in type.Properties.Where(p => p.IsRequired && !_members.ContainsKey(p.Name)))
                if (ElementOf(property.PropertyType) is not null)
                    result[property.Name] = new JsonArray();
                else if (property.PropertyType == typeof(bool))
                    result[property.Name] = false;
                else if (IsEdit(type.Type))
                    result[property.Name] = null;
            return result;
        }

        private JsonValue? ToValue(Type kind, string path)
        {
            // A box that can be ticked is sent as its hidden "false", followed by "true" when it is ticked.
            var text = _values.LastOrDefault()?.Trim().ReplaceLineEndings("\n");
            if (kind == typeof(bool))
                return JsonValue.Create(text is "true" or "on");
            if (string.IsNullOrEmpty(text))
                return null;
            if (kind == typeof(int) || kind == typeof(long) || kind == typeof(decimal) || kind == typeof(double))
                return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? kind == typeof(decimal) || kind == typeof(double) ? JsonValue.Create(number)
                    : number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? JsonValue.Create((long)number) : throw new FormFault(path.TrimEnd('.'))
                    : throw new FormFault(path.TrimEnd('.'));
            return JsonValue.Create(text);
        }

        private static bool IsEdit(Type kind) => (Nullable.GetUnderlyingType(kind) ?? kind) is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Edit<>);

        // Such as a mandate: it can be empty, and is then not nothing.
        private static bool IsOfLists(Type kind) => EngagementJson.Public.GetTypeInfo(kind).Properties is { Count: > 0 } all && all.All(p => ElementOf(p.PropertyType) is not null);

        private static Type? ElementOf(Type kind) =>
            kind != typeof(string) && typeof(IEnumerable).IsAssignableFrom(kind) && kind.IsGenericType ? kind.GetGenericArguments()[0] : null;
    }
}
