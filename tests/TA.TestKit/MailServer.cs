using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace TA.TestKit;

/// <summary>A real mail server in this process. It can be stopped and started again at the same port.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly X509Certificate2 certificate = SelfSigned();
    private CancellationTokenSource? running;
    private Task stopped = Task.CompletedTask;

    /// <summary>Where it listens, while it runs.</summary>
    public int Port { get; } = FreePort();

    /// <summary>SHA-256 of its certificate, which nobody has signed.</summary>
    public string Certificate => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Who may sign in; null where nobody has to.</summary>
    public (string User, string Password)? Account { get; init; }

    /// <summary>Says of a recipient that there is no such mailbox.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    /// <summary>What has arrived, in order.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>Of each mail whether it came over TLS.</summary>
    public ConcurrentQueue<bool> CameSecurely { get; } = new();

    /// <summary>How often somebody has connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Starts it.</summary>
    public MailServer Start()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).Certificate(certificate).AllowUnsecureAuthentication(false);
            if (Account is not null)
                endpoint.AuthenticationRequired();
        }).Build();
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(new Store(this));
        parts.Add(new Filter(this));
        parts.Add(new Authenticator(this));
        var server = new SmtpServer.SmtpServer(options, parts);
        server.SessionCreated += (_, _) => Connections++;
        running = new();
        stopped = server.StartAsync(running.Token);
        return this;
    }

    /// <summary>Stops it; what has arrived stays.</summary>
    public async Task Stop()
    {
        if (running is null)
            return;
        await running.CancelAsync();
        try
        {
            await stopped;
        }
        catch (OperationCanceledException)
        {
        }

        running.Dispose();
        running = null;
    }

    /// <summary>Waits until so many mails have arrived, 90 seconds at most; fails when there are more.</summary>
    public async Task<IReadOnlyList<MimeMessage>> Arrived(int count)
    {
        for (var waited = 0; Mails.Count < count; waited++)
        {
            if (waited >= 1800)
                throw new TimeoutException($"{Mails.Count} mails came instead of {count}.");
            await Task.Delay(50);
        }

        return Mails.Count == count ? [.. Mails] : throw new InvalidOperationException($"{Mails.Count} mails came instead of {count}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        certificate.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            server.CameSecurely.Enqueue(context.Pipe.IsSecure);
            server.Mails.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!server.Refuses(to.AsAddress()));
    }

    private sealed class Authenticator(MailServer server) : IUserAuthenticator
    {
        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken token) =>
            Task.FromResult(server.Account == (user, password));
    }
}
