using System.Security.Cryptography;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace TA.Web.Mail;

/// <summary>A way for mails to leave, open for some of them in a row: to the mail server, else into a folder.</summary>
internal sealed class MailDelivery : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SmtpClient? _server;
    private readonly string _folder;

    private MailDelivery(SmtpClient? server, string folder) => (_server, _folder) = (server, folder);

    /// <summary>Connects and signs in.</summary>
    /// <exception cref="Exception">Whatever keeps the server from being used; a <see cref="TimeoutException"/> after 30 s.</exception>
    public static async Task<MailDelivery> Open(MailSettings settings, string folder, CancellationToken stop)
    {
        if (settings.Host is null)
            return new(null, Directory.CreateDirectory(folder).FullName);
        var server = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            if (settings.CertificateSha256 is { } known)
            {
                server.CheckCertificateRevocation = false;
                server.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null && string.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA256), known, StringComparison.OrdinalIgnoreCase);
            }

            await Patiently(async limit =>
            {
                await server.ConnectAsync(settings.Host, settings.Port, settings.Security, limit);
                if (settings is { User: { } user, Password: { } password })
                    await server.AuthenticateAsync(user, password, limit);
            }, stop);
            return new(server, folder);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Hands a mail over; when this returns, the server has it.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="name">What its file is called in the folder.</param>
    /// <param name="stop">Gives up; nobody knows then whether the server has it.</param>
    /// <exception cref="SmtpCommandException">The server refuses this mail.</exception>
    public async Task Send(MimeMessage mail, string name, CancellationToken stop)
    {
        if (_server is not null)
        {
            await Patiently(limit => _server.SendAsync(mail, limit), stop);
            return;
        }

        var part = Path.Combine(_folder, $"{name}.part");
        await mail.WriteToAsync(part, stop);
        File.Move(part, Path.Combine(_folder, $"{name}.eml"), overwrite: true);
    }

    /// <summary>Takes leave of the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await _server.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception)
        {
            // What it has taken it has taken; that it was not said goodbye to matters to nobody.
        }

        _server.Dispose();
    }

    private static async Task Patiently(Func<CancellationToken, Task> talk, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            await talk(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not answer within {Patience.TotalSeconds:f0} s.");
        }
    }
}
