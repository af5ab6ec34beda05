using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TA.Engagements;

namespace TA.Casework.Legislation;

/// <summary>An article of a draft.</summary>
/// <param name="Number">Its number, as in <c>5</c> or <c>5 bis</c>; no other article of the draft has it.</param>
/// <param name="Heading">What it is about, or null.</param>
/// <param name="Text">The text.</param>
/// <param name="Provisions">The provisions that it carries out.</param>
public sealed record DraftArticle(
    [property: Length(Limits.ArticleNumber)] string Number, string? Heading, [property: Length(Limits.ArticleText)] string Text, Items<ProvisionId> Provisions = default);

/// <summary>The text of a draft by article, as it is kept under its hash.</summary>
public sealed partial record DraftText(Items<DraftArticle> Articles)
{
    /// <summary>The number given to what stands before the first article.</summary>
    public const string Preamble = "0";

    /// <summary>The form in which it is kept: JSON as in storage.</summary>
    public byte[] Content() => JsonSerializer.SerializeToUtf8Bytes(this, EngagementJson.Stored);

    /// <summary>Reads a kept text.</summary>
    public static DraftText Read(ReadOnlySpan<byte> content) => JsonSerializer.Deserialize<DraftText>(content, EngagementJson.Stored)!;

    /// <summary>The provisions that any article carries out.</summary>
    public Items<ProvisionId> Provisions() => Articles.SelectMany(a => a.Provisions).Distinct().ToItems();

    /// <summary>What is wrong with it whatever the bill is like, or null: no article, a number twice, a text too long.</summary>
    public Malformed? Fault()
    {
        if (WellFormed.Check(this) is { } malformed)
            return malformed;
        if (Articles.Count == 0)
            return new([new("articles", FieldFaultKind.Empty)]);
        if (Articles.Select(a => a.Number).Distinct().Count() < Articles.Count)
            return new([new("articles", FieldFaultKind.Repeated)]);
        return Content().Length > Limits.DraftBytes ? new([new("articles", FieldFaultKind.TooLong, $"{Limits.DraftBytes}")]) : null;
    }

    /// <summary>
    /// Divides a text into articles. An article begins with a line of its own that says so in one of the six languages and gives its number, perhaps a heading, and perhaps in square brackets the
    /// provisions that it carries out: <c>Article 5. Trafficking in persons [TIP-5.1 TIP-3.a]</c>. What stands before the first one is kept as number 0.
    /// </summary>
    public static DraftText Parse(string text)
    {
        var articles = new List<DraftArticle>();
        var (number, heading, provisions) = (Preamble, (string?)null, (Items<ProvisionId>)[]);
        var body = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Beginning().Match(line) is not { Success: true } match)
            {
                body.Append(line.TrimEnd()).Append('\n');
                continue;
            }

            End();
            number = Spaces().Replace(match.Groups["number"].Value.Trim(), " ");
            heading = match.Groups["heading"].Value.Trim() is { Length: > 0 } said ? said : null;
            provisions = match.Groups["provisions"].Value.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(p => new ProvisionId(p)).Distinct().ToItems();
        }

        End();
        return new(articles.ToItems());

        void End()
        {
            var said = body.ToString().Trim();
            body.Clear();
            // An article that is only a heading holds its heading.
            if (said.Length > 0 || number != Preamble)
                articles.Add(new(number, heading, said.Length > 0 ? said : heading ?? "–", provisions));
        }
    }

    /// <summary>The text as <see cref="Parse"/> reads it.</summary>
    public string Whole() => string.Join("\n\n", Articles.Select(a => a.Number == Preamble
        ? a.Text
        : $"Article {a.Number}.{(a.Heading is null ? "" : $" {a.Heading}")}{(a.Provisions.Count == 0 ? "" : $" [{string.Join(' ', a.Provisions)}]")}\n{a.Text}"));

    // "Article", "Art." and "Section"; in French and Spanish with or without accent; in Russian, Arabic and Chinese. A sentence that begins with the word has more text behind the number.
    [GeneratedRegex(
        @"^\s*(?:(?:Article|Art\.|Art[ií]culo|Section|Sec\.|Статья|المادة|مادة)\s*(?<number>[\p{Nd}]+(?:\s?(?:bis|ter|quater)|[A-Za-z](?![\p{L}]))?)|第\s*(?<number>[\p{Nd}一二三四五六七八九十百]+)\s*条)"
        + @"(?:\s*[.:：–—-]\s*|\s*$|\s+(?=\[)|(?<=条)\s*)(?<heading>[^\[\]]{0,300}?)\s*(?:\[(?<provisions>[A-Za-z0-9.,; -]+)\])?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
