using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Tests.Plan;

/// <summary>What the product does by itself as days pass.</summary>
public sealed class RecurringTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static readonly Actor Product = new(new("system"), "Import", ActorRoles.System, OrganizationId.Unodc);

    [Fact]
    public async Task A_recurring_task_of_the_playbook_comes_again_when_its_turn_has_come_and_once_only()
    {
        var mediator = shared.Site.Services.GetRequiredService<IMediator>();
        var today = DateOnly.FromDateTime(shared.Site.Clock.GetUtcNow().UtcDateTime);
        var recorded = await mediator.Send(new OpenEngagementRequest(
            Guid.NewGuid(), new RecordEngagement(new() { MemberState = "KEN", Title = "Support" }, EngagementState.Delivery, new("R1", null, null, true, null, null)), Product));
        var reference = EngagementReference.Parse(recorded.Reference);
        Assert.Equal(OutcomeKind.Accepted, (await mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), new AdoptPlaybook(WorkstreamKind.LifeCycle, today.AddDays(-400)), Product))).Kind);

        TaskId second = "case.delivery.coord.r2";
        var engagement = await Read();
        for (var tries = 0; engagement.Find(second) is null; tries++, engagement = await Read())
        {
            Assert.True(tries < 120, "The meeting did not come again.");
            await Task.Delay(500);
        }

        Assert.True(engagement.Find(second)!.Dates.Start >= today);
        Assert.Null(engagement.Find("case.delivery.coord.r3"));
        Assert.Equal(OutcomeKind.NothingToDo, (await mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), new RepeatTask("case.delivery.coord", 2), Product))).Kind);
        Assert.Null((await Read()).Find("case.delivery.coord.r3"));

        async Task<Engagement> Read() => (await mediator.Send(new ReadEngagement(reference, Product)))!;
    }
}
