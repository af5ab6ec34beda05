using System.Text;
using CsvHelper;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>
/// A file of engagements, comma-separated (RFC 4180) and UTF-8 with or without byte order mark. The whole of it is checked before anything is done with it: with one fault there
/// are no rows. Cells that a spreadsheet would take for a formula are text like any other.
/// </summary>
/// <param name="Rows">The rows; none when there are faults.</param>
/// <param name="Faults">What is wrong, in the order of the file; no more than <see cref="MostFaults"/>.</param>
public sealed record EngagementFile(Items<FileRow> Rows, Items<FileFault> Faults)
{
    /// <summary>How many faults are told.</summary>
    public const int MostFaults = 200;

    /// <summary>The columns, all of which a file must have, in any order.</summary>
    public static IReadOnlyList<string> Columns => RowReader.Columns;

    /// <summary>Reads and checks a file.</summary>
    public static async Task<EngagementFile> Read(Stream file, CancellationToken cancellation = default)
    {
        var bytes = new byte[Limits.ImportBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length > Limits.ImportBytes
            ? new([], [new(1, 1, null, FileFaultKind.TooLarge, $"{Limits.ImportBytes}")])
            : Read(bytes.AsMemory(0, length));
    }

    /// <summary>Reads and checks a file in memory.</summary>
    public static EngagementFile Read(ReadOnlyMemory<byte> file)
    {
        var faults = new List<FileFault>();
        var rows = new List<FileRow>();
        if (IsOtherUnicode(file.Span))
            faults.Add(new(1, 1, null, FileFaultKind.NotUtf8));
        else
            ReadRecords(file, rows, faults);
        return faults.Count == 0 ? new(rows.ToItems(), []) : new([], faults.OrderBy(f => f.Line).ThenBy(f => f.Column).Take(MostFaults).ToItems());
    }

    private static void ReadRecords(ReadOnlyMemory<byte> file, List<FileRow> rows, List<FileFault> faults)
    {
        var misquoted = new List<CsvMalformedRecord>();
        using var csv = CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            Encoding = Encoding.UTF8,
            OnMalformedRecord = misquoted.Add,
        });
        RowReader? reader = null;
        var count = 0;
        while (csv.Read())
        {
            var record = CsvRecord.Of(csv);
            faults.AddRange(misquoted.Select(m => record.Fault(m)));
            var readable = misquoted.Count == 0;
            misquoted.Clear();
            if (reader is null)
            {
                reader = RowReader.For(record, faults);
                if (reader is null)
                    return;
            }
            else if (++count > Limits.ImportRows)
            {
                faults.Add(new(record.Line, 1, null, FileFaultKind.TooManyRows, $"{Limits.ImportRows}"));
                return;
            }
            else if (readable && reader.Read(record, faults) is { } row)
                rows.Add(row);
        }

        if (reader is null)
            faults.Add(new(1, 1, null, FileFaultKind.EmptyFile));
        else if (count == 0)
            faults.Add(new(1, 1, null, FileFaultKind.NoRows));
        var seen = new Dictionary<string, int>();
        foreach (var row in rows)
            if (!seen.TryAdd(row.Identity, row.Line))
                faults.Add(reader!.Fault(row.Line, row.Reference is null ? "title" : "reference", FileFaultKind.DuplicateRow, $"{seen[row.Identity]}"));
    }

    // The byte order marks of UTF-16 and UTF-32; the CSV reader would silently take such files.
    private static bool IsOtherUnicode(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || file.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]);
}

/// <summary>A record of the file with the place of each field.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Fields">The fields, without quotes.</param>
/// <param name="Lines">The line on which each field begins.</param>
/// <param name="Offset">Where the record begins in the file, in bytes.</param>
/// <param name="Ends">Where each field ends in the file, in bytes.</param>
internal sealed record CsvRecord(int Line, string[] Fields, int[] Lines, long Offset, long[] Ends)
{
    public static CsvRecord Of(CsvReader csv)
    {
        var line = (int)csv.LineNumber;
        var (fields, lines, ends) = (new string[csv.FieldCount], new int[csv.FieldCount], new long[csv.FieldCount]);
        var (at, end) = (line, csv.ByteOffset);
        for (var i = 0; i < fields.Length; i++)
        {
            var raw = csv.GetRawSpan(i);
            fields[i] = csv.GetString(i);
            lines[i] = at;
            at += raw.Count((byte)'\n');
            ends[i] = end += raw.Length;
            end++;
        }

        return new(line, fields, lines, csv.ByteOffset, ends);
    }

    public FileFault Fault(CsvMalformedRecord misquoted)
    {
        // A quote that is never closed opens the last field, wherever the reader noticed.
        var index = misquoted.Reason == CsvMalformedReason.UnterminatedQuote ? Fields.Length - 1 : Array.FindIndex(Ends, end => misquoted.ByteOffset < end);
        if (index < 0)
            index = Fields.Length - 1;
        return new(Lines[index], index + 1, null, misquoted.Reason switch
        {
            CsvMalformedReason.StrayQuote => FileFaultKind.StrayQuote,
            CsvMalformedReason.TextAfterClosingQuote => FileFaultKind.TextAfterQuote,
            _ => FileFaultKind.UnclosedQuote,
        });
    }
}
