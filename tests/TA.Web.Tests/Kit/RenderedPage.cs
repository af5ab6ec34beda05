using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TA.Web.Tests.Kit;

/// <summary>A page of something that the site itself does not hold.</summary>
internal static class RenderedPage
{
    /// <summary>What a browser would be sent.</summary>
    public static async Task<string> Html(this RunningSite site, IResult page)
    {
        await using var scope = site.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new("localhost"), "/");
        http.Response.Body = body;
        await page.ExecuteAsync(http);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
