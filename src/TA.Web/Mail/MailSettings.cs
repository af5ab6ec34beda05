using MailKit.Security;
using MimeKit;

namespace TA.Web.Mail;

/// <summary>
/// How mails leave, from the configuration (section <c>Mail</c>, in the environment <c>Mail__Host</c> and so on). Without a host they are written into the folder <c>mail</c> of the data folder.
/// </summary>
/// <param name="Host">The mail server; null where there is none.</param>
/// <param name="Port">Its port; 587 unless said, 465 with <c>Tls</c>.</param>
/// <param name="Security"><c>StartTls</c> (the default: begins in clear and must be able to change to TLS, RFC 3207), <c>Tls</c> (from the first byte, RFC 8314) or <c>None</c>, for a server on the same machine.</param>
/// <param name="User">Whom to sign in as; null where the server asks for no sign-in.</param>
/// <param name="Password">The password.</param>
/// <param name="From">The sender's address; it has to be given with a host.</param>
/// <param name="CertificateSha256">SHA-256 of the server's certificate in hexadecimal digits, where it is signed by nobody whom this machine trusts; then no other is taken.</param>
/// <param name="Site">The address at which people reach the site, for the link in mails; null leaves the link out.</param>
internal sealed record MailSettings(
    string? Host, int Port, SecureSocketOptions Security, string? User, string? Password, MailboxAddress From, string? CertificateSha256, Uri? Site)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidDataException">A value cannot be read, or a password would travel in clear; the message names the setting.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        string? Text(string name) => mail[name] is { Length: > 0 } text ? text : null;
        var host = Text("Host");
        var security = (Text("Security") ?? "StartTls") switch
        {
            "StartTls" => SecureSocketOptions.StartTls,
            "Tls" => SecureSocketOptions.SslOnConnect,
            "None" => SecureSocketOptions.None,
            var other => throw new InvalidDataException($"Mail:Security is '{other}'; it must be StartTls, Tls or None."),
        };
        if (Text("User") is not null && security == SecureSocketOptions.None)
            throw new InvalidDataException("Mail:User is given with Mail:Security None: a password is not sent in clear.");
        if (Text("User") is null != Text("Password") is null)
            throw new InvalidDataException("Mail:User and Mail:Password go together.");
        if (host is not null && Text("From") is null)
            throw new InvalidDataException("Mail:From is missing: with Mail:Host a sender's address has to be given.");
        if (!MailboxAddress.TryParse(Text("From") ?? "ta@localhost", out var from))
            throw new InvalidDataException($"Mail:From is '{Text("From")}', which is no address.");
        var port = security == SecureSocketOptions.SslOnConnect ? 465 : 587;
        if (Text("Port") is { } number && (!int.TryParse(number, out port) || port is < 1 or > 65535))
            throw new InvalidDataException($"Mail:Port is '{number}'; it must be a number from 1 to 65535.");
        if (Text("CertificateSha256") is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            throw new InvalidDataException("Mail:CertificateSha256 must have 64 hexadecimal digits.");
        Uri? site = null;
        if (Text("Site") is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out site) || site.Scheme is not ("http" or "https")))
            throw new InvalidDataException($"Mail:Site is '{address}'; it must be an address that begins with https:// or http://.");
        return new(host, port, security, Text("User"), Text("Password"), from, Text("CertificateSha256"), site);
    }
}
