using System.Globalization;
using System.Text;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// Sums of results as comma-separated values (RFC 4180): one line for each sum and for each of its parts, and at the end the balance of the plans. Small cells are withheld in them as everywhere.
/// </summary>
public static class ResultsCsv
{
    private static readonly string[] Columns = ["indicator", "title", "unit", "group", "dimension", "category", "value", "of", "shown", "target", "engagements", "withheld"];

    private const string Balance = "BALANCE";
    private const string BalanceTitle = "Balance of the plans (conclusion a)";

    /// <summary>The file, with a byte order mark.</summary>
    public static byte[] Of(RollUpAnswer answer)
    {
        var lines = new StringBuilder();
        Csv.Line(lines, Columns);
        foreach (var line in answer.Lines)
        {
            var indicator = Indicators.Find(line.Indicator)!;
            Csv.Line(lines, [line.Indicator, indicator.Title, indicator.Unit, line.Group, "", "", Text(line.Value), Text(line.Of), Text(line.Shown), Text(line.Target), Text(line.Engagements), Text(line.Withheld)]);
            foreach (var cell in line.Cells)
                Csv.Line(lines, [line.Indicator, indicator.Title, indicator.Unit, line.Group, cell.Dimension, cell.Category, Text(cell.Value), Text(cell.Of), Text(cell.Shown), "", "", Text(cell.Withheld)]);
        }

        foreach (var (focus, days, share) in new[]
        {
            (WorkFocus.CriminalJustice, answer.Balance.CriminalJustice, answer.Balance.CriminalJusticeShare), (WorkFocus.Protection, answer.Balance.Protection, answer.Balance.ProtectionShare),
            (WorkFocus.Both, answer.Balance.Both, null), (WorkFocus.Neither, answer.Balance.Neither, (decimal?)null),
        })
            Csv.Line(lines, [Balance, BalanceTitle, "working days", "", "focus", PortfolioWords.Word(focus), Text(days), "", Text(share), "", Text(answer.Engagements), ""]);
        Csv.Line(lines, [Balance, BalanceTitle, "tasks", "", "focus", "unclassified", Text(answer.Balance.Unclassified), "", "", "", Text(answer.Engagements), ""]);
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines.ToString())];
    }

    private static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
