namespace TA.Web.Tests.Security;

public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/portfolio?state=delivery&page=2")]
    [InlineData("/")]
    public void An_address_of_this_site_is_kept(string address) => Assert.Equal(address, ReturnAddress.Local(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("\\\\example.org")]
    [InlineData("/\t/example.org")]
    [InlineData("/a\nb")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/portfolio")]
    public void Any_other_address_leads_to_the_start(string? address) => Assert.Equal("/", ReturnAddress.Local(address));

    [Fact]
    public async Task Signing_in_never_leads_to_another_site()
    {
        await using var site = await RunningSite.Start();
        var officer = await site.Add(AccountRoles.Officer);
        using var client = site.Anonymous();
        using var answer = await client.SignIn(officer.Email, officer.Password, "//example.org/portfolio");
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }
}
