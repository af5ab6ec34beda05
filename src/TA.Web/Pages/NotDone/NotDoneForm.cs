using Microsoft.Extensions.Primitives;

namespace TA.Web.Pages.NotDone;

/// <summary>A form that was sent and not carried out. The page that answers shows it again, with what was typed and why.</summary>
public sealed record NotDoneForm
{
    private const string SettlePrefix = "settle.";

    /// <summary>Where the form was sent.</summary>
    public required string Path { get; init; }

    /// <summary>What was sent.</summary>
    public required IFormCollection Form { get; init; }

    /// <summary>Why it was not carried out, in the person's language.</summary>
    public required string Sentence { get; init; }

    /// <summary>The status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>Fields that somebody else has changed meanwhile.</summary>
    public IReadOnlyList<MetChange> Met { get; init; } = [];

    /// <summary>The fields that are not as they should be, by their names in the form.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What the sentence calls them, in its order. Where the form is on the page, their labels there take the place of these.</summary>
    public IReadOnlyList<(string Field, string Name)> Called { get; init; } = [];

    /// <summary>Nobody knows whether it was carried out: the form comes back as it was, command and all, to be sent once more.</summary>
    public bool IsUnknown => Status == StatusCodes.Status503ServiceUnavailable;

    /// <summary>The name of the choice between the two values of a field.</summary>
    public static string Choice(string field) => SettlePrefix + field;

    /// <summary>
    /// The form without choices between two values: where the other person's value was chosen, the field is sent as if it had not been touched.
    /// </summary>
    public static IFormCollection Settle(IFormCollection form)
    {
        var theirs = form.Where(f => f.Key.StartsWith(SettlePrefix, StringComparison.Ordinal) && f.Value == "theirs").Select(f => f.Key[SettlePrefix.Length..]).ToHashSet();
        var fields = new Dictionary<string, StringValues>();
        foreach (var (name, values) in form)
            if (EditedField.Of(name) is not { IsTo: true } edited || !theirs.Contains(edited.Field))
            {
                if (!name.StartsWith(SettlePrefix, StringComparison.Ordinal))
                    fields[name] = values;
            }

        foreach (var (name, values) in form)
            if (EditedField.Of(name) is { IsTo: false } edited && theirs.Contains(edited.Field))
                fields[edited.Other] = values;
        return new FormCollection(fields, form.Files);
    }

    /// <summary>Whether the form has both sides of a field, so that the choice between two values can be sent with it.</summary>
    public bool CanSettle(string field) => Form.Keys.Any(name => EditedField.Of(name) is { IsTo: true } edited && edited.Field == field);

    /// <summary>Whether a field of the form is the one that is named, or lies within it.</summary>
    public static bool IsOf(string name, string field) => name == field || name.StartsWith(field + ".", StringComparison.Ordinal) || name.StartsWith(field + "[", StringComparison.Ordinal);

    /// <summary>Whether the person changed the field of that name, or sent it without saying what it was before.</summary>
    public bool WasTouched(string name) =>
        EditedField.Of(name) is not { IsTo: true } edited || !Side(edited with { IsTo = false }).Any() || !Side(edited).SetEquals(Side(edited with { IsTo = false }));

    private HashSet<(string, string)> Side(EditedField side) =>
        [.. from field in Form
            let other = EditedField.Of(field.Key)
            where other is not null && other.IsTo == side.IsTo && other.Path == side.Path
            from value in field.Value
            where !string.IsNullOrWhiteSpace(value) && value != "false"
            select (other.Rest, value.Trim().ReplaceLineEndings("\n"))];
}

/// <summary>A field that somebody else has changed since the person saw it.</summary>
/// <param name="Field">Its name in the command.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Theirs">What it is now, in words.</param>
/// <param name="Mine">What the person wants, in words.</param>
public sealed record MetChange(string Field, string Label, string Theirs, string Mine);

/// <summary>One side of an edit, as a name in a form has it: <c>edits.dates.to.start</c>.</summary>
/// <param name="Path">The way to the edit, <c>edits.dates</c>.</param>
/// <param name="IsTo">Whether it is the value wanted, or else the one that was seen.</param>
/// <param name="Rest">What lies within the value, <c>start</c>; empty where the value is one.</param>
internal sealed record EditedField(string Path, bool IsTo, string Rest)
{
    /// <summary>The field's own name, <c>dates</c>.</summary>
    public string Field => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The name of the other side.</summary>
    public string Other => $"{Path}.{(IsTo ? "from" : "to")}{(Rest.Length == 0 ? "" : ".")}{Rest}";

    /// <summary>The edit that a name belongs to, or null.</summary>
    public static EditedField? Of(string name)
    {
        var steps = name.Split('.');
        var at = Array.FindIndex(steps, 1 < steps.Length ? 1 : 0, s => s is "from" or "to");
        return at < 1 ? null : new(string.Join('.', steps[..at]), steps[at] == "to", string.Join('.', steps[(at + 1)..]));
    }
}
