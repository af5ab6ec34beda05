using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>A date of which perhaps only the year, or year and month, are known: <c>2015</c>, <c>2015-07</c>, <c>2015-07-19</c> (ISO 8601). Years 1945 to 2100.</summary>
[JsonConverter(typeof(TextIdentifierConverter<PartialDate>))]
public readonly record struct PartialDate(int Year, int? Month = null, int? Day = null) : ITextIdentifier<PartialDate>
{
    /// <summary>The first day it can mean.</summary>
    public DateOnly Earliest => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day it can mean.</summary>
    public DateOnly Latest => Day is { } day ? new(Year, Month!.Value, day) : new(Year, Month ?? 12, DateTime.DaysInMonth(Year, Month ?? 12));

    /// <inheritdoc/>
    public override string ToString() => (Month, Day) switch
    {
        (null, _) => Year.ToString("0000", CultureInfo.InvariantCulture),
        ({ } month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}"),
        ({ } month, { } day) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}-{day:00}"),
    };

    /// <summary>A full date.</summary>
    public static implicit operator PartialDate(DateOnly date) => new(date.Year, date.Month, date.Day);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out PartialDate result)
    {
        result = default;
        if (text is null)
            return false;
        foreach (var form in (ReadOnlySpan<string>)["yyyy", "yyyy-MM", "yyyy-MM-dd"])
        {
            if (!DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                continue;
            result = new(date.Year, form.Length > 4 ? date.Month : null, form.Length > 7 ? date.Day : null);
            return date >= Limits.FirstDate && date <= Limits.LastDate;
        }

        return false;
    }
}

/// <summary>From a first to a last day, both included.</summary>
public readonly record struct DateSpan(DateOnly Start, DateOnly Due)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start:yyyy-MM-dd}/{Due:yyyy-MM-dd}");
}
