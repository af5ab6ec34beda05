using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Tests.Api;

/// <summary>The machine of a grain does not answer: whoever reads is told to come back, over the API and on a page.</summary>
public sealed class GrainFaultTests
{
    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(SiloUnavailableException))]
    public async Task Reading_from_a_machine_that_does_not_answer_is_to_be_tried_again(Type fault)
    {
        await using var site = await RunningSite.Start(services =>
            services.AddTransient<IRequestHandler<ReadEngagement, Engagement?>>(_ => new NoAnswer((Exception)Activator.CreateInstance(fault)!)));
        using var manager = await site.SignedIn(await site.Add(AccountRoles.Manager));

        using var api = await manager.GetAsync("/api/engagements/KEN-2026-0001");
        using var page = await manager.GetAsync("/engagements/KEN-2026-0001");

        await api.IsProblem(HttpStatusCode.ServiceUnavailable, "storage");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.All([api, page], answer => Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.RetryAfter!.Delta));
    }

    private sealed class NoAnswer(Exception fault) : IRequestHandler<ReadEngagement, Engagement?>
    {
        public Task<Engagement?> Handle(ReadEngagement request, CancellationToken cancellationToken) => throw fault;
    }
}
