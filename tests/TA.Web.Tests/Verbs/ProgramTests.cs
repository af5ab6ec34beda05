using System.Net.Sockets;

namespace TA.Web.Tests.Verbs;

public sealed class ProgramTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ta-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Help_goes_to_standard_output()
    {
        var (status, output, errors) = await ProgramRun.ToItsEnd("--help");
        Assert.Equal(0, status);
        Assert.Contains("serve", output);
        Assert.Contains("demo", output);
        Assert.Contains("--data", output);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task An_address_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (status, output, errors) = await ProgramRun.ToItsEnd("--data", folder, "--urls", $"http://{taken.LocalEndpoint}");
        Assert.Equal(1, status);
        Assert.Empty(output);
        Assert.Contains("address already in use", Assert.Single(errors.TrimEnd().Split('\n')));
    }

    [Fact]
    public async Task A_damaged_database_is_told_in_one_line_that_names_it()
    {
        var database = Path.Combine(folder, "app.db");
        await File.WriteAllTextAsync(database, string.Concat(Enumerable.Repeat("this is no database ", 500)));
        var (status, _, errors) = await ProgramRun.ToItsEnd("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, status);
        Assert.Contains(database, Assert.Single(errors.TrimEnd().Split('\n')));
    }

    [Fact]
    public async Task A_site_says_its_address_on_standard_output_and_the_code_on_standard_error()
    {
        using var process = ProgramRun.Start("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            Assert.Matches(@"http://127\.0\.0\.1:\d+$", await process.StandardOutput.ReadLineAsync(limit.Token));
            Assert.Matches("/setup with the code [A-Z0-9]{4}(-[A-Z0-9]{4}){3}$", await process.StandardError.ReadLineAsync(limit.Token));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
