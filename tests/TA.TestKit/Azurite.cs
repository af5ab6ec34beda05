using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Xunit;

namespace TA.TestKit;

/// <summary>
/// A real Azurite, which speaks the protocol of Azure Blob Storage, on a free port and in a temporary folder. It has an account and a key of its own. Stopped and started again, it keeps its port
/// and what it holds.
/// </summary>
public sealed partial class Azurite : IAsyncLifetime
{
    /// <summary>The name of its account.</summary>
    public const string Account = "tatests";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("ta-azurite-").FullName;
    private Process? _process;

    /// <summary>The key of its account, made anew each time.</summary>
    public string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    /// <summary>Where it listens; 0 before it has started.</summary>
    public int Port { get; private set; }

    /// <summary>The address of its account.</summary>
    public string Address => $"http://127.0.0.1:{Port}/{Account}";

    /// <summary>How a client gets at it.</summary>
    public string ConnectionString => ConnectionStringAt(Port);

    /// <summary>How a client gets at it through something else that listens on this machine.</summary>
    public string ConnectionStringAt(int port) => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";

    /// <summary>Its process, for tests that let it stand still.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task InitializeAsync()
    {
        var main = Path.Combine(await AzuriteInstallation.Folder(), "node_modules", "azurite", "dist", "src", "blob", "main.js");
        var start = new ProcessStartInfo("node",
            [StartScript(), "--blobPort", $"{Port}", "--location", _folder, "--skipApiVersionCheck", "--disableTelemetry", "--silent"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_MAIN"] = main;
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}";
        var listens = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new System.Text.StringBuilder();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException($"Azurite has ended: {said}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Port = await listens.Task.WaitAsync(Patience);

        void Hear(string? line)
        {
            lock (said)
                said.AppendLine(line);
            if (Listens().Match(line ?? "") is { Success: true } match)
                listens.TrySetResult(int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Stops it in good order; what it holds is still there when it starts again.</summary>
    public async Task Stop()
    {
        if (_process is null)
            return;
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.Dispose();
            _process = null;
        }
    }

    /// <summary>Stops it and removes what it holds.</summary>
    public async Task DisposeAsync()
    {
        await Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static string StartScript() => Path.Combine(AzuriteInstallation.Source(), "start.js");

    [GeneratedRegex(@"successfully listens on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listens();
}

/// <summary>Azurite as npm installs it from <c>tests/azurite</c>: once for each state of the lock file, in the folder where this user's programs keep their data.</summary>
internal static class AzuriteInstallation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string>> Installed = new(() => Task.Run(Install));

    /// <summary>Where it is installed; installs it first if need be.</summary>
    public static Task<string> Folder() => Installed.Value;

    /// <summary>Where the lock file is.</summary>
    public static string Source([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "azurite"));

    private static async Task<string> Install()
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Source(), "package-lock.json"));
        var parent = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "ta-tests");
        var folder = Path.Combine(parent, $"azurite-{Convert.ToHexStringLower(SHA256.HashData(lockFile))[..16]}");
        Directory.CreateDirectory(parent);
        // Test projects run side by side: one of them installs, the others wait for it.
        using var turn = await Turn(folder + ".lock");
        if (Directory.Exists(folder))
            return folder;
        var unfinished = folder + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        foreach (var name in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Source(), name), Path.Combine(unfinished, name));
        await Npm(unfinished);
        Directory.Move(unfinished, folder);
        return folder;
    }

    private static async Task<FileStream> Turn(string file)
    {
        for (var began = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (began.Elapsed < Patience)
            {
                // Somebody else installs.
            }
        }
    }

    private static async Task Npm(string folder)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", "npm", .. Arguments]) : new ProcessStartInfo("npm", Arguments);
        (start.WorkingDirectory, start.RedirectStandardError, start.RedirectStandardOutput) = (folder, true, true);
        Process npm;
        try
        {
            npm = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new InvalidOperationException("The tests of Azure storage need Node.js 20 or newer with npm, which installs Azurite: install them (Debian: apt-get install nodejs npm).", fault);
        }

        using (npm)
        {
            var output = npm.StandardOutput.ReadToEndAsync();
            var errors = await npm.StandardError.ReadToEndAsync().WaitAsync(Patience);
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"npm could not install Azurite; without a network it needs its cache or a registry within reach. It said: {errors}{await output}");
        }
    }

    // The scripts of packages are not run: none is needed.
    private static readonly string[] Arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
}
