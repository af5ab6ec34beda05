namespace TA.Casework.Exchange;

/// <summary>Lines of cells with tabs between them, for a pipe or a spreadsheet.</summary>
public static class TabSeparated
{
    /// <summary>One line without its end. Tabs and line breaks within a cell become spaces, and a cell that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join('\t', cells.Select(Cell));

    private static string Cell(string cell)
    {
        var line = cell.ReplaceLineEndings(" ").Replace('\t', ' ');
        return line.Length > 0 && line[0] is '=' or '+' or '-' or '@' ? $"'{line}" : line;
    }
}
