using System.Globalization;
using System.Text.Json;

namespace TA.Benchmarks;

/// <summary>What was measured, each figure beside its floor in the same run and what it has to reach.</summary>
internal sealed class Figures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<Figure> figures = [];

    /// <summary>A figure that has to reach a number of its own unit.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="measured">The figure.</param>
    /// <param name="below">What it has to stay below; none where it is only shown.</param>
    /// <param name="floor">The floor of the same run, if there is one.</param>
    /// <param name="least">What it has to come to at least.</param>
    public void Add(string what, string unit, double measured, double? below = null, double? floor = null, double? least = null) => figures.Add(new(
        what, unit, measured, floor,
        below is { } high ? $"below {Text(high, unit)}" : least is { } low ? $"at least {Text(low, unit)}" : "",
        below is not null ? measured < below : least is not null ? measured >= least : null));

    /// <summary>A figure that has to reach a multiple of its floor: at least <paramref name="least"/> times it, or at most <paramref name="most"/> times it.</summary>
    public void AddRatio(string what, string unit, double measured, double floor, double? least = null, double? most = null) => figures.Add(new(
        what, unit, measured, floor,
        least is { } low ? $"at least {Ratio(low)}" : most is { } high ? $"at most {Ratio(high)}" : "",
        least is not null ? measured / floor >= least : most is not null ? measured / floor <= most : null));

    /// <summary>Writes one table, as Markdown.</summary>
    public void WriteMarkdown(TextWriter output)
    {
        List<string[]> rows = [["figure", "measured", "floor", "measured : floor", "to reach", "reached"], .. figures.Select(f => f.Row())];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            output.WriteLine($"| {string.Join(" | ", rows[i].Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |");
            if (i == 0)
                output.WriteLine($"|{string.Join("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : $"{new string('-', width + 1)}:"))}|");
        }
    }

    /// <summary>Writes the same as JSON, with the machine and the day.</summary>
    public async Task WriteJson(Stream output) => await JsonSerializer.SerializeAsync(output, new
    {
        Day = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Processors = Environment.ProcessorCount, Runtime = Environment.Version.ToString(), Figures = figures,
    }, Json);

    private static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} ×");

    private static string Text(double value, string unit) => $"{value.ToString(value < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture)} {unit}";

    private sealed record Figure(string What, string Unit, double Measured, double? Floor, string ToReach, bool? Reached)
    {
        public double? OfFloor => Measured / Floor;

        public string[] Row() =>
            [What, Text(Measured, Unit), Floor is { } floor ? Text(floor, Unit) : "", OfFloor is { } ratio ? Ratio(ratio) : "", ToReach, Reached switch { true => "yes", false => "NO", null => "" }];
    }
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
