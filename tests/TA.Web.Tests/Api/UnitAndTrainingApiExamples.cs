using System.Text.Json.Nodes;

namespace TA.Web.Tests.Api;

/// <summary>What the API answers of a unit that lacks something, and of a session that was counted.</summary>
internal static class UnitAndTrainingApiExamples
{
    private const string Opening = """
        {"details":{"memberState":"RWA","title":"A unit and its training","topics":{"traffickingInPersons":true},"workstreams":["specialized-unit","training"]},
         "request":{"channel":"note-verbale","authority":"Ministry of the Interior","receivedOn":"2026-02-16","asked":"A unit"},"leadOfficer":null,"planFrom":"2026-03-02"}
        """;

    public static async Task Add(JsonObject examples, HttpClient officer, Func<HttpClient, HttpMethod, string, Task<JsonObject>> example)
    {
        var address = (await officer.Command("/api/engagements", Opening)).Headers.Location!.OriginalString;
        await Do("record-unit", """{"unit":null,"edits":{"name":{"from":null,"to":"Anti-trafficking unit"},"kind":{"from":null,"to":"police"},"minimumStaff":{"from":null,"to":10}}}""");
        var unit = (await officer.Json(address)).GetProperty("units").GetProperty("units")[0].GetProperty("id").GetString();
        await Do("record-post", $$$"""{"unit":"{{{unit}}}","post":null,"edits":{"function":{"from":null,"to":"Investigator"},"level":{"from":null,"to":"operational"},"numbers":{"from":{},"to":{"authorized":16,"filled":8,"filledByWomen":4} } } }""");
        await Do("record-performance", $$"""{"unit":"{{unit}}","year":2025,"totals":{"from":null,"to":{"referred":{"women":20,"men":3,"girls":6,"boys":2,"notStated":0,"total":31},"trafficking":{"investigations":14} } } }""");
        await Do("record-course", """{"course":null,"edits":{"title":{"from":null,"to":"Investigating trafficking"},"language":{"from":null,"to":"en"}}}""");
        var course = await Id("courses");
        await Do("record-session", $$$"""{"session":null,"edits":{"course":{"from":null,"to":"{{{course}}}"},"dates":{"from":null,"to":{"start":"2026-02-09","due":"2026-02-13"} } } }""");
        var session = await Id("sessions");
        await Do("report-attendance", $$"""
            {"session":"{{session}}","since":0,"counts":{"cells":[
              {"sex":"female","institution":"police","age":"from25-to34","invited":8,"attended":7,"completed":6,"firstTime":7},
              {"sex":"male","institution":"police","age":"from35-to49","invited":10,"attended":9,"completed":9,"firstTime":5}]} }
            """);
        examples["read-unit-readiness"] = await example(officer, HttpMethod.Get, $"{address}/units/readiness?on=2026-03-02");
        examples["read-unit-totals"] = await example(officer, HttpMethod.Get, $"{address}/units/totals?since=2025-01-01&until=2025-12-31");
        examples["read-training-totals"] = await example(officer, HttpMethod.Get, $"{address}/training/totals?since=2026-01-01&until=2026-12-31");

        async Task Do(string command, string body) => await (await officer.Command($"{address}/{command}", body)).Is(HttpStatusCode.OK);

        async Task<string> Id(string list) => (await officer.Json(address)).GetProperty("training").GetProperty(list)[0].GetProperty("id").GetString()!;
    }
}
