using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Waiting;

/// <summary>Nobody waits longer than proxies do, but for a whole file one waits as long as it takes.</summary>
public sealed class PatienceTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_request_that_takes_too_long_fails_and_a_file_is_read_to_its_end()
    {
        await using var services = new ServiceCollection().AddLogging().AddUseCases()
            .Replace(ServiceDescriptor.Singleton(new Patience { Longest = Longest }))
            .AddTransient<IRequestHandler<Short, int>, Slow<Short>>().AddTransient<IRequestHandler<Whole, int>, Slow<Whole>>().BuildServiceProvider();
        var mediator = services.GetRequiredService<IMediator>();

        await Assert.ThrowsAsync<TimeoutException>(() => mediator.Send(new Short(Seeded.Manager)));
        Assert.Equal(7, await mediator.Send(new Whole(Seeded.Manager)));
    }

    private sealed record Short(Actor Actor) : IRequest<int>, IActed;

    private sealed record Whole(Actor Actor) : IRequest<int>, IActed, IBulk;

    private sealed class Slow<T> : IRequestHandler<T, int> where T : IRequest<int>
    {
        public async Task<int> Handle(T request, CancellationToken cancellationToken)
        {
            await Task.Delay(20 * Longest, cancellationToken);
            return 7;
        }
    }
}
