using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace TA.TestKit;

/// <summary>
/// A real PostgreSQL server of our own: Debian's binaries, a temporary folder, a free loopback port. It sorts texts as English does and not by their bytes, so that a
/// column that leaves its order to the server is found out. It ends with the process that started it, however that ends.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string User = "ta";

    // The shell ends the server when our end of its standard input closes, which the operating system sees to when this process dies.
    private const string Script =
        """
        set -e
        "$1/initdb" -D "$2/data" -U ta --pwfile="$2/password" --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US --no-sync >/dev/null
        start() {
          "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300 </dev/null >>"$2/log" 2>&1 &
          server=$!
        }
        stop() {
          kill -INT $server
          wait $server || true
        }
        start "$@"
        while read -r word; do
          $word "$@"
        done
        stop
        rm -rf "$2"
        """;

    private static readonly Lazy<Task<PostgreSqlServer>> shared = new(Start);

    private readonly Process shell;
    private readonly string password;
    private readonly string place;

    private PostgreSqlServer(Process shell, string place, int port, string password) => (this.shell, this.place, Port, this.password) = (shell, place, port, password);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The server's process, for tests that stop or kill it.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(place, "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One server for all tests of this process.</summary>
    public static Task<PostgreSqlServer> Shared() => shared.Value;

    /// <summary>Starts a server; it is ready when this returns.</summary>
    public static async Task<PostgreSqlServer> Start()
    {
        var place = Directory.CreateTempSubdirectory("ta-postgres-").FullName;
        var password = RandomNumberGenerator.GetHexString(24);
        await File.WriteAllTextAsync(Path.Combine(place, "password"), password);
        var port = FreePort();
        string[] command = ["sh", "-c", Script, "sh", Binaries(), place, $"{port}"];
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root; its package brings a user.
            using var own = Process.Start("chown", ["postgres", place])!;
            await own.WaitForExitAsync();
            using var ownPassword = Process.Start("chown", ["postgres", Path.Combine(place, "password")])!;
            await ownPassword.WaitForExitAsync();
            command = ["runuser", "-u", "postgres", "--", .. command];
        }

        var shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, WorkingDirectory = Path.GetTempPath() })!;
        var server = new PostgreSqlServer(shell, place, port, password);
        await server.Answers();
        return server;
    }

    /// <summary>Makes an empty database and returns how to connect to it.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"t{Guid.NewGuid():n}";
        await Execute($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Stops the server as an administrator does who does not wait for those who use it. What it holds is still there when it starts again.</summary>
    public async Task Stop()
    {
        await shell.StandardInput.WriteLineAsync("stop");
        await shell.StandardInput.FlushAsync();
        while (File.Exists(Path.Combine(place, "data", "postmaster.pid")))
            await Task.Delay(50);
    }

    /// <summary>Starts it again where it was; it is ready when this returns.</summary>
    public async Task StartAgain()
    {
        await shell.StandardInput.WriteLineAsync("start");
        await shell.StandardInput.FlushAsync();
        await Answers();
    }

    /// <summary>Drops a database, whoever still uses it.</summary>
    public async Task Drop(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = Port, Username = User, Password = password, Database = database,
    }.ToString();

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task Answers()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (tries < 300 && !shell.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    private static string Binaries() =>
        Directory.Exists("/usr/lib/postgresql") && Directory.GetDirectories("/usr/lib/postgresql").Select(d => (Folder: Path.Combine(d, "bin"), Version: Version(d)))
            .Where(b => b.Version >= 15 && File.Exists(Path.Combine(b.Folder, "initdb"))).OrderBy(b => b.Version).Select(b => b.Folder).FirstOrDefault() is { } found
            ? found
            : throw new InvalidOperationException("These tests need PostgreSQL 15 or later: install Debian's package postgresql (as root, tests/run does).");

    private static int Version(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
