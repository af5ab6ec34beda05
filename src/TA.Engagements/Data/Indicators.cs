using System.Collections.Frozen;
using System.Text.Json;

namespace TA.Engagements;

/// <summary>An indicator of the product's list (source: see docs/data.md).</summary>
/// <param name="Code">As in <c>TRN-1</c>.</param>
/// <param name="Workstream">The line of work; the life cycle for indicators of the engagement as a whole.</param>
/// <param name="Level">Output, outcome or impact.</param>
/// <param name="Title">In English.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Measure">A number, a share or a mean.</param>
/// <param name="Dimensions">By what it is broken down, by the words of <see cref="Indicators.Dimensions"/>.</param>
/// <param name="Conclusions">The conclusions of the twelfth Crime Congress that it serves, letters a to f.</param>
/// <param name="Note">What to bear in mind when it is read; may be empty.</param>
public sealed record Indicator(
    string Code, WorkstreamKind Workstream, ResultLevel Level, string Title, string Unit, Measure Measure, Items<string> Dimensions, string Conclusions, string Note)
{
    /// <summary>It counts people, or cases of people: small numbers of it are withheld wherever they leave the engagement.</summary>
    public bool CountsPeople => Unit is "persons" or "trainees" or "staff" or "cases" or "investigations" || Measure == Measure.Mean;

    /// <summary>The numbers of several years may be added. False where a number says how things stand at the end of a year: then the newest counts.</summary>
    public bool Adds => Code is not ("LEG-4" or "UNIT-1" or "UNIT-2" or "UNIT-4" or "CRD-2" or "HR-1");
}

/// <summary>The level of a result in the results framework.</summary>
public enum ResultLevel
{
    /// <summary>What the engagement delivers.</summary>
    Output,

    /// <summary>What changes because of it.</summary>
    Outcome,

    /// <summary>What it contributes to in the end.</summary>
    Impact,
}

/// <summary>How an indicator is measured.</summary>
public enum Measure
{
    /// <summary>A count.</summary>
    Number,

    /// <summary>So many out of so many.</summary>
    Share,

    /// <summary>A sum over people, and how many people: shown as their mean.</summary>
    Mean,
}

/// <summary>The indicators, and the categories by which they are broken down.</summary>
public static class Indicators
{
    /// <summary>The category of what is not broken down further.</summary>
    public const string NotStated = "not-stated";

    /// <summary>All 24, in the order of the list.</summary>
    public static IReadOnlyList<Indicator> All { get; } = Load();

    private static readonly FrozenDictionary<string, Indicator> ByCode = All.ToFrozenDictionary(i => i.Code);

    /// <summary>
    /// The categories of each dimension. Numbers that are entered use these words; where the list is empty the words are codes of the IATI codelist OrganisationType.
    /// </summary>
    public static FrozenDictionary<string, Items<string>> Dimensions { get; } = new Dictionary<string, Items<string>>
    {
        ["sex"] = ["women", "men", NotStated],
        ["age"] = ["adult", "child", NotStated],
        ["institution"] = Enum.GetValues<InstitutionType>().Select(WorkSources.Word).Append(NotStated).ToItems(),
        ["instrument"] = ["untoc", "tip", "som", "icrmw", "other", NotStated],
        ["category"] = Enum.GetValues<ProvisionCategory>().Select(WorkSources.Word).Append(NotStated).ToItems(),
        ["stakeholder"] = ["civil-society", "survivors-organization", "international-organization", "national-body", "private-sector", "media", "other", NotStated],
        ["unit-kind"] = Enum.GetValues<UnitKind>().Select(WorkSources.Word).Append(NotStated).ToItems(),
        ["level"] = Enum.GetValues<PostLevel>().Select(WorkSources.Word).Append(NotStated).ToItems(),
        ["child-sensitive"] = ["yes", "no", NotStated],
        ["crime"] = ["trafficking", "smuggling", "violence-against-migrants", NotStated],
        ["step"] = ["prosecution", "conviction", NotStated],
        ["organization-type"] = [],
    }.ToFrozenDictionary();

    /// <summary>The indicator of a code, or null.</summary>
    public static Indicator? Find(string code) => ByCode.GetValueOrDefault(code);

    private static Indicator[] Load()
    {
        using var stream = typeof(Indicators).Assembly.GetManifestResourceStream("indicators-1.json")!;
        using var file = JsonDocument.Parse(stream);
        return [.. file.RootElement.GetProperty("indicators").EnumerateArray().Select(Read)];
    }

    private static Indicator Read(JsonElement row)
    {
        string Text(string name) => row.GetProperty(name).GetString()!;
        var unit = Text("unit");
        return new(
            Text("code"),
            Text("workstream") switch
            {
                "case" => WorkstreamKind.LifeCycle,
                "leg" => WorkstreamKind.Legislation,
                "unit" => WorkstreamKind.SpecializedUnit,
                "trn" => WorkstreamKind.Training,
                var other => throw new InvalidDataException($"Unknown workstream '{other}'."),
            },
            Text("level") switch
            {
                "output" => ResultLevel.Output,
                "outcome" => ResultLevel.Outcome,
                "impact" => ResultLevel.Impact,
                var other => throw new InvalidDataException($"Unknown level '{other}'."),
            },
            Text("title"), unit, Text("measure") == "number" ? Measure.Number : unit == "percentage points" ? Measure.Mean : Measure.Share,
            row.GetProperty("disaggregation").EnumerateArray().Select(d => Dimension(d.GetString()!)).ToItems(),
            string.Concat(row.GetProperty("serves_conclusions").EnumerateArray().Select(c => c.GetString())), Text("note"));
    }

    private static string Dimension(string words) => words switch
    {
        "sex" or "instrument" or "category" or "level" => words,
        "adult / child" => "age",
        "institution type" => "institution",
        "kind of stakeholder" => "stakeholder",
        "police / prosecution / border / mixed" => "unit-kind",
        "child-sensitive yes/no" => "child-sensitive",
        "trafficking / smuggling" => "crime",
        "prosecution / conviction" => "step",
        "IATI organisation type" => "organization-type",
        _ => throw new InvalidDataException($"Unknown dimension '{words}'."),
    };
}
