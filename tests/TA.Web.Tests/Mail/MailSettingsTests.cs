using MailKit.Security;
using Microsoft.Extensions.Configuration;
using TA.Web.Mail;

namespace TA.Web.Tests.Mail;

public sealed class MailSettingsTests
{
    [Fact]
    public void A_server_is_used_with_TLS_unless_something_else_is_said()
    {
        var settings = Read("Host=mail.example.org", "From=ta@example.org");
        Assert.Equal((587, SecureSocketOptions.StartTls), (settings.Port, settings.Security));
        settings = Read("Host=mail.example.org", "From=Technical assistance <ta@example.org>", "Security=Tls", "User=ta", "Password=secret");
        Assert.Equal((465, SecureSocketOptions.SslOnConnect, "ta", "secret"), (settings.Port, settings.Security, settings.User, settings.Password));
        Assert.Equal(("Technical assistance", "ta@example.org"), (settings.From.Name, settings.From.Address));
        Assert.Equal(2525, Read("Host=localhost", "From=ta@example.org", "Security=None", "Port=2525").Port);
        Assert.Null(Read().Host);
    }

    [Theory]
    [InlineData("Mail:Security", "Security=Perhaps")]
    [InlineData("Mail:User", "Host=a", "From=ta@example.org", "Security=None", "User=ta", "Password=secret")]
    [InlineData("Mail:Password", "Host=a", "From=ta@example.org", "User=ta")]
    [InlineData("Mail:From", "Host=a")]
    [InlineData("Mail:From", "Host=a", "From=no address")]
    [InlineData("Mail:Port", "Host=a", "From=ta@example.org", "Port=0")]
    [InlineData("Mail:CertificateSha256", "Host=a", "From=ta@example.org", "CertificateSha256=abc")]
    [InlineData("Mail:Site", "Site=ftp://example.org")]
    public void What_cannot_be_meant_is_refused_by_its_name(string name, params string[] settings) =>
        Assert.Contains(name, Assert.Throws<InvalidDataException>(() => Read(settings)).Message);

    private static MailSettings Read(params string[] settings) => MailSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create($"Mail:{s[0]}", (string?)s[1]))).Build());
}
