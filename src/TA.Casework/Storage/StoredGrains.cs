using System.Globalization;

namespace TA.Casework.Storage;

/// <summary>Reads the bytes of grain state out of a <see cref="GrainDatabase"/>; needs no silo, and works beside the process that writes.</summary>
public sealed class StoredGrains(GrainDatabase database) : IStoredGrains
{
    /// <summary>The state of one grain as it was last written, or null where it has none.</summary>
    /// <exception cref="GrainDatabaseException">The file cannot be read.</exception>
    public StoredPayload? Read(string stateName, string key) => database.Query(command =>
    {
        command.CommandText = """
            SELECT PayloadBinary, Version FROM OrleansStorage
            WHERE GrainTypeString = @state AND HasPayload = 1 AND GrainIdExtensionString = @key
            """;
        command.Parameters.AddWithValue("@state", stateName);
        command.Parameters.AddWithValue("@key", key);
        using var row = command.ExecuteReader();
        return row.Read()
            ? new StoredPayload(row.GetFieldValue<byte[]>(0), row.GetInt64(1).ToString(CultureInfo.InvariantCulture))
            : null;
    });

    Task<StoredPayload?> IStoredGrains.Read(string stateName, string key, CancellationToken cancellationToken) => Task.FromResult(Read(stateName, key));
}

/// <summary>One state of a grain as it stands in the storage.</summary>
/// <param name="Utf8Json">The bytes that were written.</param>
/// <param name="Tag">The tag of that write, as in <see cref="CatalogueEntry"/>.</param>
public sealed record StoredPayload(ReadOnlyMemory<byte> Utf8Json, string Tag);
