using System.Globalization;
using System.Runtime.CompilerServices;

namespace TA.Casework.Storage;

/// <summary>
/// The catalogue of a <see cref="GrainDatabase"/>; the tag is the row's version. It reads an index that covers what it needs, a page at a time, so that a slow
/// reader does not hold up the writer's log.
/// </summary>
public sealed class SqliteEngagementCatalogue(GrainDatabase database) : IEngagementCatalogue
{
    private const int PageSize = 1000;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CatalogueEntry> List(string stateName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var last = "";
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await Task.Run(() => Page(stateName, last), cancellationToken).ConfigureAwait(false);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < PageSize)
                yield break;
            last = page[^1].Key;
        }
    }

    /// <inheritdoc/>
    public Task<int> Count(string stateName, CancellationToken cancellationToken = default) => Task.Run(() => database.Query(command =>
    {
        command.CommandText = "SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = @state AND HasPayload = 1";
        command.Parameters.AddWithValue("@state", stateName);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }), cancellationToken);

    private List<CatalogueEntry> Page(string stateName, string after) => database.Query(command =>
    {
        command.CommandText = """
            SELECT GrainIdExtensionString, Version FROM OrleansStorage
            WHERE GrainTypeString = @state AND HasPayload = 1 AND GrainIdExtensionString > @after
            ORDER BY GrainIdExtensionString LIMIT @size
            """;
        command.Parameters.AddWithValue("@state", stateName);
        command.Parameters.AddWithValue("@after", after);
        command.Parameters.AddWithValue("@size", PageSize);
        using var rows = command.ExecuteReader();
        var page = new List<CatalogueEntry>();
        while (rows.Read())
            page.Add(new CatalogueEntry(rows.GetString(0), rows.GetInt64(1).ToString(CultureInfo.InvariantCulture)));
        return page;
    });
}
