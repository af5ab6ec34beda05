using System.Text;

namespace TA.Web.Pages.NotDone;

/// <summary>
/// A page with a form that was not carried out, filled in again as it was sent. The page itself is rendered as always; then the form on it that was sent is looked up by where it goes and by its
/// hidden fields, what was typed is put back into its fields, and the message that says why is put at its head. So no page, and no form on it, has to know of this.
/// </summary>
internal sealed class FilledAgain(IResult page, NotDoneForm sent) : IResult
{
    /// <summary>The element that says why.</summary>
    public const string MessageId = "not-done";

    /// <summary>The part of it that lists what was typed, for a page on which the form is not any more.</summary>
    public const string TypedId = "not-done-typed";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = httpContext.Response.Body;
        using var rendered = new MemoryStream();
        httpContext.Response.Body = rendered;
        try
        {
            await page.ExecuteAsync(httpContext);
        }
        finally
        {
            httpContext.Response.Body = body;
        }

        var html = Fill(Encoding.UTF8.GetString(rendered.GetBuffer(), 0, (int)rendered.Length), sent);
        await body.WriteAsync(Encoding.UTF8.GetBytes(html), httpContext.RequestAborted);
    }

    /// <summary>The page with the form filled in; the page as it is where the form is not on it.</summary>
    internal static string Fill(string html, NotDoneForm sent)
    {
        var markup = new Markup(html);
        if (markup.Forms.Where(f => f.Goes(sent.Path)).Select(f => (Form: f, Fit: f.Fit(sent))).Where(f => f.Fit >= 0).OrderByDescending(f => f.Fit).FirstOrDefault().Form is not { } form)
            return html;
        var edits = new List<(int At, int Length, string Text)>();
        foreach (var details in form.Within.Where(d => d["open"] is null))
            edits.Add((details.At, details.Length, details.With("open", "")));
        if (markup.Element("div", MessageId) is { } message)
        {
            var text = html.Substring(message.At, message.Length);
            if (markup.Element("div", TypedId) is { } typed)
                text = text.Remove(typed.At - message.At, typed.Length);
            text = Labelled(text, markup, form, sent);
            edits.Add((message.At, message.Length, ""));
            edits.Add((form.Tag.At + form.Tag.Length, 0, text));
        }

        var seen = new Dictionary<string, int>();
        foreach (var field in form.Fields)
            if (field["name"] is { } name && Again(html, markup, field, name, sent, seen) is { } edit)
                edits.Add(edit);
        var result = new StringBuilder(html);
        foreach (var (at, length, text) in edits.OrderByDescending(e => e.At))
            result.Remove(at, length).Insert(at, text);
        return result.ToString();
    }

    // People know a field by its label on the page, not by what a rule that serves several forms calls it.
    private static string Labelled(string message, Markup markup, FormMarkup form, NotDoneForm sent)
    {
        var from = 0;
        foreach (var (field, name) in sent.Called)
        {
            var quoted = $"“{System.Net.WebUtility.HtmlEncode(name)}”";
            var at = message.IndexOf(quoted, from, StringComparison.Ordinal);
            var ofField = form.Fields.Where(f => f.Name != "button" && f["type"] != "hidden" && NotDoneForm.IsOf(f["name"] ?? "", field)).ToList();
            if (at < 0 || (ofField.Find(f => string.IsNullOrWhiteSpace(sent.Form[f["name"]!])) ?? ofField.FirstOrDefault()) is not { } first || markup.Label(first) is not { } label)
                continue;
            message = message.Remove(at, quoted.Length).Insert(at, $"“{label}”");
            from = at + label.Length;
        }

        return message;
    }

    private static (int, int, string)? Again(string html, Markup markup, Tag field, string name, NotDoneForm sent, Dictionary<string, int> seen)
    {
        var isFaulty = sent.Fields.Any(f => NotDoneForm.IsOf(name, f));
        var tag = isFaulty && field["type"] != "hidden" ? field.Marked("aria-invalid", "true").Marked("aria-describedby", MessageId) : field;
        var values = sent.Form[name];
        var keep = !sent.IsUnknown && !sent.WasTouched(name);
        switch (field.Name, field["type"])
        {
            case ("button", _) or (_, "file" or "password" or "submit"):
                return null;
            case (_, "hidden"):
                return sent.IsUnknown && name != "__RequestVerificationToken" && values.Count > 0 ? Written(field, field.With("value", values[Next(name, seen, values.Count)] ?? "")) : null;
            case (_, "checkbox" or "radio"):
                var isOn = keep ? field["checked"] is not null : values.Any(v => Tag.IsSame(v, field["value"] ?? "on"));
                return Written(field, isOn ? tag.With("checked", "") : tag.Without("checked"));
            case ("textarea", _):
                var end = markup.End(field);
                return (field.At, end - field.At, tag.Text + (keep || values.Count == 0 ? html[(field.At + field.Length)..end] : "\n" + System.Net.WebUtility.HtmlEncode(values[Next(name, seen, values.Count)] ?? "")));
            case ("select", _):
                var last = markup.End(field);
                var options = new StringBuilder(html[(field.At + field.Length)..last]);
                if (!keep && values.Count > 0)
                    foreach (var option in markup.Between(field, last, "option").Reverse())
                        options.Remove(option.At - field.At - field.Length, option.Length)
                            .Insert(option.At - field.At - field.Length, values.Contains(option["value"] ?? "") ? option.With("selected", "") : option.Without("selected"));
                return (field.At, last - field.At, tag.Text + options);
            default:
                return Written(field, keep || values.Count == 0 ? tag.Text : tag.With("value", values[Next(name, seen, values.Count)] ?? ""));
        }
    }

    private static (int, int, string) Written(Tag field, string text) => (field.At, field.Length, text);

    // Several fields of one name take the values in their order.
    private static int Next(string name, Dictionary<string, int> seen, int count)
    {
        var at = seen.GetValueOrDefault(name);
        seen[name] = at + 1;
        return Math.Min(at, count - 1);
    }
}
