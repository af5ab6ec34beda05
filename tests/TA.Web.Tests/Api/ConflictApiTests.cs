using System.Text.Json;

namespace TA.Web.Tests.Api;

/// <summary>Both values of a conflict: for programs in one form, for people in their language.</summary>
public sealed class ConflictApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task Days_are_told_to_people_as_days_and_to_programs_as_in_ISO_8601()
    {
        var address = await site.Engagement();
        var now = (await site.Officer.Json($"{address}/tasks")).EnumerateArray().First().GetProperty("task").GetProperty("dates");
        var problem = await Change(address, "reschedule-tasks", """{"tasks":[{"task":"case.request.log","dates":{"from":{"start":"2026-05-04","due":"2026-05-15"},"to":{"start":"2026-04-06","due":"2026-04-17"}}}]}""");
        var field = problem.GetProperty("fields")[0];
        Assert.Equal(("case.request.log.dates", "2026-05-04/2026-05-15"), (field.GetProperty("field").GetString(), field.GetProperty("expected").GetString()));
        Assert.Equal($"{now.GetProperty("start")}/{now.GetProperty("due")}", field.GetProperty("actual").GetString());
        Assert.Contains("you wanted “6 Apr 2026 – 17 Apr 2026”", problem.GetProperty("title").GetString());
        Assert.DoesNotContain("case.request.log", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Words_of_lists_are_told_to_people_as_on_the_pages()
    {
        var address = await site.Engagement();
        var problem = await Change(address, "change-engagement", """{"edits":{"workstreams":{"from":[],"to":["specialized-unit","training"]},"classification":{"from":"confidential","to":"strictly-confidential"}}}""");
        Assert.Equal("specialized-unit, training", problem.GetProperty("fields")[0].GetProperty("wanted").GetString());
        Assert.Contains("you wanted “Specialized unit, Training”", problem.GetProperty("title").GetString());
        Assert.DoesNotContain("strictly-confidential", problem.GetProperty("title").GetString());
    }

    private async Task<JsonElement> Change(string address, string command, string body) =>
        await (await site.Officer.Command($"{address}/{command}", body)).IsProblem(HttpStatusCode.Conflict, "edit-conflict");
}
