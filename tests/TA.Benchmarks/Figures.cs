using System.Globalization;

namespace TA.Benchmarks;

/// <summary>What was measured, each figure beside its floor in the same run and what it has to reach.</summary>
internal sealed class Figures
{
    private readonly List<string[]> _rows = [["figure", "measured", "floor", "measured : floor", "to reach", "reached"]];

    /// <summary>A figure without a floor or an aim.</summary>
    public void Add(string what, string measured) => _rows.Add([what, measured, "", "", "", ""]);

    /// <summary>A figure that has to reach a number of its own unit.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="measured">The figure.</param>
    /// <param name="below">What it has to stay below; none where it is only shown.</param>
    /// <param name="floor">The floor of the same run, if there is one.</param>
    public void Add(string what, string unit, double measured, double? below = null, double? floor = null) => _rows.Add(
        [what, Text(measured, unit), floor is { } f ? Text(f, unit) : "", floor is { } g ? Ratio(measured / g) : "", below is { } b ? $"below {Text(b, unit)}" : "", Reached(below is { } most ? measured < most : null)]);

    /// <summary>A figure that has to reach a multiple of its floor: at least <paramref name="least"/> times it, or at most <paramref name="most"/> times it.</summary>
    public void AddRatio(string what, string unit, double measured, double floor, double? least = null, double? most = null) => _rows.Add(
    [
        what, Text(measured, unit), Text(floor, unit), Ratio(measured / floor),
        least is { } low ? $"at least {Ratio(low)}" : most is { } high ? $"at most {Ratio(high)}" : "",
        Reached(least is not null ? measured / floor >= least : most is not null ? measured / floor <= most : null),
    ]);

    /// <summary>Prints one table, as Markdown.</summary>
    public void Print(TextWriter output)
    {
        var widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < _rows.Count; i++)
        {
            output.WriteLine($"| {string.Join(" | ", _rows[i].Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |");
            if (i == 0)
                output.WriteLine($"|{string.Join("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : $"{new string('-', width + 1)}:"))}|");
        }
    }

    private static string Reached(bool? reached) => reached switch { true => "yes", false => "NO", null => "" };

    private static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} ×");

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value.ToString(value < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture)} {unit}");
}

/// <summary>How long each of many repetitions took, in milliseconds.</summary>
/// <param name="Milliseconds">One by one.</param>
/// <param name="Seconds">How long all of them took together.</param>
internal sealed record Timings(IReadOnlyList<double> Milliseconds, double Seconds)
{
    private readonly double[] _sorted = [.. Milliseconds.Order()];

    /// <summary>Repetitions per second.</summary>
    public double Rate => _sorted.Length / Seconds;

    /// <summary>The time that a share of the repetitions did not exceed.</summary>
    public double At(double share) => _sorted[Math.Min(_sorted.Length - 1, (int)(_sorted.Length * share))];
}
