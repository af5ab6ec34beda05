using System.Collections.Frozen;

namespace TA.Engagements;

/// <summary>A member of the United Nations.</summary>
/// <param name="Code">ISO 3166-1 alpha-3.</param>
/// <param name="Names">Short names by language: en, fr, es, ar, zh, ru.</param>
/// <param name="Region">UN M49 region, in English.</param>
/// <param name="Subregion">UN M49 subregion, in English.</param>
/// <param name="RegionCode">UN M49 code of the region.</param>
public sealed record MemberState(string Code, FrozenDictionary<string, string> Names, string Region, string Subregion, string RegionCode)
{
    /// <summary>The name in a language, or in English where there is none.</summary>
    public string Name(string language) => Names.GetValueOrDefault(language) ?? Names["en"];
}

/// <summary>The 193 Member States (source: see docs/data.md).</summary>
public static class MemberStates
{
    private static readonly FrozenDictionary<string, MemberState> ByCode = Load().ToFrozenDictionary(m => m.Code);

    /// <summary>All, by code.</summary>
    public static IReadOnlyCollection<MemberState> All => ByCode.Values;

    /// <summary>The Member State of a code, or null.</summary>
    public static MemberState? Find(string code) => ByCode.GetValueOrDefault(code);

    private static IEnumerable<MemberState> Load()
    {
        var rows = Table.Read("member-states.csv");
        string[] languages = ["en", "fr", "es", "ar", "zh", "ru"];
        foreach (var row in rows)
            yield return new(row["iso3"], languages.ToFrozenDictionary(l => l, l => row[$"display_{l}"]), row["m49_region"], row["m49_subregion"], row["m49_region_code"]);
    }
}

/// <summary>A partner organization of the product's list (source: see docs/data.md).</summary>
public sealed record ListedOrganization(OrganizationId Id, string Name, string? Acronym, string Kind);

/// <summary>The partner organizations that the product knows from the start.</summary>
public static class ListedOrganizations
{
    /// <summary>All, in the order of the list.</summary>
    public static IReadOnlyList<ListedOrganization> All { get; } =
        [.. Table.Read("partner-organizations.csv").Select(r => new ListedOrganization(new(r["key"]), r["name"], r["acronym"] is "" ? null : r["acronym"], r["kind"]))];

    private static readonly FrozenDictionary<OrganizationId, string> Types =
        Table.Read("partner-organizations.csv").Where(r => r["iati_organisation_type"] != "").ToFrozenDictionary(r => new OrganizationId(r["key"]), r => r["iati_organisation_type"]);

    /// <summary>The code of the IATI codelist OrganisationType of a listed organization; null for others.</summary>
    public static string? Type(OrganizationId organization) => Types.GetValueOrDefault(organization);
}

/// <summary>Reads the product's own tables: comma-separated, quoted with doubled quotes (RFC 4180), no line breaks within fields.</summary>
internal static class Table
{
    public static List<Dictionary<string, string>> Read(string name)
    {
        using var reader = new StreamReader(typeof(Table).Assembly.GetManifestResourceStream(name)!);
        var header = Fields(reader.ReadLine()!);
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line)
            rows.Add(header.Zip(Fields(line)).ToDictionary(p => p.First, p => p.Second));
        return rows;
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(c);
        }

        fields.Add(field.ToString());
        return fields;
    }
}
