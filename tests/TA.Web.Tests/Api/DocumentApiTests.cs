using System.Net.Http.Headers;
using System.Text;

namespace TA.Web.Tests.Api;

public sealed class DocumentApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n% a very short document");

    [Fact]
    public async Task A_document_is_attached_and_handed_out_to_those_who_may_see_it()
    {
        var address = await site.Engagement();
        var form = new MultipartFormDataContent { { new ByteArrayContent(Pdf), "file", "Record of the note.pdf" } };
        using var attached = await Send(site.Iom, $"{address}/documents?task=case.request.log", form);
        await attached.Is(HttpStatusCode.Created);

        var document = attached.Headers.Location!.OriginalString;
        foreach (var reader in new[] { site.Iom, site.Officer })
        {
            using var answer = await reader.GetAsync(document);
            Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("Record of the note.pdf", answer.Content.Headers.ContentDisposition.FileName!.Trim('"'));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await site.Unicef.GetAsync(document)).StatusCode);
    }

    [Fact]
    public async Task A_partner_does_not_see_documents_of_the_engagement_itself()
    {
        var address = await site.Engagement();
        using var attached = await Send(site.Officer, $"{address}/documents?name=Agreement.pdf", new ByteArrayContent(Pdf));
        await attached.Is(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.OK, (await site.Officer.GetAsync(attached.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Iom.GetAsync(attached.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task What_is_no_document_is_refused()
    {
        var address = $"{await site.Engagement()}/documents?task=case.request.log&name=x.pdf";
        await (await Send(site.Iom, address, new ByteArrayContent(Encoding.ASCII.GetBytes("MZ a program")))).IsProblem(HttpStatusCode.UnsupportedMediaType, "document-type");
        await (await Send(site.Iom, address, new ByteArrayContent([]))).IsProblem(HttpStatusCode.BadRequest, "document-empty");
        await (await Send(site.Unicef, address, new ByteArrayContent(Pdf))).IsProblem(HttpStatusCode.NotFound, "engagement-unknown");
    }

    [Fact]
    public async Task A_document_above_the_limit_is_refused()
    {
        var address = $"{await site.Engagement()}/documents?task=case.request.log&name=x.pdf";
        using var answer = await Send(site.Iom, address, new ByteArrayContent(new byte[20 * 1024 * 1024 + 1]));
        await answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string address, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        if (content is ByteArrayContent)
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return client.SendAsync(request);
    }
}
