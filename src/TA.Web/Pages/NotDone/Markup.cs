using System.Net;
using System.Text.RegularExpressions;

namespace TA.Web.Pages.NotDone;

/// <summary>The tags of a page as our components write them: attributes in double quotes or without, text encoded, no scripts.</summary>
internal sealed partial class Markup
{
    private static readonly string[] OfForms = ["input", "select", "textarea", "button"];
    private readonly string html;
    private readonly List<Tag> tags;

    /// <summary>Reads a page.</summary>
    public Markup(string html)
    {
        this.html = html;
        tags = [.. TagForm().Matches(html).Select(m => new Tag(m.Index, m.Length, m.Groups["name"].Value, m.Groups["close"].Success, m.Value))];
        Forms = ReadForms();
    }

    /// <summary>The forms, with their fields, also those that stand elsewhere and name their form.</summary>
    public IReadOnlyList<FormMarkup> Forms { get; }

    /// <summary>Where the element that a tag begins ends, before its closing tag.</summary>
    public int End(Tag tag)
    {
        var depth = 0;
        foreach (var other in tags.Where(t => t.At >= tag.At && t.Name == tag.Name))
            if ((depth += other.IsEnd ? -1 : 1) == 0)
                return other.At;
        return html.Length;
    }

    /// <summary>The place of a whole element, or null.</summary>
    public (int At, int Length)? Element(string name, string id)
    {
        if (tags.Find(t => t.Name == name && !t.IsEnd && t["id"] == id) is not { } tag)
            return null;
        var end = End(tag);
        return (tag.At, end + name.Length + "</>".Length - tag.At);
    }

    /// <summary>The tags of a name within an element.</summary>
    public IEnumerable<Tag> Between(Tag tag, int end, string name) => tags.Where(t => t.At > tag.At && t.At < end && t.Name == name && !t.IsEnd);

    /// <summary>
    /// What a field is called on the page, encoded: the legend of the group that it lies in and its label; of a box to tick the legend alone, for its label is one of the answers. Null where it has neither.
    /// </summary>
    public string? Label(Tag field)
    {
        var isAnswer = field["type"] is "checkbox" or "radio";
        var own = isAnswer ? null
            : field["aria-label"] is { } spoken ? WebUtility.HtmlEncode(spoken)
            : Around(field, "label") is { } label ? Words(label.At + label.Length, field.At) : null;
        var legend = Around(field, "fieldset") is { } group && Between(group, field.At, "legend").FirstOrDefault() is { } title ? Words(title.At + title.Length, End(title)) : null;
        var parts = new[] { legend, own }.Where(p => !string.IsNullOrEmpty(p)).ToList();
        return parts.Count == 0 ? null : string.Join(": ", parts);
    }

    private Tag? Around(Tag tag, string name) => tags.FindLast(t => t.At < tag.At && t.Name == name && !t.IsEnd && End(t) > tag.At);

    private string Words(int from, int to) => Space().Replace(TagForm().Replace(html[from..to], " "), " ").Trim();

    private List<FormMarkup> ReadForms()
    {
        var forms = new List<FormMarkup>();
        var details = new List<Tag>();
        var elsewhere = new List<(Tag, string)>();
        FormMarkup? open = null;
        foreach (var tag in tags)
            if (tag.Name == "details")
            {
                if (tag.IsEnd)
                    details.RemoveAt(details.Count - 1);
                else
                    details.Add(tag);
            }
            else if (tag.Name == "form")
            {
                open = tag.IsEnd ? null : new(tag, [.. details], []);
                if (open is not null)
                    forms.Add(open);
            }
            else if (OfForms.Contains(tag.Name) && !tag.IsEnd)
            {
                if (tag["form"] is { } id)
                    elsewhere.Add((tag, id));
                else
                    open?.Fields.Add(tag);
            }

        foreach (var (tag, id) in elsewhere)
            forms.Find(f => f.Tag["id"] == id)?.Fields.Add(tag);
        return forms;
    }

    [GeneratedRegex("""<(?<close>/)?(?<name>[a-z][a-z0-9]*)(?:\s+[^\s=>/"]+(?:="[^"]*"|=[^\s">]+)?)*\s*/?>""")]
    private static partial Regex TagForm();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

/// <summary>A form of a page.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Within">The parts that can be folded and that it lies in.</param>
/// <param name="Fields">Its fields and buttons.</param>
internal sealed record FormMarkup(Tag Tag, IReadOnlyList<Tag> Within, List<Tag> Fields)
{
    private static readonly string[] OfTheMoment = ["command", "since", "asOf", "warned", "__RequestVerificationToken"];

    /// <summary>Whether it, or one of its buttons, goes there.</summary>
    public bool Goes(string path) => Tag["action"] == path || Fields.Exists(f => f["formaction"] == path);

    /// <summary>How well it fits: first by the fields it shares with what was sent, then by the hidden ones that are as they were; −1 where one that says what the form is about is not.</summary>
    public int Fit(NotDoneForm sent)
    {
        var fit = Fields.Select(f => f["name"]).OfType<string>().Distinct().Count(sent.Form.ContainsKey) * 1000;
        foreach (var hidden in Fields.Where(f => f["type"] == "hidden" && !OfTheMoment.Contains(f["name"])))
        {
            var name = hidden["name"]!;
            if (sent.Form[name].Any(v => Tag.IsSame(v, hidden["value"] ?? "")))
                fit++;
            else if (sent.Form.ContainsKey(name) && name != "from" && EditedField.Of(name) is null && hidden["value"] is { Length: > 0 })
                return -1;
        }

        return fit;
    }
}

/// <summary>A tag of a page.</summary>
internal sealed partial record Tag(int At, int Length, string Name, bool IsEnd, string Text)
{
    /// <summary>The value of an attribute, or null.</summary>
    public string? this[string attribute] =>
        AttributeForm().Matches(Text).FirstOrDefault(m => m.Groups[1].Value == attribute) is { } match ? WebUtility.HtmlDecode(match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value) : null;

    /// <summary>Whether a value that was sent is the one that is shown. A task in a list says behind a bar what it was like when it was shown; it is the same one when that has changed.</summary>
    public static bool IsSame(string? sent, string shown) => sent == shown || (shown.Contains('|', StringComparison.Ordinal) && sent?.Split('|')[0] == shown.Split('|')[0]);

    /// <summary>The tag with an attribute set.</summary>
    public string With(string attribute, string value)
    {
        var without = Without(attribute);
        return $"{without.TrimEnd('>', '/').TrimEnd()} {attribute}=\"{WebUtility.HtmlEncode(value)}\"{(without.EndsWith("/>", StringComparison.Ordinal) ? "/>" : ">")}";
    }

    /// <summary>The tag with an attribute set, as a tag at the same place.</summary>
    public Tag Marked(string attribute, string value) => this with { Text = With(attribute, value) };

    /// <summary>The tag without an attribute.</summary>
    public string Without(string attribute) => AttributeForm().Replace(Text, m => m.Groups[1].Value == attribute ? "" : m.Value);

    [GeneratedRegex("""\s([^\s=>/"]+)(?:="([^"]*)"|=([^\s">]+))?""")]
    private static partial Regex AttributeForm();
}
