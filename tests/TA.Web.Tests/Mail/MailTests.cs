using MimeKit;
using TA.Casework.Exchange;
using TA.Engagements;

namespace TA.Web.Tests.Mail;

/// <summary>Without a mail server, mails are written into a folder.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task The_people_of_an_organization_get_a_mail_when_a_task_is_theirs_and_when_it_is_sent_back()
    {
        await using var desk = await MailDesk.Open(null);
        await desk.Assign();
        var assigned = await Mail(desk, 1);
        await desk.Do(new StartTask(MailDesk.Task1));
        await desk.Do(new SubmitDeliverable(MailDesk.Task1));
        await desk.Do(new ReturnDeliverable(MailDesk.Task1, "The annex is missing"));
        var sentBack = await Mail(desk, 2);

        Assert.Equal("refugees@example.org", assigned.To.Mailboxes.Single().Address);
        Assert.Contains("“Appui à la législation”", assigned.TextBody);
        Assert.Contains("- Register the request (until ", assigned.TextBody);
        Assert.Equal("refugees@example.org", sentBack.To.Mailboxes.Single().Address);
        Assert.Contains("- Register the request: The annex is missing", sentBack.TextBody);
    }

    [Fact]
    public async Task What_the_sample_data_does_is_told_to_nobody_and_what_people_do_afterwards_is()
    {
        await using var desk = await MailDesk.Open(null);
        await desk.Do(new MarkAsSample());
        await desk.Assign();
        await desk.Do(new CommentOnTask(MailDesk.Task1, "Made up"), SampleData.LastCommand(desk.Engagement));
        await desk.Do(new StartTask(MailDesk.Task1));
        await desk.Do(new SubmitDeliverable(MailDesk.Task1));
        await desk.Do(new ReturnDeliverable(MailDesk.Task1, "The annex is missing"));

        Assert.Contains("- Register the request: The annex is missing", (await Mail(desk, 1)).TextBody);
    }

    [Fact]
    public async Task Of_a_confidential_engagement_a_mail_says_nothing_but_its_number()
    {
        await using var desk = await MailDesk.Open(null, InformationClassification.Confidential);
        await desk.Assign();
        var mail = await Mail(desk, 1);
        Assert.Contains(desk.Engagement.ToString(), mail.TextBody);
        Assert.DoesNotContain("Appui", mail.ToString());
        Assert.DoesNotContain("Register", mail.ToString());
    }

    private static async Task<MimeMessage> Mail(MailDesk desk, int number)
    {
        var folder = Path.Combine(desk.Folder, "mail");
        for (var waited = 0; waited < 400; waited++)
        {
            var files = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("*.eml").OrderBy(f => f.LastWriteTimeUtc).ToList() : [];
            Assert.True(files.Count <= number, "Somebody else got a mail.");
            if (files.Count == number)
                return await MimeMessage.LoadAsync(files[^1].FullName);
            await Task.Delay(50);
        }

        throw new TimeoutException($"Mail {number} did not come.");
    }
}
