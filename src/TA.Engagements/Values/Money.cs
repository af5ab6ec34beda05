using System.Globalization;

namespace TA.Engagements;

/// <summary>An amount with its currency; amounts of different currencies are never added, nothing is converted.</summary>
/// <param name="Amount">0 to <see cref="Limits.Amount"/>, at most two decimals.</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Currency} {Amount:#,0.##}");
}
