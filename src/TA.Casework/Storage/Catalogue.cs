using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace TA.Casework.Storage;

/// <summary>Lists what the grain storage holds, straight from the storage: the one way to find what was missed.</summary>
public interface IEngagementCatalogue
{
    /// <summary>Keys and storage tags of one kind of state, ordered by key.</summary>
    /// <param name="stateName">As in the grains: engagement, member-state, programme, history.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<(string Key, string Tag)> List(string stateName, CancellationToken cancellationToken = default);

    /// <summary>The bytes of one state with their tag, or null when there is none.</summary>
    Task<(byte[] Payload, string Tag)?> Read(string stateName, string key, CancellationToken cancellationToken = default);
}

/// <summary>The catalogue of the embedded column; opens the file for reading only, so that it works beside a running server.</summary>
public sealed class SqliteCatalogue(string folder) : IEngagementCatalogue
{
    private readonly string _connectionString = GrainDatabase.ConnectionString(folder, readOnly: true);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string Key, string Tag)> List(string stateName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT GrainIdExtensionString, Version FROM OrleansStorage INDEXED BY OrleansStorageCatalogue WHERE GrainTypeString = $state ORDER BY GrainIdExtensionString";
        command.Parameters.AddWithValue("$state", stateName);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return (reader.GetString(0), reader.GetInt64(1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public async Task<(byte[] Payload, string Tag)?> Read(string stateName, string key, CancellationToken cancellationToken = default)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT PayloadBinary, Version FROM OrleansStorage WHERE GrainTypeString = $state AND GrainIdExtensionString = $key AND PayloadBinary IS NOT NULL";
        command.Parameters.AddWithValue("$state", stateName);
        command.Parameters.AddWithValue("$key", key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? ((byte[])reader[0], reader.GetInt64(1).ToString(System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }
}
