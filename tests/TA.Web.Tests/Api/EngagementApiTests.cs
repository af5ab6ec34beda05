using System.Net.Http.Headers;
using System.Text;

namespace TA.Web.Tests.Api;

public sealed class EngagementApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const string Task1 = """{"task":"case.request.log"}""";

    [Fact]
    public async Task A_task_goes_from_its_start_to_its_acceptance_and_no_repetition_changes_it_twice()
    {
        var address = await site.Engagement();
        var start = Guid.NewGuid();
        var first = await (await site.Iom.Command($"{address}/start-task", Task1, start)).Is(HttpStatusCode.OK);
        var second = await (await site.Iom.Command($"{address}/start-task", Task1, start)).Is(HttpStatusCode.OK);
        Assert.Equal(first.ToString(), second.ToString());
        Assert.True(first.GetProperty("changed").GetBoolean());

        await (await site.Iom.Command($"{address}/block-task", """{"task":"case.request.log","because":"The note has no annex"}""")).Is(HttpStatusCode.OK);
        await (await site.Iom.Command($"{address}/unblock-task", Task1)).Is(HttpStatusCode.OK);
        await (await site.Iom.Command($"{address}/submit-deliverable", """{"task":"case.request.log","note":"Logged"}""")).Is(HttpStatusCode.OK);
        await (await site.Officer.Command($"{address}/accept-deliverable", Task1)).Is(HttpStatusCode.OK);

        var tasks = (await site.Officer.Json($"{address}/tasks")).EnumerateArray().ToDictionary(t => t.GetProperty("task").GetProperty("id").GetString()!);
        Assert.Equal("accepted", tasks["case.request.log"].GetProperty("task").GetProperty("state").GetString());
        Assert.Equal("ready", tasks["case.request.ack"].GetProperty("task").GetProperty("state").GetString());
        Assert.True(tasks["trn.analyse.tna"].GetProperty("waitsForEngagement").GetBoolean());
        var history = (await site.Officer.Json($"{address}/history")).EnumerateArray().Select(e => e.GetProperty("event").GetProperty("$type").GetString()).ToList();
        Assert.Equal(["task-started", "task-blocked", "task-unblocked", "deliverable-submitted", "deliverable-accepted"], history[^5..]);
    }

    [Fact]
    public async Task Opening_twice_with_the_same_key_makes_one_engagement()
    {
        var id = Guid.NewGuid();
        using var first = await site.Officer.Command("/api/engagements", ApiSite.Opening, id);
        using var second = await site.Officer.Command("/api/engagements", ApiSite.Opening, id);
        await first.Is(HttpStatusCode.Created);
        await second.Is(HttpStatusCode.Created);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Every_refusal_has_its_status_its_type_and_its_sentence()
    {
        var address = await site.Engagement();
        await (await site.Officer.Command($"{address}/accept-deliverable", Task1)).IsProblem(HttpStatusCode.Conflict, "nothing-submitted");
        await (await site.Unicef.Command($"{address}/start-task", Task1)).IsProblem(HttpStatusCode.NotFound, "engagement-unknown");
        await (await site.Iom.Command($"{address}/start-task", """{"task":"case.request.ack"}""")).IsProblem(HttpStatusCode.Forbidden, "task-of-another");
        await (await site.Iom.Command($"{address}/cancel-tasks", """{"tasks":["case.request.log"],"because":"No"}""")).IsProblem(HttpStatusCode.Forbidden, "officers-only");
        await (await site.Officer.Command($"{address}/start-task", """{"task":"case.request.ack"}""")).IsProblem((HttpStatusCode)422, "waits-for-others");
        await (await site.Officer.Command($"{address}/start-task", """{"task":"no-such-task"}""")).IsProblem(HttpStatusCode.NotFound, "task-unknown");
        await (await site.Iom.Command("/api/engagements", ApiSite.Opening)).IsProblem(HttpStatusCode.Forbidden, "officers-only");
        await (await site.Officer.Command("/api/engagements", ApiSite.Opening.Replace("KEN", "ABW"))).IsProblem((HttpStatusCode)422, "no-member-state");

        var id = Guid.NewGuid();
        await (await site.Iom.Command($"{address}/start-task", Task1, id)).Is(HttpStatusCode.OK);
        await (await site.Iom.Command($"{address}/block-task", """{"task":"case.request.log","because":"Other"}""", id)).IsProblem((HttpStatusCode)422, "command-id-reused");
        var conflict = await (await site.Iom.Command($"{address}/report-progress", """{"task":"case.request.log","percent":{"from":30,"to":50}}""")).IsProblem(HttpStatusCode.Conflict, "edit-conflict");
        Assert.Equal("0", conflict.GetProperty("fields")[0].GetProperty("actual").GetString());
    }

    [Theory]
    [InlineData("""{"task":"case.request.log","colour":"red"}""", "colour")]
    [InlineData("""{"task":7}""", "task")]
    [InlineData("""{"since":1}""", "task")]
    [InlineData("""{"task":"case.request.log","$type":"start-task"}""", "$type")]
    public async Task A_body_that_cannot_be_read_is_refused_with_the_field(string body, string field)
    {
        var address = await site.Engagement();
        Assert.Equal(field, (await (await site.Iom.Command($"{address}/start-task", body)).IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());
    }

    [Fact]
    public async Task Text_with_control_characters_and_impossible_dates_are_refused_with_the_field()
    {
        var address = await site.Engagement();
        var text = await site.Iom.Command($"{address}/comment-on-task", """{"task":"case.request.log","text":"a\u0007b"}""");
        Assert.Equal("text", (await text.IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());
        var date = await site.Officer.Command("/api/engagements", ApiSite.Opening.Replace("2026-01-12", "2126-01-12"));
        Assert.Equal("planFrom", (await date.IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());
    }

    [Fact]
    public async Task A_field_deep_in_a_body_is_named_by_its_path()
    {
        var address = await site.Engagement();
        using var item = await site.Officer.Command($"{address}/cancel-tasks", """{"tasks":["No such form"],"because":"No"}""");
        Assert.Equal("tasks", (await item.IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());
        using var field = await site.Officer.Command("/api/engagements", ApiSite.Opening.Replace("traffickingInPersons", "trafficking"));
        Assert.Equal("details.topics.trafficking", (await field.IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"task\":")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        using var answer = await site.Officer.Command("/api/engagements/KEN-2026-0001/start-task", body);
        await answer.IsProblem(HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task A_change_needs_a_key_of_its_own()
    {
        using var answer = await site.Officer.PostAsync("/api/engagements", new StringContent(ApiSite.Opening, Encoding.UTF8, "application/json"));
        Assert.Equal("Idempotency-Key", (await answer.IsProblem(HttpStatusCode.BadRequest, "idempotency-key")).Field());
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused()
    {
        var body = $$"""{"task":"case.request.log","text":"{{new string('a', 300_000)}}"}""";
        using var answer = await site.Officer.Command("/api/engagements/KEN-2026-0001/comment-on-task", body);
        await answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("/api/engagements/KEN-2026-9999")]
    [InlineData("/api/engagements/ken-2026-0001/tasks")]
    [InlineData("/api/engagements/nonsense/history")]
    [InlineData("/api/programmes/P-NOTHING")]
    [InlineData("/api/programmes/p")]
    public async Task What_does_not_exist_is_answered_with_404(string address)
    {
        using var answer = await site.Officer.GetAsync(address);
        var problem = await answer.Is(HttpStatusCode.NotFound);
        Assert.StartsWith("urn:ta:problem:", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_unchanged_engagement_is_not_sent_again()
    {
        var address = await site.Engagement();
        using var first = await site.Officer.GetAsync(address);
        var tag = first.Headers.ETag!;
        Assert.Equal(HttpStatusCode.NotModified, (await Ask(site.Officer, tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(site.Iom, tag)).StatusCode);

        site.Site.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.OK, (await Ask(site.Officer, tag)).StatusCode);
        tag = (await site.Officer.GetAsync(address)).Headers.ETag!;
        await (await site.Iom.Command($"{address}/start-task", Task1)).Is(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await Ask(site.Officer, tag)).StatusCode);

        Task<HttpResponseMessage> Ask(HttpClient client, EntityTagHeaderValue known)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(known);
            return client.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_partner_sees_its_own_tasks_and_nobody_elses_engagement()
    {
        var address = await site.Engagement();
        var own = (await site.Iom.Json($"{address}/tasks")).EnumerateArray().Select(t => t.GetProperty("task").GetProperty("id").GetString());
        Assert.Equal(["case.request.log"], own);
        foreach (var part in new[] { "", "/tasks", "/history" })
            await (await site.Unicef.GetAsync(address + part)).IsProblem(HttpStatusCode.NotFound, "engagement-unknown");
        Assert.Equal(HttpStatusCode.OK, (await site.Manager.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_history_is_read_whole_or_page_by_page_from_the_newest_back()
    {
        var address = await site.Engagement();
        for (var i = 0; i < 70; i++)
            await (await site.Officer.Command($"{address}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{i}}"}""")).Is(HttpStatusCode.OK);
        var whole = (await site.Officer.Json($"{address}/history")).EnumerateArray().Select(e => e.GetProperty("version").GetInt64()).ToList();

        var read = new List<long>();
        for (var next = $"{address}/history?size=20"; next is not null;)
        {
            using var answer = await site.Officer.GetAsync(next);
            var page = (await answer.Is(HttpStatusCode.OK)).EnumerateArray().Select(e => e.GetProperty("version").GetInt64()).ToList();
            Assert.InRange(page.Count, 1, 20);
            read.AddRange(page);
            next = answer.Headers.TryGetValues("Link", out var link) ? Assert.Single(link).Split('<', '>')[1] : null;
        }

        Assert.Equal(whole.AsEnumerable().Reverse(), read);
        foreach (var size in new[] { 0, 501 })
            Assert.Equal("size", (await (await site.Officer.GetAsync($"{address}/history?size={size}")).IsProblem(HttpStatusCode.BadRequest, "out-of-range")).GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("sort=colour", "sort")]
    [InlineData("programme=a b", "programme")]
    [InlineData("changed=yesterday", "changed")]
    public async Task A_list_that_is_asked_for_in_words_that_mean_nothing_is_refused_with_the_word(string query, string field) =>
        Assert.Equal(field, (await (await site.Officer.GetAsync($"/api/portfolio?{query}")).IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());

    [Fact]
    public async Task A_programme_is_entered_changed_and_read()
    {
        const string address = "/api/programmes/P-GLOT59";
        using var made = await site.Officer.Command(address, """{"title":"Global programme","start":"2015-07"}""");
        await made.Is(HttpStatusCode.Created);
        Assert.Equal(address, made.Headers.Location!.OriginalString);
        await (await site.Officer.Command(address, """{"title":"Another"}""")).IsProblem((HttpStatusCode)422, "programme-exists");
        await (await site.Officer.Command($"{address}/record-programme-contribution",
            """{"contribution":null,"donor":{"from":null,"to":"Japan"},"pledged":{"from":null,"to":{"amount":1000000,"currency":"USD"}},"received":{"from":null,"to":null}}""")).Is(HttpStatusCode.OK);
        var programme = await site.Manager.Json(address);
        Assert.Equal("2015-07", programme.GetProperty("start").GetString());
        Assert.Equal(1_000_000, programme.GetProperty("contributions")[0].GetProperty("pledged").GetProperty("amount").GetDecimal());
        await (await site.Iom.GetAsync(address)).IsProblem(HttpStatusCode.NotFound, "programme-unknown");
    }
}
