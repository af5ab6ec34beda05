using Microsoft.Data.Sqlite;
using Npgsql;
using TA.Casework.Storage;

namespace TA.Casework.UseCases;

/// <summary>Tells faults of the disk and the databases, which pass when somebody sees to them, from faults of the product.</summary>
public static class StorageFault
{
    // ENOSPC and EDQUOT of Linux, ERROR_DISK_FULL of Windows: what an IOException carries when there is no room.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether the disk or a database kept a request from being answered. Nothing that was acknowledged is lost by it.</summary>
    public static bool Is(Exception fault) =>
        fault is GrainDatabaseException or BlobStorageException or IOException { HResult: NoSpace or QuotaExceeded or NoSpaceOnWindows }
        || BlobStorageException.IsOfStorage(fault)
        || (fault is SqliteException of && GrainDatabaseException.FaultOf(of) != GrainDatabaseFault.Other)
        || fault is PostgresException { SqlState: var state } && OfTheServer(state) || fault is NpgsqlException and not PostgresException
        || (fault.InnerException is { } inner && Is(inner));

    /// <summary>Classes of SQLSTATE (PostgreSQL, appendix A): connection, too little of something (disk, memory), stopped or starting, input and output; and a server that only reads.</summary>
    private static bool OfTheServer(string state) => state[..2] is "08" or "53" or "57" or "58" || state == PostgresErrorCodes.ReadOnlySqlTransaction;
}
