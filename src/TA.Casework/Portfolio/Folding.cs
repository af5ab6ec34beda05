using System.Globalization;
using System.Text;

namespace TA.Casework.Portfolio;

/// <summary>Folds text so that it is found whatever its case, accents and vowel signs: <c>Côte d’Ivoire</c> by <c>cote d'ivoire</c>, <c>الأردن</c> by <c>الاردن</c>.</summary>
public static class Folding
{
    /// <summary>
    /// The text in compatibility decomposition (Unicode UAX 15), without marks, in lower case, with single spaces. Arabic loses the tatweel, and its
    /// forms of alif, ya and ta marbuta become one each.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalized(NormalizationForm.FormKD))
        {
            switch (c)
            {
                case 'ß':
                    folded.Append("ss");
                    break;
                case 'æ' or 'Æ':
                    folded.Append("ae");
                    break;
                case 'œ' or 'Œ':
                    folded.Append("oe");
                    break;
                case 'ـ':
                    break;
                case var _ when char.IsWhiteSpace(c):
                    if (folded.Length > 0 && folded[^1] != ' ')
                        folded.Append(' ');
                    break;
                case var _ when CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                    break;
                default:
                    folded.Append(Single(c));
                    break;
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The folded words of what somebody looks for; each must occur.</summary>
    public static string[] Terms(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static char Single(char c) => c switch
    {
        'ø' or 'Ø' => 'o',
        'ł' or 'Ł' => 'l',
        'đ' or 'Đ' => 'd',
        'ı' => 'i',
        'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        '’' or '‘' or 'ʼ' => '\'',
        '‐' or '‑' or '–' or '—' => '-',
        _ => char.ToLowerInvariant(c),
    };
}
