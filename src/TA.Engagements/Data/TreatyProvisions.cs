using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TA.Engagements;

/// <summary>An article or paragraph that a gap assessment checks. Summaries and questions are in the product's own words: no legal advice, no official checklist.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Instrument">The treaty: <c>TIP</c>, <c>SOM</c>, <c>UNTOC</c>, or as an officer named it, as in <c>ICRMW</c>.</param>
/// <param name="Article">The article, with its paragraph.</param>
/// <param name="Heading">What it is about.</param>
/// <param name="Obligation">How far it binds.</param>
/// <param name="Category">What kind of measure it asks for.</param>
/// <param name="Summary">What it says, in short.</param>
/// <param name="Question">What the assessment asks of national law.</param>
/// <param name="Qualifier">Words of the treaty that soften it, or null.</param>
/// <param name="Children">It has children in mind.</param>
/// <param name="Women">It has women in mind.</param>
/// <param name="Tags">The questions of the human-rights check that it is evidence for.</param>
/// <param name="Source">Where an added provision was read; null for those of the product.</param>
public sealed record TreatyProvision(
    ProvisionId Id, string Instrument, string Article, string Heading, ObligationLevel Obligation, ProvisionCategory Category, string? Summary, string? Question, string? Qualifier,
    bool Children, bool Women, Items<HumanRightsQuestion> Tags, string? Source = null);

/// <summary>How far a provision binds, by the verb of the treaty.</summary>
public enum ObligationLevel
{
    /// <summary>The text says "shall".</summary>
    Mandatory,

    /// <summary>The text says "shall endeavour" or "make concrete efforts".</summary>
    Endeavour,

    /// <summary>The text says "shall consider".</summary>
    Consider,

    /// <summary>The text says "may".</summary>
    Optional,

    /// <summary>Scope, purpose, saving or definition only: nothing to enact by itself.</summary>
    Interpretive,
}

/// <summary>The kinds of measure that provisions ask for.</summary>
public enum ProvisionCategory
{
    /// <summary>Purpose and scope.</summary>
    General,

    /// <summary>Offences, liability, sanctions, jurisdiction.</summary>
    Criminalization,

    /// <summary>Protection of and assistance to victims, witnesses and migrants.</summary>
    Protection,

    /// <summary>Prevention.</summary>
    Prevention,

    /// <summary>Cooperation among States and authorities.</summary>
    Cooperation,

    /// <summary>Borders, carriers and documents.</summary>
    Border,
}

/// <summary>The 116 provisions of the TIP Protocol, the SOM Protocol and UNTOC that the product knows (source: see docs/data.md).</summary>
public static partial class TreatyProvisions
{
    // Which provisions speak to which question of the human-rights check, beside those whose focus is on children. The TIP Protocol has no article on non-punishment of victims:
    // the duty to protect them from revictimization and not to discriminate against them stands in for it (art. 9.1 b, 14.2).
    private static readonly FrozenDictionary<ProvisionId, HumanRightsQuestion[]> Tagged = new Dictionary<ProvisionId, HumanRightsQuestion[]>
    {
        ["TIP-8.2"] = [HumanRightsQuestion.RefugeeLaw],
        ["TIP-9.1"] = [HumanRightsQuestion.NonPunishment],
        ["TIP-14.1"] = [HumanRightsQuestion.RefugeeLaw],
        ["TIP-14.2"] = [HumanRightsQuestion.NonPunishment],
        ["SOM-3.a"] = [HumanRightsQuestion.NoCriminalizationOfMigrants],
        ["SOM-5"] = [HumanRightsQuestion.NonPunishment, HumanRightsQuestion.NoCriminalizationOfMigrants],
        ["SOM-6.4"] = [HumanRightsQuestion.NoCriminalizationOfMigrants],
        ["SOM-16.1"] = [HumanRightsQuestion.NoMandatoryDetention],
        ["SOM-16.5"] = [HumanRightsQuestion.NoMandatoryDetention],
        ["SOM-18.5"] = [HumanRightsQuestion.RefugeeLaw],
        ["SOM-19.1"] = [HumanRightsQuestion.RefugeeLaw],
        ["SOM-19.2"] = [HumanRightsQuestion.NonPunishment],
    }.ToFrozenDictionary();

    /// <summary>All, in the order of the treaties.</summary>
    public static IReadOnlyList<TreatyProvision> All { get; } = Load();

    private static readonly FrozenDictionary<ProvisionId, TreatyProvision> ById = All.ToFrozenDictionary(p => p.Id);

    /// <summary>The provision of a key, or null.</summary>
    public static TreatyProvision? Find(ProvisionId id) => ById.GetValueOrDefault(id);

    /// <summary>
    /// Whether a text names a provision, as in <c>TIP-9.1</c>, or a whole article, as in <c>SOM-14</c>. Of the treaties that the product has, only what they have is one; of others, such as ICRMW, all that has the
    /// form of one.
    /// </summary>
    public static bool IsName(string text) => All.Any(p => text.StartsWith($"{p.Instrument}-", StringComparison.Ordinal))
        ? All.Any(p => p.Id.Value == text || (p.Id.Value.StartsWith(text, StringComparison.Ordinal) && char.IsAsciiDigit(text[^1]) && !char.IsAsciiDigit(p.Id.Value[text.Length])))
        : OfOthers().IsMatch(text);

    [GeneratedRegex("^[A-Z]{2,12}-[0-9]{1,3}(\\.[0-9a-z]{1,4})*$", RegexOptions.CultureInvariant)]
    private static partial Regex OfOthers();

    /// <summary>
    /// The provisions that an engagement with these topics assesses. Trafficking: the TIP Protocol; smuggling: the SOM Protocol; either: UNTOC too. Violence against migrants has no
    /// protocol of its own: protection, assistance and non-punishment, whichever treaty they stand in. No topic on record: all.
    /// </summary>
    public static IEnumerable<TreatyProvision> For(Topics topics) => All.Where(p => !topics.Any
        || (topics.TraffickingInPersons && p.Instrument is "TIP" or "UNTOC")
        || (topics.SmugglingOfMigrants && p.Instrument is "SOM" or "UNTOC")
        || (topics.ViolenceAgainstMigrants && (p.Category == ProvisionCategory.Protection || p.Tags.Count > 0)));

    private static IReadOnlyList<TreatyProvision> Load()
    {
        using var stream = typeof(TreatyProvisions).Assembly.GetManifestResourceStream("protocol-provisions.json")!;
        var file = JsonSerializer.Deserialize<File>(stream, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;
        return [.. file.Provisions.Select(p => new TreatyProvision(
            p.Id, p.Instrument, p.Paragraph is null ? p.Article : $"{p.Article}({p.Paragraph})", p.Heading,
            Enum.Parse<ObligationLevel>(p.Obligation, ignoreCase: true), Enum.Parse<ProvisionCategory>(p.Category, ignoreCase: true), p.Summary, p.AssessmentQuestion, p.Qualifier,
            p.VulnerabilityFocus.Contains("children"), p.VulnerabilityFocus.Contains("women"),
            [.. Tagged.GetValueOrDefault(p.Id, []), .. p.VulnerabilityFocus.Contains("children") ? [HumanRightsQuestion.Children] : Array.Empty<HumanRightsQuestion>()]))];
    }

    private sealed record File(FileProvision[] Provisions);

    private sealed record FileProvision(
        string Id, string Instrument, string Article, string? Paragraph, string Heading, string Obligation, string Category, string Summary, string AssessmentQuestion, string? Qualifier,
        string[] VulnerabilityFocus);
}
