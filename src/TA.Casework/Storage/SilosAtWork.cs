namespace TA.Casework.Storage;

/// <summary>Looks in the tables of clustering whether a silo is at work, of whatever cluster, for verbs that need an installation at rest.</summary>
/// <param name="database">A PostgreSQL database.</param>
public sealed class SilosAtWork(SqlDatabase database)
{
    // Orleans.Runtime.SiloStatus.Dead, as the provider writes it.
    private const int Dead = 6;

    /// <summary>How long a silo counts as at work that has not said since that it is. One that was killed does not say so; one that lives does every few seconds.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Ends with an exception if one is at work. Where there are no tables of clustering there is none.</summary>
    /// <exception cref="IOException">A silo is at work; the message is one line and names it.</exception>
    public async Task Refuse(CancellationToken cancellation)
    {
        await using var connection = await database.Connect(readOnly: true, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT to_regclass('orleansmembershiptable') IS NOT NULL";
        if (await command.ExecuteScalarAsync(cancellation) is not true)
            return;
        command.CommandText = $"SELECT SiloName || ' at ' || Address || ':' || Port FROM OrleansMembershipTable WHERE Status <> {Dead} AND IAmAliveTime > now() - @patience LIMIT 1";
        var patience = command.CreateParameter();
        (patience.ParameterName, patience.Value) = ("patience", Patience);
        command.Parameters.Add(patience);
        if (await command.ExecuteScalarAsync(cancellation) is string silo)
            throw new IOException($"the silo {silo} works on {database.Name}: stop all of them. One that was killed counts for {Patience.TotalSeconds:0} s more.");
    }
}
