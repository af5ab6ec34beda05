using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Tests.Kit;

/// <summary>What others do while a person sits before a page: commands given to the site directly.</summary>
internal static class Casework
{
    /// <summary>The site's day.</summary>
    public static DateOnly Today(this RunningSite site) => DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);

    /// <summary>An engagement that the officer leads.</summary>
    public static async Task<EngagementReference> Engagement(this RunningSite site, TestAccount officer, string memberState = "KEN", params WorkstreamKind[] workstreams)
    {
        var command = new OpenEngagement(
            new() { MemberState = memberState, Title = "Support", Topics = new(TraffickingInPersons: true), Workstreams = workstreams.ToItems(), LeadOffice = "Vienna" },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", site.Today(), "Support"), ActorOf(officer).User, site.Today());
        var outcome = await site.Services.GetRequiredService<IMediator>().Send(new OpenEngagementRequest(Guid.NewGuid(), command, ActorOf(officer)));
        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        return EngagementReference.Parse(outcome.Reference);
    }

    /// <summary>A command of an officer, or of a person of UNODC in another role, that is accepted.</summary>
    public static async Task Do(this RunningSite site, TestAccount person, EngagementReference reference, EngagementCommand command, ActorRoles role = ActorRoles.Officer, Guid? id = null)
    {
        var outcome = await site.Try(person, reference, command, role, id);
        Assert.True(outcome.Kind == OutcomeKind.Accepted, $"{command}: {outcome.Kind} {outcome.Refusal}");
    }

    /// <summary>The same, whatever comes of it.</summary>
    public static Task<Outcome> Try(this RunningSite site, TestAccount person, EngagementReference reference, EngagementCommand command, ActorRoles role = ActorRoles.Officer, Guid? id = null) =>
        site.Services.GetRequiredService<IMediator>().Send(new ChangeEngagementRequest(reference, id ?? Guid.NewGuid(), command, ActorOf(person, role)));

    /// <summary>The engagement as it is.</summary>
    public static async Task<Engagement> Read(this RunningSite site, TestAccount officer, EngagementReference reference) =>
        (await site.Services.GetRequiredService<IMediator>().Send(new ReadEngagement(reference, ActorOf(officer))))!;

    /// <summary>A person of UNODC as the rules know it.</summary>
    public static Actor ActorOf(TestAccount person, ActorRoles role = ActorRoles.Officer) => new(new(person.Id.ToString()), $"{role}", role, OrganizationId.Unodc, "Vienna");
}
