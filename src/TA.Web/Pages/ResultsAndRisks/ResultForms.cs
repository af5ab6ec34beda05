using System.Globalization;
using TA.Engagements;
using TA.Web.Pages.Engagements;

namespace TA.Web.Pages.ResultsAndRisks;

/// <summary>Reads the form in which a number with its parts is entered: a field for each category, blank where it is not known.</summary>
internal static class ResultForms
{
    /// <summary>The command. It replaces nothing: a year that has a number already is a conflict, which shows that number.</summary>
    /// <exception cref="FormFault">A field is missing or not a number.</exception>
    public static EnterActual EnterActual(IFormCollection form)
    {
        var cells = form.Keys.Where(k => k.StartsWith("cell.", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(form[k])).Select(key =>
            key.Split('.') is [_, var dimension, var category] ? new EnteredCell(dimension, category, Whole(form, key)!.Value, Whole(form, $"of.{dimension}.{category}")) : throw new FormFault(key));
        var year = Whole(form, "year") ?? throw new FormFault("year");
        return new(
            form["indicator"].ToString(), year,
            new(null, new()
            {
                Year = year,
                Value = decimal.TryParse(form["value"], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : throw new FormFault("value"),
                Of = Whole(form, "of"),
                Source = form["source"].ToString().Trim() is { Length: > 0 } source ? source : throw new FormFault("source"),
                Cells = cells.ToItems(),
            }),
            Whole(form, "asOf"));
    }

    private static int? Whole(IFormCollection form, string field) =>
        string.IsNullOrWhiteSpace(form[field]) ? null
        : int.TryParse(form[field], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormFault(field);
}
