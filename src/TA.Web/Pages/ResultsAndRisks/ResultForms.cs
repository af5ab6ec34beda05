using System.Globalization;
using System.Text.Json;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.Web.Pages.Engagements;

namespace TA.Web.Pages.ResultsAndRisks;

/// <summary>Reads forms of results whose fields are not named by their place in the command.</summary>
internal static class ResultForms
{
    /// <summary>
    /// A number with its parts: a field for each category, blank where it is not known. A form without the number that it replaces enters a new one: a year that has a number already is then a
    /// conflict, which shows that number.
    /// </summary>
    /// <exception cref="FormFault">A field is missing or not a number.</exception>
    public static EnterActual EnterActual(IFormCollection form)
    {
        var year = Whole(form, "year") ?? throw new FormFault("year");
        return new(form["indicator"].ToString(), year, new(Seen(form), form["withdraw"].Count > 0 ? null : Entered(form, year)), Whole(form, "asOf"));
    }

    /// <summary>What one task of a list serves; each names what was set for it when the list was shown.</summary>
    /// <exception cref="FormFault">A field is missing or not well formed.</exception>
    public static ClassifyTask ClassifyTask(IFormCollection form) =>
        form["of"].ToString().Split('|') is [var task, var from] && TaskId.TryParse(task, null, out var id)
            ? new(id, new(Focus("of", from), Focus("to", form["to"].ToString())), Whole(form, "asOf"))
            : throw new FormFault("of");

    /// <summary>A number that was entered, as a hidden field carries it.</summary>
    public static string Written(EnteredActual entered) => JsonSerializer.Serialize(entered, EngagementJson.Stored);

    /// <summary>A task and what was set for it, as a list carries them.</summary>
    public static string Written(Engagement engagement, PlanTask task) =>
        $"{task.Id}|{string.Concat(engagement.Results.Focus.Where(f => f.Task == task.Id).Select(f => PortfolioWords.Word(f.Focus)))}";

    private static EnteredActual? Seen(IFormCollection form)
    {
        try
        {
            return form["from"].ToString() is { Length: > 0 } text ? JsonSerializer.Deserialize<EnteredActual>(text, EngagementJson.Stored) : null;
        }
        catch (JsonException)
        {
            throw new FormFault("from");
        }
    }

    private static EnteredActual Entered(IFormCollection form, int year)
    {
        var cells = form.Keys.Where(k => k.StartsWith("cell.", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(form[k])).Select(key =>
            key.Split('.') is [_, var dimension, var category] ? new EnteredCell(dimension, category, Whole(form, key)!.Value, Whole(form, $"of.{dimension}.{category}")) : throw new FormFault(key));
        return new()
        {
            Year = year,
            Value = decimal.TryParse(form["value"], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : throw new FormFault("value"),
            Of = Whole(form, "of"),
            Source = form["source"].ToString().Trim() is { Length: > 0 } source ? source : throw new FormFault("source"),
            Cells = cells.ToItems(),
        };
    }

    private static WorkFocus? Focus(string field, string word) =>
        word.Length == 0 ? null : PortfolioWords.TryRead<WorkFocus>(word, out var focus) ? focus : throw new FormFault(field);

    private static int? Whole(IFormCollection form, string field) =>
        string.IsNullOrWhiteSpace(form[field]) ? null
        : int.TryParse(form[field], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormFault(field);
}
