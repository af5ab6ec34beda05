using System.Collections.Frozen;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>Finds the Member State that a source names before a colon, as in <c>Lao PDR: Ministry of Justice</c>.</summary>
internal static class StateNames
{
    // Short forms in use that follow from no form of the official name.
    private static readonly (string Name, string Code)[] Others =
    [
        ("Lao PDR", "LAO"), ("Laos", "LAO"), ("Vietnam", "VNM"), ("Ivory Coast", "CIV"), ("DR Congo", "COD"), ("DRC", "COD"), ("Cape Verde", "CPV"), ("Swaziland", "SWZ"),
        ("Turkey", "TUR"), ("Syria", "SYR"), ("Russia", "RUS"), ("South Korea", "KOR"), ("DPRK", "PRK"), ("United Kingdom", "GBR"), ("UK", "GBR"), ("United States", "USA"),
        ("USA", "USA"), ("UAE", "ARE"), ("Czech Republic", "CZE"), ("The Gambia", "GMB"), ("The Netherlands", "NLD"), ("North Macedonia", "MKD"), ("East Timor", "TLS"),
    ];

    private static readonly FrozenDictionary<string, string> Codes = Load();

    /// <summary>The State before the colon and the rest; no State and the whole where no State stands there.</summary>
    public static (string? State, string Name) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && name[(colon + 1)..].Trim() is { Length: > 0 } rest && Codes.TryGetValue(name[..colon].Trim(), out var code) ? (code, rest) : (null, name);
    }

    private static FrozenDictionary<string, string> Load()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, code) in Others)
            codes.TryAdd(name, code);
        foreach (var state in MemberStates.All)
            codes.TryAdd(state.Code, state.Code);
        foreach (var state in MemberStates.All)
            foreach (var name in state.Names.Values.SelectMany(Forms))
                codes.TryAdd(name, state.Code);
        return codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Forms(string name)
    {
        yield return name;
        if (name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket)
            yield return name[..bracket];
        foreach (var title in (string[])["United Republic of ", "Republic of "])
            if (name.StartsWith(title, StringComparison.Ordinal))
                yield return name[title.Length..];
    }
}
