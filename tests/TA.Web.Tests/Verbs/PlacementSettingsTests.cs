using Microsoft.Extensions.Configuration;
using TA.Web.Placement;

namespace TA.Web.Tests.Verbs;

public sealed class PlacementSettingsTests
{
    private const string Account = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/a;";

    private static Placed Read(params (string Name, string Value)[] settings) =>
        PlacementSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build());

    [Fact]
    public void Without_settings_everything_is_in_the_data_folder_of_one_process() => Assert.Equal(new Placed(null, null, null, null), Read());

    [Fact]
    public void The_profile_Azure_puts_state_on_blobs_and_the_rest_on_PostgreSQL_and_joins_a_cluster()
    {
        var placed = Read(
            ("Profile", "azure"), ("Storage:BlobEndpoint", "https://ta.blob.core.windows.net"), ("Database:ConnectionString", "Host=db;Database=ta;Username=web"),
            ("Clustering:ClusterId", "blue"), ("Clustering:Address", "10.0.0.7"), ("Clustering:SiloPort", "4000"), ("Clustering:GatewayPort", "4001"), ("Clustering:SiloName", "one"));

        Assert.Equal("https://ta.blob.core.windows.net/", placed.Account!.Uri.ToString());
        Assert.Equal("Host=db;Database=ta;Username=web", placed.ConnectionString);
        Assert.Equal(new("blue", "ta", "one", IPAddress.Parse("10.0.0.7"), 4000, 4001), placed.Membership);
        Assert.False(placed.UsesFolder);
    }

    [Fact]
    public void The_portfolio_can_be_on_PostgreSQL_while_state_stays_in_the_folder()
    {
        var placed = Read(("Database:Kind", "PostgreSql"), ("Database:ConnectionString", "Host=db;Database=ta"));

        Assert.True(placed.UsesFolder);
        Assert.Null(placed.Membership);
    }

    [Theory]
    [InlineData("Profile is 'Cloud'; it must be Embedded or Azure.", "Profile=Cloud")]
    [InlineData("Storage:Kind is '1'; it must be Folder or AzureBlob.", "Storage:Kind=1")]
    [InlineData("Storage:BlobEndpoint is missing", "Profile=Azure", "Database:ConnectionString=Host#db;Database#ta")]
    [InlineData("Storage:BlobEndpoint cannot be used: The address of a storage account must begin with https.", "Storage:Kind=AzureBlob", "Storage:BlobEndpoint=http://ta.blob.core.windows.net")]
    [InlineData("Database:ConnectionString is missing", "Database:Kind=PostgreSql")]
    [InlineData("Database:ConnectionString cannot be read", "Database:Kind=PostgreSql", "Database:ConnectionString=Hast#db")]
    [InlineData("Database:ConnectionString must name Host and Database.", "Database:Kind=PostgreSql", "Database:ConnectionString=Host#db")]
    [InlineData("Clustering:Kind is PostgreSql, which needs Database:Kind PostgreSql.", "Clustering:Kind=PostgreSql")]
    [InlineData("a folder belongs to one process", "Clustering:Kind=PostgreSql", "Database:Kind=PostgreSql", "Database:ConnectionString=Host#db;Database#ta")]
    [InlineData("Clustering:SiloPort is '70000'; it must be a number from 1 to 65535.", "Profile=Azure", "Storage:ConnectionString=" + "ACCOUNT", "Database:ConnectionString=Host#db;Database#ta", "Clustering:SiloPort=70000")]
    [InlineData("Clustering:Address is 'here'", "Profile=Azure", "Storage:ConnectionString=" + "ACCOUNT", "Database:ConnectionString=Host#db;Database#ta", "Clustering:Address=here")]
    [InlineData("Storage:BlobEndpoint is given, but Storage:Kind Folder does not use it: set Profile Azure (or Storage:Kind)", "Storage:BlobEndpoint=https://ta.blob.core.windows.net")]
    [InlineData("Database:ConnectionString is given, but Database:Kind Sqlite does not use it", "Database:ConnectionString=Host#db;Database#ta")]
    [InlineData("Clustering:SiloPort is given, but Clustering:Kind Localhost does not use it", "Clustering:SiloPort=4000")]
    [InlineData("two processes could work on it and not know of each other", "Profile=Azure", "Storage:ConnectionString=" + "ACCOUNT", "Database:ConnectionString=Host#db;Database#ta", "Clustering:Kind=Localhost")]
    [InlineData("Database:GrantToObject is 'web'; it must be the object id", "Profile=Azure", "Storage:ConnectionString=" + "ACCOUNT", "Database:ConnectionString=Host#db;Database#ta", "Database:GrantTo=web", "Database:GrantToObject=web")]
    [InlineData("Database:GrantToObject is given without Database:GrantTo", "Profile=Azure", "Storage:ConnectionString=" + "ACCOUNT", "Database:ConnectionString=Host#db;Database#ta", "Database:GrantToObject=8a7c5d1e-0000-4000-8000-000000000001")]
    public void A_wrong_or_missing_setting_is_named_with_the_reason(string sentence, params string[] settings)
    {
        var fault = Assert.Throws<SettingsException>(() => Read(
            [.. settings.Select(s => s.Split('=', 2)).Select(s => (s[0], s[1].Replace('#', '=').Replace("ACCOUNT", Account, StringComparison.Ordinal)))]));

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData("Host=db;Database=ta", 15)]
    [InlineData("Host=db;Database=ta;Command Timeout=60", 60)]
    public async Task A_statement_has_15_seconds_unless_the_connection_string_says_otherwise(string connectionString, int seconds)
    {
        await using var database = Casework.Storage.SqlDatabase.OnPostgreSql(connectionString + ";Password=x");

        Assert.Equal(seconds, database.Server!.CreateCommand().CommandTimeout == 0 ? 0 : new Npgsql.NpgsqlConnectionStringBuilder(database.Server.ConnectionString).CommandTimeout);
    }

    [Fact]
    public void A_password_is_never_repeated()
    {
        var fault = Assert.Throws<SettingsException>(() => Read(("Database:Kind", "PostgreSql"), ("Database:ConnectionString", "Host=db;Database=ta;Password=hunter2;Tiemout=5")));

        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }
}
