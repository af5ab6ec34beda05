using System.Globalization;
using System.Text;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Sums of results as comma-separated values (RFC 4180): one line for each sum and for each of its parts. Small cells are withheld in them as everywhere.</summary>
public static class ResultsCsv
{
    private static readonly string[] Columns = ["indicator", "title", "unit", "group", "dimension", "category", "value", "of", "shown", "target", "engagements", "withheld"];

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

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines.ToString())];
    }

    private static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
