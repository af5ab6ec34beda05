using System.Collections.Frozen;
using System.Text;
using TA.Casework.Portfolio;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>Finds the organization of the product's list that a source names in its own way: by name, by acronym, or by both, as in <c>International Labour Organization (ILO)</c>.</summary>
public static class ListedNames
{
    private static readonly FrozenDictionary<string, ListedOrganization> ByAcronym =
        ListedOrganizations.All.Where(o => o.Acronym is not null).ToFrozenDictionary(o => Key(o.Acronym!));

    private static readonly FrozenDictionary<string, ListedOrganization> ByName = Load();

    /// <summary>The listed organization, or null when the list has none of that name.</summary>
    public static ListedOrganization? Find(string name)
    {
        var key = Key(name);
        if (ByName.GetValueOrDefault(key) is { } whole)
            return whole;
        if (ByAcronym.GetValueOrDefault(key) is { } acronym)
            return acronym;
        if (name.LastIndexOf('(') is not (> 0 and var bracket) || !name.TrimEnd().EndsWith(')'))
            return null;
        var outside = name[..bracket];
        if (ByName.GetValueOrDefault(Key(outside)) is { } outer)
            return outer;
        if (ByAcronym.GetValueOrDefault(Key(outside)) is { } outerAcronym)
            return outerAcronym;

        // Different bodies have the same acronym, so the words before the bracket must have something of the listed name.
        return ByAcronym.GetValueOrDefault(Key(name[bracket..])) is { } inside && Telling(outside).Intersect(Telling(inside.Name)).Any() ? inside : null;
    }

    private static FrozenDictionary<string, ListedOrganization> Load()
    {
        var names = ListedOrganizations.All.ToDictionary(o => Key(o.Name));
        foreach (var listed in ListedOrganizations.All)
        {
            // "World Vision" is World Vision International; "La Strada" may be any of two.
            var words = Words(listed.Name);
            if (words.Count > 2 && words[^1] == "INTERNATIONAL" && string.Join(' ', words.SkipLast(1)) is var brief && names.Keys.Count(n => n.StartsWith(brief, StringComparison.Ordinal)) == 1)
                names.Add(brief, listed);
        }

        return names.ToFrozenDictionary();
    }

    private static string Key(string name) => string.Join(' ', Words(name));

    private static List<string> Words(string name)
    {
        var words = new string([.. name.Normalized(NormalizationForm.FormKC).Select(c => char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w != "THE").ToList();
        if (words.Count > 1 && words[0] == "UN")
        {
            words[0] = "UNITED";
            words.Insert(1, "NATIONS");
        }

        return words;
    }

    private static IEnumerable<string> Telling(string name) =>
        Words(name).Where(w => w.Length > 3 && w is not ("UNITED" or "NATIONS" or "INTERNATIONAL" or "ORGANIZATION" or "OFFICE" or "STATES" or "AGAINST" or "NATIONAL"));
}
