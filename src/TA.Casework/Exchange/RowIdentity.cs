using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TA.Casework.Portfolio;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>By what a row is known again: its normalized reference, else SHA-256 of its title and address.</summary>
public static partial class RowIdentity
{
    /// <summary>
    /// A project code without what differs from one way of writing it to another: case, spaces, dashes, slashes and other punctuation, digits of other scripts, and the
    /// source of funds and the year of the old form (<c>FS/LAO/04/R76</c> is <c>LAO/R76</c>). Null where no letter or digit is left.
    /// </summary>
    public static string? Normalized(string reference)
    {
        var text = new StringBuilder(reference.Length);
        foreach (var c in reference.Normalized(NormalizationForm.FormKC))
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber)
                text.Append((char)('0' + (int)char.GetNumericValue(c)));
            else if (char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || char.IsSurrogate(c))
                text.Append(char.ToUpperInvariant(c));
            else if (text.Length > 0 && text[^1] != ' ' && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
                text.Append(' ');
        }

        var words = text.ToString().Trim();
        if (OldForm().Match(words) is { Success: true } old)
            words = $"{old.Groups["State"].Value} {old.Groups["code"].Value}";
        return words.Length == 0 ? null : words.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>The identity of a row.</summary>
    internal static string Of(string? reference, string title, string? sourceUrl) =>
        (reference is null ? null : Normalized(reference)) ?? Convert.ToHexStringLower(DerivedId.Hash(title, sourceUrl ?? ""));

    /// <summary>The identifier of the programme of a row: the normalized reference where it has the form, else a hash of the identity.</summary>
    internal static ProgrammeId Programme(string row)
    {
        var id = new ProgrammeId($"P-{row}");
        return ProgrammeId.TryParse(id.Value, null, out _) ? id : new($"P-{Convert.ToHexString(DerivedId.Hash(row))[..32]}");
    }

    // The old form of UNODC's codes: fund (FS crime, AD drugs), State or region, two digits of the year, a letter and a number.
    [GeneratedRegex(@"\A(?:FS|AD) ?(?<State>[A-Z]{3}) ?[0-9]{2} ?(?<code>[A-Z][0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex OldForm();
}
