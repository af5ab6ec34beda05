using MediatR;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Tests.Mail;

public sealed class MailTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task The_people_of_an_organization_get_a_mail_when_a_task_is_theirs_and_when_it_is_sent_back()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var partner = await site.Add(AccountRoles.Partner, organization: "unhcr");
        await site.Add(AccountRoles.Partner, organization: "ilo");
        var actor = new Actor(new(officer.Id.ToString()), "Officer", ActorRoles.Officer, OrganizationId.Unodc, "Vienna");
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);
        var mediator = site.Services.GetRequiredService<IMediator>();
        var opened = await mediator.Send(new OpenEngagementRequest(Guid.NewGuid(), new OpenEngagement(
            new() { MemberState = "KEN", Title = "Support", Topics = new(TraffickingInPersons: true) },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", today, "Support"), actor.User, today), actor));
        var reference = EngagementReference.Parse(opened.Reference);
        async Task Do(EngagementCommand command) => await mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), command, actor));

        TaskId task = "case.request.log";
        await Do(new AssignTasks([new(task, OrganizationId.Unodc)], new("unhcr"), "UNHCR"));
        var assigned = await Mail(1);
        await Do(new StartTask(task));
        await Do(new SubmitDeliverable(task));
        await Do(new ReturnDeliverable(task, "The annex is missing"));
        var sentBack = await Mail(2);

        Assert.Equal(partner.Email, assigned.To.Mailboxes.Single().Address);
        Assert.Contains("Register the request", assigned.TextBody);
        Assert.Equal(partner.Email, sentBack.To.Mailboxes.Single().Address);
        Assert.Contains("The annex is missing", sentBack.TextBody);
    }

    private async Task<MimeMessage> Mail(int number)
    {
        var folder = Path.Combine(site.DataFolder, "mail");
        for (var waited = 0; waited < 100; waited++)
        {
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).ToList() : [];
            Assert.True(files.Count <= number, "Somebody else got a mail.");
            if (files.Count == number)
            {
                await Task.Delay(100);
                return await MimeMessage.LoadAsync(files[^1]);
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Mail {number} did not come.");
    }
}
