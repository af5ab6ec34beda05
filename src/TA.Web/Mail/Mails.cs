using System.Threading.Channels;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Localization;
using MimeKit;
using Orleans;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Mail;

/// <summary>
/// Writes a plain e-mail to the people of an organization when a task is assigned to it or its deliverable is sent back: over SMTP where a server is configured
/// (<c>Mail:Host</c>, <c>Mail:Port</c>, <c>Mail:From</c>), else into the folder <c>mail</c> of the data folder. A mail that is waiting when the process ends is lost; the task list is not.
/// </summary>
internal sealed partial class Mails(
    IServiceScopeFactory scopes, IGrainFactory grains, SiteSettings settings, IConfiguration configuration, IStringLocalizer<Texts> T, ILogger<Mails> log)
    : BackgroundService, IHearsOfChanges
{
    private readonly Channel<(Outcome Outcome, EngagementCommand Command)> _waiting = Channel.CreateBounded<(Outcome, EngagementCommand)>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <inheritdoc/>
    public void Accepted(Actor actor, Outcome outcome, EngagementCommand command)
    {
        if (command is AssignTasks or FillRole or ReturnDeliverable)
            _waiting.Writer.TryWrite((outcome, command));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (outcome, command) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (await grains.GetGrain<IEngagementGrain>(outcome.Reference).Read() is { IsSample: false } engagement)
                    await Tell(engagement, command, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotSent(outcome.Reference, fault);
            }
        }
    }

    private async Task Tell(Engagement engagement, EngagementCommand command, CancellationToken stop)
    {
        var (organization, tasks, key) = command switch
        {
            AssignTasks assign => (assign.Organization, assign.Tasks.Select(t => t.Task), "Mail.Assigned"),
            FillRole { Organization.To: { } filler } fill => (filler, engagement.Tasks.Where(t => t.Role == fill.Role && t.Organization == filler && t.IsOpen).Select(t => t.Id), "Mail.Assigned"),
            ReturnDeliverable back when engagement.Find(back.Task)?.Organization is { } responsible => (responsible, [back.Task], "Mail.SentBack"),
            _ => (OrganizationId.Unodc, [], ""),
        };
        var titles = tasks.Select(engagement.Find).OfType<PlanTask>().Select(t => $"- {t.Title}{(t.WhatIsMissing is { } missing ? $": {missing}" : "")}").ToList();
        if (organization == OrganizationId.Unodc || titles.Count == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var people = (await scope.ServiceProvider.GetRequiredService<Accounts>().All()).Where(a => a.OrganizationKey == organization.Value && a.DisabledAt is null);
        foreach (var person in people)
        {
            var mail = new MimeMessage();
            mail.From.Add(MailboxAddress.Parse(configuration["Mail:From"] ?? "ta@localhost"));
            mail.To.Add(new MailboxAddress(person.DisplayName, person.Email!));
            mail.Subject = T[key == "Mail.SentBack" ? "Mail.SentBackSubject" : "Mail.AssignedSubject", engagement.Reference];
            mail.Body = new TextPart("plain") { Text = $"{T[key, engagement.Details.Title]}\n\n{string.Join('\n', titles)}\n" };
            await Send(mail, stop);
        }
    }

    private async Task Send(MimeMessage mail, CancellationToken stop)
    {
        if (configuration["Mail:Host"] is { Length: > 0 } host)
        {
            using var smtp = new SmtpClient();
            await smtp.ConnectAsync(host, configuration.GetValue("Mail:Port", 587), cancellationToken: stop);
            await smtp.SendAsync(mail, stop);
            await smtp.DisconnectAsync(quit: true, stop);
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "mail")).FullName;
        await mail.WriteToAsync(Path.Combine(folder, $"{Guid.CreateVersion7():n}.eml"), stop);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Engagement}: a mail could not be sent")]
    private partial void LogNotSent(string engagement, Exception fault);
}
