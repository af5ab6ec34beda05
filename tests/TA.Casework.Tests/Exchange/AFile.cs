using System.Text;
using TA.Casework.Exchange;

namespace TA.Casework.Tests.Exchange;

/// <summary>Makes files for tests.</summary>
internal static class AFile
{
    public static string Header { get; } = string.Join(',', EngagementFile.Columns);

    /// <summary>A row by its fields; those not named are blank, title and address are there.</summary>
    public static string Row(params (string Column, string Value)[] fields)
    {
        var values = EngagementFile.Columns.ToDictionary(c => c, c => c switch { "title" => "A project", "source_url" => "https://example.org/a", _ => "" });
        foreach (var (column, value) in fields)
            values[column] = value;
        return string.Join(',', EngagementFile.Columns.Select(c => Quoted(values[c])));
    }

    public static string Of(params string[] rows) => string.Join('\n', rows.Prepend(Header)) + "\n";

    public static EngagementFile Read(string text) => EngagementFile.Read(Encoding.UTF8.GetBytes(text));

    public static Stream Stream(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
