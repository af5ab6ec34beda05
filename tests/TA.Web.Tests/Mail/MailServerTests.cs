using MailKit.Security;
using Microsoft.Data.Sqlite;
using MimeKit;
using TA.Engagements;
using TA.Web.Mail;

namespace TA.Web.Tests.Mail;

/// <summary>Mails over a real mail server, which is there, is away, refuses, or comes back later.</summary>
public sealed class MailServerTests
{
    private static MailSettings To(MailServer server) =>
        new("127.0.0.1", server.Port, SecureSocketOptions.StartTls, null, null, new("TA", "ta@example.org"), server.Certificate, new Uri("https://ta.example.org"));

    [Fact]
    public async Task A_mail_travels_over_TLS_with_a_sign_in()
    {
        await using var server = new MailServer { Account = ("ta", "a password") }.Start();
        await using var desk = await MailDesk.Open(To(server) with { User = "ta", Password = "a password" });
        await desk.Assign();
        var mail = Assert.Single(await server.Arrived(1));
        Assert.All(server.CameSecurely, Assert.True);
        Assert.Equal(("ta@example.org", "refugees@example.org"), (mail.From.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Address));
        Assert.StartsWith($"{desk.Engagement}-", mail.MessageId);
        Assert.Contains("Appui à la législation", mail.TextBody);
        Assert.Contains("https://ta.example.org/my/tasks", mail.TextBody);
    }

    [Fact]
    public async Task No_mail_goes_to_a_server_with_another_certificate_or_that_refuses_the_sign_in()
    {
        await using var server = new MailServer { Account = ("ta", "a password") }.Start();
        foreach (var settings in new[] { To(server) with { User = "ta", Password = "another" }, To(server) with { User = "ta", Password = "a password", CertificateSha256 = new string('0', 64) } })
        {
            var before = server.Connections;
            await using var desk = await MailDesk.Open(settings);
            await desk.Assign();
            for (var waited = 0; server.Connections == before && waited < 200; waited++)
                await Task.Delay(50);
            await Task.Delay(300);
            Assert.Empty(server.Mails);
            Assert.Equal(1, Waiting(desk));
        }
    }

