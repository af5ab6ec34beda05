using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TA.Web.Tests.Api;

/// <summary>What the API answers of a law in the making: an assessment, two drafts with a review between them, coverage.</summary>
internal static class LegislationApiExamples
{
    private const string Opening = """
        {"details":{"memberState":"UGA","title":"A law against trafficking in persons","topics":{"traffickingInPersons":true},"workstreams":["legislation"]},
         "request":{"channel":"note-verbale","authority":"Ministry of Justice","receivedOn":"2026-02-16","asked":"A law"},"leadOfficer":null,"planFrom":"2026-03-02"}
        """;

    public static async Task Add(JsonObject examples, HttpClient officer, HttpClient iom, Func<HttpClient, HttpMethod, string, Task<JsonObject>> example)
    {
        var address = (await officer.Command("/api/engagements", Opening)).Headers.Location!.OriginalString;
        await Do("start-assessment", """{"title":"Penal Code of 2009"}""");
        var assessment = await Id("assessments");
        await Do("rate-provisions", $$"""{"assessment":"{{assessment}}","findings":[{"provision":"TIP-3.d","rating":{"from":"not-assessed","to":"not-met"},"article":{"from":null,"to":"s. 17"} }]}""");
        await Do("start-assessment", """{"title":"Trafficking in Persons Act"}""");
        await Do("rate-provisions", $$"""{"assessment":"{{await Id("assessments", 1)}}","findings":[{"provision":"TIP-3.d","rating":{"from":"not-assessed","to":"met"},"article":{"from":null,"to":"s. 1"} }]}""");
        await Do("add-bill", """{"title":"Trafficking in Persons Bill","kind":"act"}""");
        var bill = await Id("bills");
        await Do("add-draft-version", Draft(bill, 1, "sixteen"), HttpStatusCode.Created);
        await Do("open-review-round", $$"""{"bill":"{{bill}}","version":1,"reviewers":["iom"],"deadline":"2026-03-31","question":"Are children safe under this draft?"}""");
        var round = await Id("rounds");
        await (await iom.Command($"{address}/comment-on-draft", $$"""{"round":"{{round}}","text":"A child is every person under eighteen","article":"1","provision":"TIP-3.d"}""")).Is(HttpStatusCode.OK);
        await Do("add-draft-version", Draft(bill, 2, "eighteen"), HttpStatusCode.Created);
        using var upload = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7 …"));
        upload.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var attach = new HttpRequestMessage(HttpMethod.Post, $"{address}/draft-files?bill={bill}&number=3&name=Bill.pdf") { Content = upload };
        attach.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        await (await officer.SendAsync(attach)).Is(HttpStatusCode.Created);
        await Listed(iom);

        foreach (var (name, client, path) in new[]
        {
            ("read-draft", iom, $"{address}/bills/{bill}/versions/1"),
            ("read-draft-file", officer, $"{address}/bills/{bill}/versions/3/file"),
            ("compare-drafts", officer, $"{address}/bills/{bill}/versions/1/changes/2"),
            ("read-review-round", iom, $"{address}/review-rounds/{round}"),
            ("read-gap-report", officer, $"{address}/gap-report"),
            ("list-provisions", officer, "/api/provisions"),
            ("list-coverage", officer, "/api/coverage"),
            ("list-states-of-provision", officer, "/api/coverage/provisions?name=TIP%203(d)"),
            ("read-coverage", officer, "/api/coverage/UGA"),
            ("list-my-reviews", iom, "/api/my/reviews"),
        })
            examples[name] = await example(client, HttpMethod.Get, path);

        async Task Do(string command, string body, HttpStatusCode status = HttpStatusCode.OK) => await (await officer.Command($"{address}/{command}", body)).Is(status);

        async Task<string> Id(string list, int index = 0) => (await officer.Json(address)).GetProperty("legislation").GetProperty(list)[index].GetProperty("id").GetString()!;
    }

    private static string Draft(string bill, int number, string age) => $$"""
        {"bill":"{{bill}}","number":{{number}},"articles":[{"number":"1","heading":"Definitions","text":"In this Act, a child is a person under {{age}}.","provisions":["TIP-3.d"]}]}
        """;

    private static async Task Listed(HttpClient iom)
    {
        for (var tries = 0; (await iom.Json("/api/my/reviews")).GetArrayLength() == 0; tries++)
        {
            Assert.True(tries < 100, "The reviews did not catch up.");
            await Task.Delay(50);
        }
    }
}
