using Microsoft.Extensions.DependencyInjection;

namespace TA.Web.Tests.Api;

/// <summary>What a program may say of people is held against the accounts.</summary>
public sealed class NamedPeopleApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const HttpStatusCode Refused = (HttpStatusCode)422;

    [Fact]
    public async Task Only_an_officer_with_an_active_account_leads_an_engagement_or_is_a_deputy()
    {
        var (officer, manager, partner) = (await site.Site.Add(AccountRoles.Officer), await site.Site.Add(AccountRoles.Manager), await site.Site.Add(AccountRoles.Partner, organization: "iom"));
        var address = await site.Engagement();
        var problem = await (await HandOver(manager.Id.ToString())).IsProblem(Refused, "person-no-officer");
        Assert.Equal(("leadOfficer.to", manager.Id.ToString()), (problem.GetProperty("field").GetString(), problem.GetProperty("person").GetString()));
        await (await HandOver(partner.Id.ToString())).IsProblem(Refused, "person-no-officer");
        await (await HandOver(Guid.NewGuid().ToString())).IsProblem(Refused, "person-unknown");
        await (await HandOver("somebody")).IsProblem(Refused, "person-unknown");
        await (await HandOver(officer.Id.ToString().ToUpperInvariant())).IsProblem(Refused, "person-unknown");
        await (await Deputy(manager)).IsProblem(Refused, "person-no-officer");
        await (await site.Officer.Command("/api/engagements", ApiSite.Opening.Replace("\"leadOfficer\":null", $"\"leadOfficer\":\"{manager.Id}\""))).IsProblem(Refused, "person-no-officer");
        await (await Deputy(officer)).Is(HttpStatusCode.OK);
        await (await HandOver(officer.Id.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal(officer.Id.ToString(), (await site.Manager.Json(address)).GetProperty("leadOfficer").GetString());

        Task<HttpResponseMessage> HandOver(string to) => site.Manager.Command($"{address}/hand-over", $$$"""{"leadOfficer":{"from":null,"to":"{{{to}}}"}}""");
        Task<HttpResponseMessage> Deputy(TestAccount to) =>
            site.Officer.Command($"{address}/change-engagement", "{\"edits\":{\"deputies\":{\"from\":[],\"to\":[\"" + to.Id + "\"]}}}");
    }

    [Fact]
    public async Task A_task_is_done_by_people_of_the_organization_that_answers_for_it()
    {
        var (colleague, stranger, officer) = (await site.Site.Add(AccountRoles.Partner, organization: "iom"), await site.Site.Add(AccountRoles.Partner, organization: "unicef"), await site.Site.Add(AccountRoles.Officer));
        var address = await site.Engagement();
        var problem = await (await Hand(site.Iom, "case.request.log", stranger)).IsProblem(Refused, "person-of-another");
        Assert.Equal(("person.to", "iom"), (problem.GetProperty("field").GetString(), problem.GetProperty("organization").GetString()));
        Assert.Contains("IOM", problem.GetProperty("title").GetString());
        await (await Hand(site.Iom, "case.request.log", officer)).IsProblem(Refused, "person-of-another");
        await (await Hand(site.Officer, "case.request.ack", colleague)).IsProblem(Refused, "person-of-another");
        await (await Hand(site.Officer, "case.request.ack", officer)).Is(HttpStatusCode.OK);
        await (await Assign(colleague)).IsProblem(Refused, "person-of-another");
        await (await Assign(stranger)).Is(HttpStatusCode.OK);

        Task<HttpResponseMessage> Hand(HttpClient by, string task, TestAccount to) => by.Command($"{address}/hand-task", $$$"""{"task":"{{{task}}}","person":{"from":null,"to":"{{{to.Id}}}"}}""");
        Task<HttpResponseMessage> Assign(TestAccount to) => site.Officer.Command($"{address}/assign-tasks",
            $$$"""{"tasks":[{"task":"case.request.log","from":"iom"}],"organization":"unicef","name":"UNICEF","person":"{{{to.Id}}}"}""");
    }

    [Fact]
    public async Task A_repetition_is_answered_as_the_first_time_though_the_account_is_disabled_since()
    {
        var colleague = await site.Site.Add(AccountRoles.Partner, organization: "iom");
        var address = await site.Engagement();
        var id = Guid.NewGuid();
        var first = await (await Hand(id)).Is(HttpStatusCode.OK);
        await using (var scope = site.Site.Services.CreateAsyncScope())
            Assert.Null(await scope.ServiceProvider.GetRequiredService<Accounts>().Disable(colleague.Id, by: Guid.Empty));

        Assert.Equal(first.ToString(), (await (await Hand(id)).Is(HttpStatusCode.OK)).ToString());
        Assert.False((await (await Hand(Guid.NewGuid())).Is(HttpStatusCode.OK)).GetProperty("changed").GetBoolean());
        await (await site.Iom.Command($"{address}/hand-task", $$$"""{"task":"case.request.log","person":{"from":"{{{colleague.Id}}}","to":null}}""")).Is(HttpStatusCode.OK);
        await (await Hand(Guid.NewGuid())).IsProblem(Refused, "person-inactive");

        Task<HttpResponseMessage> Hand(Guid key) => site.Iom.Command($"{address}/hand-task", $$$"""{"task":"case.request.log","person":{"from":null,"to":"{{{colleague.Id}}}"}}""", key);
    }
}
