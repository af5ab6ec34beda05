using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Tests.Api;

/// <summary>
/// No path leads from one partner to what another partner does, by whatever address. IOM's task is full of words that begin with <c>unshared</c>; UNICEF works on another task of the same
/// engagement; ILO takes no part in it.
/// </summary>
public sealed partial class PartnerIsolationTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const string OfIom = "case.request.log";
    private const string OfUnicef = "case.request.triage";

    [Fact]
    public async Task No_address_shows_a_partner_the_task_of_another_organization()
    {
        var (address, document, _) = await Shared();
        foreach (var client in new[] { site.Unicef, await site.Site.SignedIn(await site.Site.Add(AccountRoles.Partner, organization: "unicef")) })
        {
            var shown = 0;
            foreach (var path in Addresses(address, document).Append("/portfolio.csv?text=Support").Append("/my/tasks?standing=blocked").Append("/api/my/tasks?size=200").Append("/portfolio?partner=iom"))
            {
                using var answer = await client.GetAsync(path);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.False(text.Contains("unshared", StringComparison.OrdinalIgnoreCase) || text.Contains("987654", StringComparison.Ordinal), $"{path}: {Around(text)}");
                shown += answer.IsSuccessStatusCode ? 1 : 0;
            }

            Assert.True(shown > 3, $"Only {shown} addresses were shown at all.");
        }

        // The same words are there for those who may see them.
        foreach (var path in new[] { address, $"{address}/tasks", $"{address}/history" })
            Assert.Contains("unshared", await site.Iom.GetStringAsync(path));
        Assert.Contains("987654", await site.Officer.GetStringAsync(address));
    }

    [Fact]
    public async Task An_engagement_does_not_exist_for_a_partner_that_takes_no_part_whatever_tag_is_known()
    {
        var (address, document, _) = await Shared();
        var reference = address.Split('/')[^1];
        var ilo = await site.Person(AccountRoles.Partner, "ilo");
        using var page = await site.Site.SignedIn(await site.Site.Add(AccountRoles.Partner, organization: "ilo"));
        foreach (var client in new[] { ilo, page })
            foreach (var path in Addresses(address, document))
            {
                foreach (var known in new[] { null, "*", (await site.Officer.GetAsync(path)).Headers.ETag?.ToString() })
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, path);
                    if (known is not null)
                        request.Headers.TryAddWithoutValidation("If-None-Match", known);
                    using var answer = await client.SendAsync(request);
                    var text = await answer.Content.ReadAsStringAsync();
                    if (path.Contains(reference, StringComparison.Ordinal))
                        Assert.False(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified, $"{path} ({known}): {answer.StatusCode}");
                    else
                        Assert.DoesNotContain(reference, text);
                    Assert.DoesNotContain("unshared", text);
                }
            }
    }

    [Fact]
    public async Task A_tag_that_one_partner_got_tells_another_partner_nothing()
    {
        var (address, document, _) = await Shared();
        foreach (var path in new[] { address, $"{address}/tasks", $"{address}/history", "/api/portfolio", "/api/my/tasks", document })
        {
            var tag = await Settled(path);
            using var other = await Ask(site.Unicef, path, tag);
            Assert.True(other.StatusCode != HttpStatusCode.NotModified, path);
            Assert.DoesNotContain("unshared", await other.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await Ask(site.Unicef, document, new("\"*\""))).StatusCode);

        // The lists follow the engagements a little later, so their tag may change once more after the first answer.
        async Task<EntityTagHeaderValue> Settled(string path)
        {
            for (var tries = 0; ; tries++)
            {
                using var first = await site.Iom.GetAsync(path);
                await first.Is2xx(path);
                var tag = first.Headers.ETag!;
                using var second = await Ask(site.Iom, path, tag);
                if (second.StatusCode == HttpStatusCode.NotModified)
                    return tag;
                Assert.True(tries < 100, $"{path} answers {second.StatusCode} to its own tag.");
                await Task.Delay(100);
            }
        }

        static Task<HttpResponseMessage> Ask(HttpClient client, string path, EntityTagHeaderValue tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(tag);
            return client.SendAsync(request);
        }
    }

    [Fact]
    public async Task No_command_of_a_partner_touches_the_task_of_another_organization_or_tells_of_it()
    {
        var (address, _, _) = await Shared();
        var before = (await site.Officer.Json(address)).GetProperty("version").GetInt64();
        var sent = 0;
        foreach (var (name, body) in Commands())
            foreach (var task in new[] { OfIom, "case.request.ack" })
            {
                using var answer = await site.Unicef.Command($"{address}/{name}", Regex.Replace(body, "\"(leg|trn|case|unit|t)[a-z0-9.]*\\.[a-z0-9.]+\"", $"\"{task}\""));
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{name}: {answer.StatusCode} {text}");
                Assert.DoesNotContain("unshared", text);
                sent++;
            }

        Assert.True(sent > 60, $"{sent} commands");
        using var upload = Pdf($"{address}/documents?task={OfIom}&name=x.pdf", "%PDF-1.7 of UNICEF");
        await (await site.Unicef.SendAsync(upload)).IsProblem(HttpStatusCode.Forbidden, "task-of-another");
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(site.Site.DataFolder, "documents")), f => File.ReadAllText(f).Contains("of UNICEF", StringComparison.Ordinal));
        Assert.Equal(before, (await site.Officer.Json(address)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Lists_and_files_hold_only_what_is_a_partner_s_own()
    {
        var (address, _, _) = await Shared();
        var reference = address.Split('/')[^1];
        var tasks = (await site.Unicef.Json("/api/my/tasks?size=200")).GetProperty("tasks").EnumerateArray().Where(t => t.GetProperty("engagement").GetString() == reference).ToList();
        Assert.Equal(OfUnicef, Assert.Single(tasks).GetProperty("task").GetString());
        Assert.Equal([OfUnicef], (await site.Unicef.Json($"{address}/tasks")).EnumerateArray().Select(t => t.GetProperty("task")).Where(t => t.GetProperty("comments").GetArrayLength() > 0).Select(t => t.GetProperty("id").GetString()));
        // Of the task that theirs waits for they see how it stands, and nothing is derived from what they do not see.
        var outline = (await site.Unicef.Json($"{address}/tasks")).EnumerateArray().Single(t => t.GetProperty("task").GetProperty("id").GetString() == OfIom);
        Assert.Equal(("blocked", 0), (outline.GetProperty("task").GetProperty("state").GetString(), outline.GetProperty("waitsFor").GetArrayLength()));
        var row = (await site.Unicef.Json("/api/portfolio?size=200")).GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("reference").GetString() == reference);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("budget").ValueKind);
        foreach (var forbidden in new[] { "/api/portfolio?health=late", "/api/portfolio?partner=iom" })
            await (await site.Unicef.GetAsync(forbidden)).IsProblem(HttpStatusCode.Forbidden, "officers-only");

        using var page = await site.Site.SignedIn(await site.Site.Add(AccountRoles.Partner, organization: "unicef"));
        var csv = await page.GetStringAsync("/portfolio.csv");
        Assert.Contains(reference, csv);
        using var stranger = await site.Site.SignedIn(await site.Site.Add(AccountRoles.Partner, organization: "ilo"));
        Assert.DoesNotContain(reference, await stranger.GetStringAsync("/portfolio.csv"));
    }

    [Fact]
    public async Task The_history_of_an_engagement_that_somebody_may_not_see_is_not_handed_out_by_the_use_case_either()
    {
        var (address, _, _) = await Shared();
        var mediator = site.Site.Services.GetRequiredService<IMediator>();
        var reference = EngagementReference.Parse(address.Split('/')[^1]);
        Assert.Null(await mediator.Send(new ReadHistory(reference, new(new("somebody"), "Somebody", ActorRoles.Partner, new("ilo")))));
        Assert.NotNull(await mediator.Send(new ReadHistory(reference, new(new("somebody"), "Somebody", ActorRoles.Partner, new("unicef")))));
    }

    [Fact]
    public async Task Import_and_rebuilding_are_not_for_partners()
    {
        await (await site.Iom.PostAsync("/api/import", new StringContent("reference,title", Encoding.UTF8, "text/csv"))).IsProblem(HttpStatusCode.Forbidden, "officers-only");
        await (await site.Iom.PostAsync("/api/portfolio/rebuild", null)).IsProblem(HttpStatusCode.Forbidden, "not-allowed");
        await (await site.Officer.PostAsync("/api/portfolio/rebuild", null)).IsProblem(HttpStatusCode.Forbidden, "not-allowed");
        await (await site.Iom.Command("/api/programmes/P-MINE", """{"title":"Mine"}""")).IsProblem(HttpStatusCode.Forbidden, "officers-only");
    }

    /// <summary>An engagement in which IOM and UNICEF have a task each, with the document of IOM's task and that of the engagement.</summary>
    private async Task<(string Address, string OfTask, string OfEngagement)> Shared()
    {
        var opening = ApiSite.Opening.Replace("\"workstreams\":[\"training\"]", "\"workstreams\":[\"training\"],\"budget\":{\"amount\":987654,\"currency\":\"USD\"}");
        using var opened = await site.Officer.Command("/api/engagements", opening);
        await opened.Is(HttpStatusCode.Created);
        var address = opened.Headers.Location!.OriginalString;
        await Do(site.Officer, "assign-tasks", $$$"""{"tasks":[{"task":"{{{OfIom}}}","from":"unodc"}],"organization":"iom","name":"IOM"}""");
        await Do(site.Officer, "assign-tasks", $$$"""{"tasks":[{"task":"{{{OfUnicef}}}","from":"unodc"}],"organization":"unicef","name":"UNICEF"}""");
        await Do(site.Officer, "change-task", $$$"""{"task":"{{{OfIom}}}","edits":{"description":{"from":null,"to":"unshared description"} }}""");
        await Do(site.Iom, "start-task", $$$"""{"task":"{{{OfIom}}}"}""");
        await Do(site.Iom, "comment-on-task", $$$"""{"task":"{{{OfIom}}}","text":"unshared comment"}""");
        await Do(site.Iom, "report-progress", $$$"""{"task":"{{{OfIom}}}","percent":{"from":0,"to":40},"note":"unshared note"}""");
        await Do(site.Iom, "propose-dates", $$$"""{"task":"{{{OfIom}}}","proposal":{"from":null,"to":{"dates":{"start":"2026-05-04","due":"2026-05-08"},"because":"unshared reason for dates"} }}""");
        await Do(site.Iom, "submit-deliverable", $$$"""{"task":"{{{OfIom}}}","note":"unshared hand-over"}""");
        await Do(site.Officer, "return-deliverable", $$$"""{"task":"{{{OfIom}}}","whatIsMissing":"unshared annex"}""");
        await Do(site.Iom, "block-task", $$$"""{"task":"{{{OfIom}}}","because":"unshared obstacle"}""");
        await Do(site.Unicef, "comment-on-task", $$$"""{"task":"{{{OfUnicef}}}","text":"Ours"}""");
        using var ofTask = await site.Iom.SendAsync(Pdf($"{address}/documents?task={OfIom}&name=unshared.pdf"));
        using var ofEngagement = await site.Officer.SendAsync(Pdf($"{address}/documents?name=unshared-agreement.pdf"));
        await ofEngagement.Is(HttpStatusCode.Created);
        await Do(site.Officer, "record-contribution", """{"contribution":null,"donor":{"from":null,"to":"unshared donor"},"pledged":{"from":null,"to":{"amount":987654,"currency":"USD"}},"received":{"from":null,"to":null}}""");
        return (address, ofTask.Headers.Location!.OriginalString, ofEngagement.Headers.Location!.OriginalString);

        async Task Do(HttpClient by, string name, string body) => await (await by.Command($"{address}/{name}", body)).Is(HttpStatusCode.OK);
    }

    /// <summary>Every address that is read, of the API and of the pages, with what it needs to name filled in.</summary>
    private List<string> Addresses(string engagement, string document)
    {
        var reference = engagement.Split('/')[^1];
        var addresses = site.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Where(p => p is not ("/setup" or "/sign-in") && !p.StartsWith("/account", StringComparison.Ordinal) && !p.StartsWith("/openapi", StringComparison.Ordinal) && p != "/api-docs")
            .Select(p => Part().Replace(p, part => part.Groups[1].Value switch
            {
                "reference" => reference,
                "task" => OfIom,
                "id" when p.Contains("documents", StringComparison.Ordinal) => document.Split('/')[^1],
                "id" => "P-GLOT59",
                var other => other,
            }))
            .SelectMany(p => p.EndsWith(reference, StringComparison.Ordinal) ? [p, p + "?tab=plan", p + "?tab=history", p + "?tab=documents", p + "?tab=money"] : new[] { p })
            .ToList();
        Assert.True(addresses.Count(a => a.Contains(reference, StringComparison.Ordinal)) >= 7, string.Join(' ', addresses));
        return addresses;
    }

    /// <summary>Each command as the description shows it.</summary>
    private static IEnumerable<(string Name, string Body)> Commands([CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "TA.Web", "Api", "examples.json");
        foreach (var (name, example) in JsonNode.Parse(File.ReadAllText(file))!.AsObject())
            if (!name.Contains("programme", StringComparison.Ordinal) && name is not ("open-engagement" or "record-engagement" or "mark-as-sample" or "attach-document"))
            {
                var body = example!["body"]!.AsObject();
                body.Remove("$type");
                yield return (name, body.ToJsonString());
            }
    }

    private static HttpRequestMessage Pdf(string address, string content = "%PDF-1.7 unshared content")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(content)) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }

    private static string Around(string text)
    {
        var at = Math.Max(text.IndexOf("unshared", StringComparison.OrdinalIgnoreCase), text.IndexOf("987654", StringComparison.Ordinal));
        return text[Math.Max(0, at - 150)..Math.Min(text.Length, at + 150)];
    }

    [GeneratedRegex(@"\{([a-z]+)[^}]*\}")]
    private static partial Regex Part();
}
