using Microsoft.Data.Sqlite;

namespace TA.Casework.Storage;

/// <summary>Why the grain database cannot be used.</summary>
public enum GrainDatabaseFault
{
    /// <summary>The content is not, or no longer, that of a SQLite database.</summary>
    Damaged,

    /// <summary>Another process holds a lock on it for longer than one waits.</summary>
    Locked,

    /// <summary>The file or its folder cannot be opened or written to by this user.</summary>
    NotWritable,

    /// <summary>The disk has no room left.</summary>
    DiskFull,

    /// <summary>The disk failed to read or write.</summary>
    Unreadable,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>A newer release wrote it.</summary>
    Newer,

    /// <summary>An error of another kind; the inner exception says which.</summary>
    Other,
}

/// <summary>The grain database cannot be used; <see cref="Exception.Message"/> says why in one line, with the path of the file.</summary>
public sealed class GrainDatabaseException(GrainDatabaseFault fault, string path, Exception? inner = null)
    : IOException(Sentence(fault, path, inner), inner)
{
    /// <summary>What is wrong.</summary>
    public GrainDatabaseFault Fault { get; } = fault;

    /// <summary>Full path of the database file.</summary>
    public string Path { get; } = path;

    // The numbers are SQLite's primary result codes, https://sqlite.org/rescode.html.
    internal static GrainDatabaseFault FaultOf(SqliteException error) => error.SqliteErrorCode switch
    {
        11 or 26 => GrainDatabaseFault.Damaged,
        5 or 6 => GrainDatabaseFault.Locked,
        3 or 8 or 14 or 23 => GrainDatabaseFault.NotWritable,
        13 => GrainDatabaseFault.DiskFull,
        10 => GrainDatabaseFault.Unreadable,
        _ => GrainDatabaseFault.Other,
    };

    private static string Sentence(GrainDatabaseFault fault, string path, Exception? inner) => fault switch
    {
        GrainDatabaseFault.Damaged => $"The database file {path} is damaged. Keep a copy of it and restore a backup.",
        GrainDatabaseFault.Locked => $"The database file {path} is locked by another process.",
        GrainDatabaseFault.NotWritable => $"The database file {path} cannot be opened for writing. Check its folder and permissions.",
        GrainDatabaseFault.DiskFull => $"The database file {path} cannot grow: the disk is full. Nothing was written.",
        GrainDatabaseFault.Unreadable => $"The database file {path} cannot be read or written: the disk reports an error.",
        GrainDatabaseFault.Missing => $"There is no database file {path}.",
        GrainDatabaseFault.Newer => $"The database file {path} was written by a newer release of this program.",
        _ => $"The database file {path} cannot be used: {FirstLine(inner?.Message)}",
    };

    private static string FirstLine(string? text) => text?.Split('\n', 2)[0].TrimEnd() ?? "unknown error.";
}