    [Fact]
    public async Task A_mail_waits_while_the_server_is_away_and_over_a_restart_and_is_sent_once()
    {
        await using var server = new MailServer();
        await using var desk = await MailDesk.Open(To(server));
        await desk.Assign();
        await Waits(desk, 1);
        await desk.Stop();
        server.Start();
        await desk.Start();
        await server.Arrived(1);
        await desk.Assign(task: MailDesk.Task2);
        var mails = await server.Arrived(2);
        Assert.Contains("Register the request", mails[0].TextBody);
        Assert.DoesNotContain("Register the request", mails[1].TextBody);

        // Nothing is told again after a restart.
        await desk.Stop();
        await desk.Start();
        await desk.Assign("ilo", task: "case.request.triage");
        Assert.Equal("labour@example.org", (await server.Arrived(3))[2].To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task While_the_server_is_away_it_is_asked_more_and_more_rarely()
    {
        await using var server = new MailServer();
        await using var desk = await MailDesk.Open(To(server));
        await desk.Assign();
        await Waits(desk, 1);
        await Task.Delay(300);
        server.Start();
        await desk.Later(TimeSpan.FromSeconds(2));
        await Task.Delay(500);
        Assert.Equal(0, server.Connections);
        await desk.Later(TimeSpan.FromSeconds(5));
        await server.Arrived(1);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_mail_that_is_refused_keeps_no_other_waiting_and_is_tried_again_for_three_days()
    {
        await using var server = new MailServer { Refuses = to => to.StartsWith("refugees", StringComparison.Ordinal) }.Start();
        await using var desk = await MailDesk.Open(To(server));
        await desk.Assign();
        await desk.Assign("ilo", MailDesk.Task2);
        Assert.Equal("labour@example.org", Assert.Single(await server.Arrived(1)).To.Mailboxes.Single().Address);
        await Waits(desk, 1);

        server.Refuses = _ => false;
        await desk.Later(TimeSpan.FromMinutes(2));
        Assert.Equal("refugees@example.org", (await server.Arrived(2))[1].To.Mailboxes.Single().Address);

        server.Refuses = _ => true;
        await desk.Assign("ilo", "case.request.triage");
        await Waits(desk, 1);
        await desk.Later(TimeSpan.FromDays(4));
        await Waits(desk, 0);
    }

    [Fact]
    public async Task What_nobody_was_told_of_is_found_by_the_sweep_also_behind_a_long_history()
    {
        await using var server = new MailServer().Start();
        await using var desk = await MailDesk.Open(To(server));
        await desk.Assign("ilo", MailDesk.Task2);
        await server.Arrived(1);
        await desk.DoAndTellNobody(new AssignTasks([new(MailDesk.Task1, OrganizationId.Unodc)], new("unhcr"), "UNHCR"));
        for (var remark = 0; remark < 120; remark++)
            await desk.DoAndTellNobody(new CommentOnTask(MailDesk.Task1, $"Remark {remark}"));
        await desk.Stop();
        await desk.Start();
        var mail = (await server.Arrived(2))[1];
        Assert.Equal("refugees@example.org", mail.To.Mailboxes.Single().Address);
        Assert.Contains("Register the request", mail.TextBody);
    }

    [Fact]
    public async Task Much_that_happened_at_once_is_told_in_one_mail_and_what_is_so_no_longer_in_none()
    {
        await using var server = new MailServer().Start();
        await using var desk = await MailDesk.Open(To(server));
        await desk.Assign("ilo", "case.request.triage");
        await server.Arrived(1);
        await Waits(desk, 0);
        // Another process has the turn: nothing is looked at between these changes.
        Sql(desk, "UPDATE leases SET holder = 'another' WHERE name = 'mail'");
        foreach (var task in new[] { MailDesk.Task1, MailDesk.Task2 })
            await desk.DoAndTellNobody(new AssignTasks([new(task, OrganizationId.Unodc)], new("unhcr"), "UNHCR"));
        await desk.DoAndTellNobody(new AssignTasks([new(MailDesk.Task2, new("unhcr"))], OrganizationId.Unodc, "UNODC"));
        Sql(desk, "DELETE FROM leases WHERE name = 'mail'");
        await desk.Later(TimeSpan.FromSeconds(30));
        var refugees = (await server.Arrived(2)).Single(m => m.To.Mailboxes.Single().Address == "refugees@example.org");
        Assert.Contains("Register the request", refugees.TextBody);
        Assert.DoesNotContain("Acknowledge", refugees.TextBody);
    }

    [Fact]
    public async Task Of_what_happened_before_mails_began_or_long_ago_nobody_is_told()
    {
        await using var server = new MailServer().Start();
        await using var desk = await MailDesk.Open(To(server));
        await desk.Assign();
        await server.Arrived(1);
        await desk.Stop();
        Sql(desk, "DROP TABLE mail_waiting; DROP TABLE mail_seen; DROP TABLE mail_beginning; DELETE FROM schema_numbers WHERE name = 'mail'");
        await desk.Start();
        await desk.Assign("ilo", MailDesk.Task2);
        Assert.Equal("labour@example.org", (await server.Arrived(2))[1].To.Mailboxes.Single().Address);

        // An old copy of the database has come back: it knows nothing of what was told.
        Sql(desk, "UPDATE mail_beginning SET at = 0; DELETE FROM mail_seen");
        await desk.Stop();
        desk.Clock.Pass(TimeSpan.FromDays(8));
        await desk.Start();
        await desk.Assign("ilo", "case.request.triage");
        Assert.Contains("triage", (await server.Arrived(3))[2].TextBody, StringComparison.OrdinalIgnoreCase);
        await Task.Delay(500);
        Assert.Equal(3, server.Mails.Count);
    }

    [Fact]
    public async Task Whoever_has_no_account_any_more_gets_no_mail_that_still_waits()
    {
        await using var server = new MailServer();
        await using var desk = await MailDesk.Open(To(server));
        await desk.Assign();
        await Waits(desk, 1);
        Sql(desk, "UPDATE accounts SET DisabledAt = 1 WHERE Email = 'refugees@example.org'");
        server.Start();
        await desk.Later(TimeSpan.FromMinutes(1));
        await Waits(desk, 0);
        Assert.Empty(server.Mails);
    }

    private static async Task Waits(MailDesk desk, int count)
    {
        for (var waited = 0; Waiting(desk) != count; waited++)
        {
            Assert.True(waited < 400, $"{Waiting(desk)} mails wait instead of {count}.");
            await Task.Delay(50);
        }
    }

    private static long Waiting(MailDesk desk) => Sql(desk, "SELECT count(*) FROM mail_waiting");

    private static long Sql(MailDesk desk, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(desk.Folder, "app.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L);
    }
}
