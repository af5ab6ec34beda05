using Microsoft.Data.Sqlite;
using TA.TestKit;
using Xunit;

namespace TA.Faults;

/// <summary>The program is killed while mails wait: each is sent all the same, and none is sent anew after every start.</summary>
public sealed class MailKillTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ta-mail-").FullName;

    [Fact]
    public async Task A_mail_that_waits_when_the_program_is_killed_is_sent_after_the_restart_and_only_then()
    {
        await using var server = new MailServer();
        var settings = new Dictionary<string, string>
        {
            ["Mail__Host"] = "127.0.0.1", ["Mail__Port"] = $"{server.Port}", ["Mail__Security"] = "None", ["Mail__From"] = "ta@example.org",
        };
        string reference;
        using (var program = await RunningProgram.Start("demo", folder, settings))
        {
            var opened = await program.Officer.Post("/api/engagements", Guid.NewGuid(), SentCommand.Opening("Mails"));
            Assert.Equal(201, opened.Status);
            reference = opened.Body.GetProperty("reference").GetString()!;
            Assert.Equal(200, await Assign(program, reference, "case.request.log", "iom"));
            await Waits(1);
            // Of this one the program may not even have made a mail when it dies.
            Assert.Equal(200, await Assign(program, reference, "case.request.ack", "unicef"));
            await program.Kill();
        }

        using (var program = await RunningProgram.Start("serve", folder, settings))
            await program.Kill();

        server.Start();
        using (var program = await RunningProgram.Start("serve", folder, settings))
        {
            var mails = await server.Arrived(2);
            Assert.All(mails, m => Assert.Contains(reference, m.Subject));
            Assert.Equal(["iom@ta.example", "unicef@ta.example"], mails.Select(m => m.To.Mailboxes.Single().Address).Order());
            await Task.Delay(1000);
            await program.Kill();
        }

        using (var program = await RunningProgram.Start("serve", folder, settings))
        {
            Assert.Equal(200, await Assign(program, reference, "case.request.triage", "iom"));
            Assert.Equal("iom@ta.example", (await server.Arrived(3))[2].To.Mailboxes.Single().Address);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task Waits(int mails)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "app.db")};Mode=ReadOnly;Pooling=false");
        await database.OpenAsync();
        await using var count = database.CreateCommand();
        count.CommandText = "SELECT count(*) FROM mail_waiting";
        for (var waited = 0; (long)(await count.ExecuteScalarAsync())! != mails; waited++)
        {
            Assert.True(waited < 600, "The mail was not put into the outbox.");
            await Task.Delay(50);
        }
    }

    private static async Task<int> Assign(RunningProgram program, string reference, string task, string organization) =>
        (await program.Officer.Post($"/api/engagements/{reference}/assign-tasks", Guid.NewGuid(), new { tasks = new[] { new { task, from = "unodc" } }, organization, name = organization })).Status;
}
