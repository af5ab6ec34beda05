using System.Globalization;
using Microsoft.Extensions.Localization;
using TA.Engagements;
using TA.Web.Resources;

namespace TA.Web.Pages.ResultsAndRisks;

/// <summary>Numbers of indicators as people read them.</summary>
internal static class ResultText
{
    /// <summary>A count, a percentage or a mean; of the last two also out of how many.</summary>
    public static string Of(Indicator indicator, decimal value, decimal? of) =>
        ResultsReached.Shown(indicator.Measure, value, of) is not { } shown ? "–"
        : indicator.Measure == Measure.Number ? Number(indicator, shown)
        : indicator.Measure == Measure.Share ? string.Create(CultureInfo.CurrentCulture, $"{Number(indicator, shown)} ({value:0.##}/{of:0.##})")
        : string.Create(CultureInfo.CurrentCulture, $"{Number(indicator, shown)} ({of:0.##})");

    /// <summary>A value of the indicator by itself.</summary>
    public static string Number(Indicator indicator, decimal value) =>
        string.Create(CultureInfo.CurrentCulture, $"{value:0.##}{(indicator.Measure == Measure.Share ? " %" : "")}");
}

/// <summary>Words of breakdowns.</summary>
internal static class Words
{
    /// <summary>The word of a category; the category itself where it is a code.</summary>
    public static string Category(IStringLocalizer<Texts> T, string category) => T[$"Cell.{category}"] is { ResourceNotFound: false } word ? word : category;
}
