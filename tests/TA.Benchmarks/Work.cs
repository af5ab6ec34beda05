using System.Collections.Concurrent;
using System.Diagnostics;
using MediatR;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Benchmarks;

/// <summary>Engagements with a task for each of many clients, who report progress on them, so that their updates do not meet.</summary>
internal sealed class Work(IMediator mediator, Actor officer)
{
    /// <summary>How many clients there are at most.</summary>
    public const int MostClients = 32;

    private readonly ConcurrentDictionary<(EngagementReference, int), (TaskId Task, int Percent)> tasks = new();

    /// <summary>The engagements, in the order in which they were opened.</summary>
    public List<EngagementReference> References { get; } = [];

    /// <summary>How an update is sent; returns the version it made. By the use case unless said otherwise.</summary>
    public Func<EngagementReference, ReportProgress, Task<long>> Send { get; set; } = async (reference, progress) =>
    {
        var outcome = await mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), progress, officer));
        return outcome.Kind == OutcomeKind.Accepted ? outcome.Version : throw new InvalidOperationException($"{reference}: {outcome.Kind} {outcome.Refusal}");
    };

    /// <summary>Opens an engagement with the workstreams given.</summary>
    public async Task<EngagementReference> Open(params WorkstreamKind[] workstreams)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var outcome = await mediator.Send(new OpenEngagementRequest(Guid.NewGuid(), new OpenEngagement(
            new() { MemberState = "KEN", Title = "Load", Topics = new(true, true), Workstreams = workstreams.ToItems() },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", today, "Load"), officer.User, today), officer));
        var reference = EngagementReference.Parse(outcome.Reference);
        for (var client = 0; client < MostClients; client++)
        {
            var id = Guid.NewGuid();
            await mediator.Send(new ChangeEngagementRequest(reference, id, new AddTask(WorkstreamKind.LifeCycle, null, $"Task {client}", null, "Report", ResponsibleRole.Unodc, null, today, 5), officer));
            TaskId task = $"added-{id:n}";
            await mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), new StartTask(task), officer));
            tasks[(reference, client)] = (task, 0);
        }

        References.Add(reference);
        return reference;
    }

    /// <summary>Has clients update engagements one after the other, as fast as they are answered, for a time.</summary>
    public async Task<Timings> Load(IReadOnlyList<EngagementReference> references, int clients, TimeSpan time)
    {
        var latencies = new ConcurrentBag<double>();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var i = client; Stopwatch.GetElapsedTime(begun) < time; i += clients)
            {
                var started = Stopwatch.GetTimestamp();
                await Update(references[i % references.Count], client);
                latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        })));
        return new([.. latencies], Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>Updates each engagement as often as a record remembers commands: until then it grows.</summary>
    public async Task Warm()
    {
        foreach (var reference in References)
            await Task.WhenAll(Enumerable.Range(0, MostClients).Select(async client =>
            {
                for (var times = RecentCommands.Kept / MostClients; times > 0; times--)
                    await Update(reference, client);
            }));
    }

    /// <summary>One update by a client of the task that is its own; returns the version it made.</summary>
    public async Task<long> Update(EngagementReference reference, int client)
    {
        var (task, percent) = tasks[(reference, client)];
        var next = (percent + 1) % 101;
        var version = await Send(reference, new(task, new(percent, next)));
        tasks[(reference, client)] = (task, next);
        return version;
    }
}
