using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MailKit.Net.Smtp;
using MimeKit;
using TA.Casework.Grains;
using TA.Casework.Mail;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Mail;

/// <summary>
/// Tells the people of an organization by mail when a task is assigned to it or its deliverable is sent back. Soon after a change, and every 20 s for what was missed, the new events become mails
/// of the <see cref="Outbox"/>; from there each is sent at least once. While the mail server cannot be used nothing is tried for 5 s, then twice as long each time, up to 10 minutes; a mail that
/// the server refuses is tried again after a minute, then twice as long each time, for three days.
/// </summary>
internal sealed partial class Mails(Outbox outbox, MailTexts texts, MailSettings settings, SiteSettings site, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Mails> log)
    : BackgroundService, IHearsOfChanges
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WithoutTurn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);

    private readonly ConcurrentQueue<string> _heard = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private DateTimeOffset _nextSweep;
    private DateTimeOffset _serverRestsUntil;
    private TimeSpan _pause;

    /// <inheritdoc/>
    public void Accepted(Actor actor, Outcome outcome, EngagementCommand command)
    {
        if (command is not (AssignTasks or FillRole or AddTask or AdoptPlaybook or HandTask or ReturnDeliverable))
            return;
        _heard.Enqueue(outcome.Reference);
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anybody can change anything, so that what was there before is told from what comes.
        await outbox.Prepare(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await Work(stoppingToken);
                await _wake.WaitAsync(Rest(), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Try(outbox.GiveTurnBack);
        }
    }

    private async Task Work(CancellationToken stop)
    {
        var mayWork = false;
        await Try(async () => mayWork = await outbox.TakeTurn(Turn, stop));
        if (!mayWork)
        {
            // What this process has heard of, the one that has the turn finds by its sweep.
            _heard.Clear();
            _nextSweep = clock.GetUtcNow() + WithoutTurn;
            return;
        }

        var changed = new HashSet<string>();
        while (_heard.TryDequeue(out var reference))
            changed.Add(reference);
        if (clock.GetUtcNow() >= _nextSweep)
        {
            _nextSweep = clock.GetUtcNow() + Between;
            await Try(async () => changed.UnionWith(await outbox.Changed(stop)));
        }

        foreach (var reference in changed)
            await Try(() => Look(reference, stop), reference);
        await Try(() => Send(stop));
    }

    private async Task Look(string reference, CancellationToken stop)
    {
        if (await outbox.Look(reference, stop) is not { } news)
            return;
        var mails = new List<WaitingMail>();
        if (news.Entries.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            mails = texts.Of(news, await scope.ServiceProvider.GetRequiredService<Accounts>().All());
        }

        await outbox.Keep(news, mails, stop);
    }

    private async Task Send(CancellationToken stop)
    {
        if (clock.GetUtcNow() < _serverRestsUntil || await outbox.Due(AtOnce, stop) is not { Count: > 0 } due)
            return;
        try
        {
            await using var delivery = await MailDelivery.Open(settings, Path.Combine(site.DataFolder, "mail"), stop);
            for (; due.Count > 0; due = await outbox.Due(AtOnce, stop))
                foreach (var mail in due)
                {
                    // Another process has taken over: the rest is its.
                    if (!await outbox.TakeTurn(Turn, stop))
                        return;
                    await Send(delivery, mail, stop);
                    _pause = TimeSpan.Zero;
                }
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            _pause = _pause == TimeSpan.Zero ? ShortestPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            _serverRestsUntil = clock.GetUtcNow() + _pause;
            LogServer(settings.Host ?? "mail", _pause, WithoutAddresses(fault.Message));
        }
    }

    private async Task Send(MailDelivery delivery, WaitingMail waiting, CancellationToken stop)
    {
        if (await Address(waiting) is { } address)
        {
            try
            {
                await delivery.Send(Message(waiting, address), waiting.Id, stop);
            }
            catch (SmtpCommandException refused)
            {
                if (clock.GetUtcNow().UtcTicks - waiting.Since < GivenUpAfter.Ticks)
                {
                    LogRefused(waiting.Id, (int)refused.StatusCode, WithoutAddresses(refused.Message));
                    await outbox.Later(waiting, TimeSpan.FromMinutes(Math.Pow(2, Math.Min(waiting.Failures, 11))), stop);
                    return;
                }

                LogGivenUp(waiting.Id, (int)refused.StatusCode, WithoutAddresses(refused.Message));
            }
        }

        // Not to be interrupted by the stop: the server has the mail.
        await outbox.Done(waiting, CancellationToken.None);
    }

    /// <summary>Where the mail goes; null when the account is gone or disabled since.</summary>
    private async Task<MailboxAddress?> Address(WaitingMail waiting)
    {
        await using var scope = scopes.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<Accounts>().Find(Guid.Parse(waiting.Account));
        return account is { DisabledAt: null, Email: { } email } ? new(account.DisplayName, email) : null;
    }

    private MimeMessage Message(WaitingMail waiting, MailboxAddress to)
    {
        var mail = new MimeMessage
        {
            Subject = waiting.Subject,
            Date = new(waiting.Since, TimeSpan.Zero),
            // The same in every attempt: who gets it twice can see that it is the same.
            MessageId = $"{waiting.Id}@{settings.From.Domain}",
            Body = new TextPart("plain") { Text = waiting.Body },
        };
        mail.From.Add(settings.From);
        mail.To.Add(to);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// <summary>Until the next sweep, or until the server may be tried again.</summary>
    private TimeSpan Rest()
    {
        var now = clock.GetUtcNow();
        var until = _serverRestsUntil > now && _serverRestsUntil < _nextSweep ? _serverRestsUntil : _nextSweep;
        var rest = until - now;
        return rest <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(50) : rest < Between ? rest : Between;
    }

    private async Task Try(Func<Task> work, string what = "mail")
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(what, fault);
        }
    }

    /// <summary>A mail server repeats to whom a mail was to go; the log names nobody.</summary>
    internal static string WithoutAddresses(string said) => MailAddresses().Replace(said, "(address)");

    [GeneratedRegex(@"[^\s<>""'():;,]+@[^\s<>""'():;,]+")]
    private static partial Regex MailAddresses();

    [LoggerMessage(1, LogLevel.Error, "{What}: mails could not be worked on; it is tried again")]
    private partial void LogFailed(string what, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "The mail server {Server} cannot be used; mails wait, the next attempt is in {Pause}: {Why}")]
    private partial void LogServer(string server, TimeSpan pause, string why);

    [LoggerMessage(3, LogLevel.Warning, "The mail {Mail} was refused ({Status} {Why}); it is tried again later")]
    private partial void LogRefused(string mail, int status, string why);

    [LoggerMessage(4, LogLevel.Error, "The mail {Mail} was refused for three days ({Status} {Why}) and is given up")]
    private partial void LogGivenUp(string mail, int status, string why);
}
