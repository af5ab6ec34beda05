using System.Text.Json.Nodes;

namespace TA.Web.Tests.Api;

/// <summary>What the API answers of results: an analysis that was shared and counts itself, sums over engagements, a Member State.</summary>
internal static class ResultsApiExamples
{
    private const string Opening = """
        {"details":{"memberState":"ETH","title":"Data on migration routes","topics":{"smugglingOfMigrants":true},"workstreams":[]},
         "request":{"channel":"note-verbale","authority":"Ministry of Justice","receivedOn":"2026-02-16","asked":"An analysis"},"leadOfficer":null,"planFrom":"2026-03-02"}
        """;

    public static async Task Add(JsonObject examples, HttpClient officer, Func<HttpClient, HttpMethod, string, Task<JsonObject>> example)
    {
        var address = (await officer.Command("/api/engagements", Opening)).Headers.Location!.OriginalString;
        foreach (var (command, body) in new[]
        {
            ("choose-indicator", """{"indicator":"DAT-1"}"""),
            ("set-target", """{"indicator":"DAT-1","year":2026,"value":{"from":null,"to":3}}"""),
            ("share-data-product", """{"kind":"analysis","title":"Routes through the Horn of Africa","sharedOn":"2026-02-20","sharedWith":"Member States of IGAD"}"""),
        })
            await (await officer.Command($"{address}/{command}", body)).Is(HttpStatusCode.OK);
        for (var tries = 0; (await officer.Json("/api/results/DAT-1")).GetArrayLength() == 0; tries++)
        {
            Assert.True(tries < 100, "The results did not catch up.");
            await Task.Delay(50);
        }

        foreach (var (name, path) in new[]
        {
            ("read-results", $"{address}/results"),
            ("roll-up-results", "/api/results?by=period&memberState=ETH"),
            ("list-results", "/api/results/DAT-1?memberState=ETH"),
            ("list-balances", "/api/results/balance?memberState=ETH"),
            ("list-member-states", "/api/member-states"),
            ("read-member-state", "/api/member-states/ETH"),
        })
            examples[name] = await example(officer, HttpMethod.Get, path);
    }
}
