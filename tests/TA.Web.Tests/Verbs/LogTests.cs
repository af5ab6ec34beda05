using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TA.Casework.Storage;
using TA.Web.Placement;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Verbs;

/// <summary>The log of a program whose lines are collected.</summary>
public sealed class LogTests : IDisposable
{
    private const string Comment = """{"task":"case.request.log","text":"Mrs Wanjiku Kamau was here"}""";

    private readonly string folder = Directory.CreateTempSubdirectory("ta-test-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Lines_say_which_engagement_and_command_they_belong_to_and_name_nobody()
    {
        string token, address;
        TestAccount account;
        await using (var site = await RunningSite.Start(folder: folder))
        {
            account = await site.Add(AccountRoles.Officer);
            token = await site.NewToken(account);
            using var opened = await site.WithToken(token).Command("/api/engagements", ApiSite.Opening);
            await opened.Is(HttpStatusCode.Created);
            address = opened.Headers.Location!.OriginalString;
        }

        using var program = ProgramRun.Start(new Dictionary<string, string> { ["Log__Format"] = "Json" }, "serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        var log = program.StandardError.ReadToEndAsync();
        var (accepted, refused, failed, unopened, entered) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        long version;
        try
        {
            var first = await program.StandardOutput.ReadLineAsync();
            Assert.StartsWith("TA is ready at http://", first, StringComparison.Ordinal);
            using var person = Caller(new(first!["TA is ready at ".Length..]));
            using (var signedIn = await person.SignIn(account.Email, "not the password"))
                Assert.NotEqual(HttpStatusCode.Redirect, signedIn.StatusCode);
            person.DefaultRequestHeaders.Authorization = new("Bearer", token);

            version = (await (await person.Command($"{address}/comment-on-task", Comment, accepted)).Is(HttpStatusCode.OK)).GetProperty("version").GetInt64();
            await (await person.Command($"{address}/comment-on-task", """{"task":"no.such.task","text":"Mrs Wanjiku Kamau"}""", refused)).IsProblem(HttpStatusCode.NotFound, "task-unknown");
            await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, GrainDatabase.FileName)};Pooling=false;Default Timeout=60"))
            {
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "BEGIN EXCLUSIVE";
                await command.ExecuteNonQueryAsync();
                foreach (var answer in await Task.WhenAll(
                    person.Command($"{address}/comment-on-task", Comment, failed),
                    person.Command("/api/engagements", ApiSite.Opening, unopened),
                    person.Command("/api/programmes/P-GLOT59", """{"title":"Global programme"}""", entered)))
                    await answer.IsProblem(HttpStatusCode.ServiceUnavailable, "unknown");
            }
        }
        finally
        {
            Process.Start("kill", ["-TERM", $"{program.Id}"]).WaitForExit();
            await program.WaitForExitAsync();
        }

        Assert.Equal("", await program.StandardOutput.ReadToEndAsync());
        var text = await log;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        var reference = address.Split('/')[^1];
        foreach (var (id, level, told) in new[]
        {
            (accepted, "Information", $"{reference}: CommentOnTask was accepted, version {version}"),
            (refused, "Information", $"{reference}: CommentOnTask was refused, TaskUnknown"),
            (failed, "Error", $"{reference}: a write failed; the activation ends"),
            (failed, "Warning", $"{reference}: nobody knows whether CommentOnTask {failed} was kept"),
        })
        {
            var line = Assert.Single(lines, l => l.GetProperty("Message").GetString() == told);
            Assert.Equal(level, line.GetProperty("LogLevel").GetString());
            Assert.Contains(Scopes(line), s => s == ("Engagement", reference));
            Assert.Contains(Scopes(line), s => s == ("CommandId", id.ToString()));
            // What a grain tells stands apart from the request.
            Assert.Equal(level != "Error", Scopes(line).Any(s => s.Item1 == "TraceId") && Scopes(line).Any(s => s.Item1 == "RequestId"));
        }

        var unkept = Assert.Single(lines, l => l.GetProperty("Message").GetString() == "KEN: a write failed; the activation ends");
        Assert.Contains(Scopes(unkept), s => s == ("CommandId", unopened.ToString()));
        Assert.Contains(Scopes(unkept), s => s == ("Engagement", $"{reference[..^1]}2"));
        Assert.Contains(Scopes(Assert.Single(lines, l => l.GetProperty("Message").GetString() == "P-GLOT59: a write failed; the activation ends")), s => s == ("CommandId", entered.ToString()));
        // The path of a page of accounts names one.
        Assert.DoesNotContain(lines.SelectMany(Scopes), s => s.Item1 == "RequestPath");

        foreach (var personal in new[] { account.Email, account.Email.ToUpperInvariant(), "Wanjiku", "Test Officer", "127.0.0.77", token })
            Assert.DoesNotContain(personal, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "simple")]
    [InlineData("Azure", null, "json")]
    [InlineData("azure", "Text", "simple")]
    [InlineData("Embedded", "json", "json")]
    public void Machines_get_Json_and_people_text_unless_it_is_said(string? profile, string? format, string formatter)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddSiteLogging(Settings(profile, format), new() { DataFolder = folder, Urls = "" }));
        using var provider = services.BuildServiceProvider();

        Assert.Equal(formatter, provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>>().Value.FormatterName);
    }

    [Fact]
    public void Another_format_ends_the_start()
    {
        var fault = Assert.Throws<SettingsException>(() => new ServiceCollection().AddLogging(logging => logging.AddSiteLogging(Settings(null, "xml"), new() { DataFolder = folder, Urls = "" })));

        Assert.Equal("Log:Format is 'xml'; it must be Text or Json.", fault.Message);
    }

    [Theory]
    [InlineData("5.1.1 <jane.doe@example.org>: Recipient address rejected", "5.1.1 <(address)>: Recipient address rejected")]
    [InlineData("No such user jane@example.org.", "No such user (address)")]
    [InlineData("try again later", "try again later")]
    public void What_a_mail_server_says_is_told_without_addresses(string said, string told) => Assert.Equal(told, TA.Web.Mail.Mails.WithoutAddresses(said));

    private static IConfiguration Settings(string? profile, string? format) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Profile"] = profile, ["Log:Format"] = format }).Build();

    /// <summary>The named values of all scopes of a line.</summary>
    private static IEnumerable<(string, string)> Scopes(JsonElement line) =>
        from scope in line.GetProperty("Scopes").EnumerateArray()
        where scope.ValueKind == JsonValueKind.Object
        from value in scope.EnumerateObject()
        select (value.Name, value.Value.ToString());

    /// <summary>Somebody at an address of their own.</summary>
    private static HttpClient Caller(Uri site) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.77"), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = site };
}
