using System.Text;

namespace TA.Casework.Portfolio;

/// <summary>Texts as people, files and programs send them.</summary>
internal static class AnyText
{
    /// <summary>Normalizes a text whatever is in it: half a character and U+FFFE, which <see cref="string.Normalize(NormalizationForm)"/> throws at, become U+FFFD.</summary>
    public static string Normalized(this string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0xFFFE ? Rune.ReplacementChar : rune)).Normalize(form);
        }
    }
}
