using System.Globalization;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The day for which the portfolio is asked: today as things stand now, or an earlier day as the system had recorded them by its end. Health and what is due are told for that day.</summary>
/// <param name="Today">Today, UTC.</param>
/// <param name="AsOf">The UTC day at whose end things are to be told; null, or today, for how they stand now. A day that has not come is refused.</param>
public readonly record struct PortfolioDay(DateOnly Today, DateOnly? AsOf = null)
{
    private const int LongestToRepeat = 40;

    private string? Unreadable { get; init; }

    /// <summary>The day itself.</summary>
    public DateOnly On => AsOf ?? Today;

    /// <summary>Whether it is an earlier day than today.</summary>
    public bool IsPast => AsOf < Today;

    /// <summary>As things stand now.</summary>
    public static implicit operator PortfolioDay(DateOnly today) => new(today);

    /// <summary>As things stand now.</summary>
    public static PortfolioDay FromDateOnly(DateOnly today) => today;

    /// <summary>Why nothing can be told of the day, or null.</summary>
    public Refusal? Refusal => Unreadable is { } text ? new NoSuchDay(text) : AsOf > Today ? new DayToCome(AsOf.Value) : null;

    /// <summary>The day that somebody writes (<c>2025-12-31</c>); nothing for how things stand now. What is no day is kept to be refused.</summary>
    public static PortfolioDay Read(DateOnly today, string? asOf) =>
        string.IsNullOrWhiteSpace(asOf) ? new(today)
        : DateOnly.TryParseExact(asOf.Trim(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(today, day)
        : new(today) { Unreadable = asOf.Length > LongestToRepeat ? asOf[..LongestToRepeat] : asOf };
}
