using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace TA.Engagements;

/// <summary>A provision of a treaty: the product's key (<c>TIP-5.1</c>), or one made from the command that added it. Letters, digits, dots and hyphens, at most 64.</summary>
[JsonConverter(typeof(TextIdentifierConverter<ProvisionId>))]
public readonly partial record struct ProvisionId(string Value) : ITextIdentifier<ProvisionId>
{
    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>A literal key as a provision's identifier.</summary>
    public static implicit operator ProvisionId(string value) => new(value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out ProvisionId result)
    {
        result = new(text ?? "");
        return text is not null && Form().IsMatch(text);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
