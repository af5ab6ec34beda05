using System.Data.Common;
using MediatR;
using TA.Casework.Grains;
using TA.Casework.Telemetry;
using TA.Engagements;

namespace TA.Casework.UseCases;

internal sealed class ChangeEngagementHandler(IGrainFactory grains, IPeople people, ThingsOfCommands things, Answered answered, Telling telling) : IRequestHandler<ChangeEngagementRequest, Outcome>
{
    public async Task<Outcome> Handle(ChangeEngagementRequest request, CancellationToken cancellationToken)
    {
        var grain = grains.Engagement(request.Reference);
        return telling.Of(request.Actor, await answered.OrUnknown(request.Reference.ToString(), async () =>
        {
            // Somebody who settles a conflict has seen it, so that what is committed has it.
            var engagement = request.Command is SettleConflict ? await grain.Read() : null;
            if (await things.Refusal(request.Actor, request.Command, grain.Read, cancellationToken) is { } nothing)
                return new(OutcomeKind.Refused, request.Reference.ToString(), 0, nothing);
            return await grain.Execute(new(request.CommandId, request.Actor, request.Command, await people.Named(engagement, request.Command, cancellationToken)));
        }), request.Command);
    }
}

internal sealed class OpenEngagementHandler(IGrainFactory grains, IPeople people, ThingsOfCommands things, Answered answered, Telling telling) : IRequestHandler<OpenEngagementRequest, Outcome>
{
    public async Task<Outcome> Handle(OpenEngagementRequest request, CancellationToken cancellationToken)
    {
        var code = request.Command switch
        {
            OpenEngagement open => open.Details.MemberState,
            RecordEngagement record => record.Details.MemberState,
            _ => throw new InvalidOperationException($"{request.Command.GetType().Name} opens nothing."),
        };
        if (MemberStates.Find(code) is null)
            return new(OutcomeKind.Refused, "", 0, new NoMemberState(code));
        return telling.Of(request.Actor, await answered.OrUnknown("", async () =>
            await things.Refusal(request.Actor, request.Command, null, cancellationToken) is { } nothing
                ? new(OutcomeKind.Refused, "", 0, nothing)
                : await grains.GetGrain<IMemberStateGrain>(GrainKeys.MemberState(code))
                    .Open(new(request.CommandId, request.Actor, request.Command, await people.Named(null, request.Command, cancellationToken)))), request.Command);
    }
}

internal sealed class ChangeProgrammeHandler(IGrainFactory grains, Answered answered) : IRequestHandler<ChangeProgrammeRequest, Outcome>
{
    public Task<Outcome> Handle(ChangeProgrammeRequest request, CancellationToken cancellationToken) =>
        answered.OrUnknown(request.Programme.Value, () =>
            grains.GetGrain<IProgrammeGrain>(request.Programme.Value).Execute(new(request.CommandId, request.Actor, request.Command)));
}

internal sealed class ReadEngagementHandler(IGrainFactory grains) : IRequestHandler<ReadEngagement, Engagement?>
{
    public async Task<Engagement?> Handle(ReadEngagement request, CancellationToken cancellationToken) =>
        await grains.Engagement(request.Reference).Read() is { } engagement && Permissions.MaySee(request.Actor, engagement)
            ? Permissions.View(request.Actor, engagement)
            : null;
}

internal sealed class ReadHistoryHandler(IGrainFactory grains) : IRequestHandler<ReadHistory, IReadOnlyList<HistoryEntry>?>
{
    public async Task<IReadOnlyList<HistoryEntry>?> Handle(ReadHistory request, CancellationToken cancellationToken)
    {
        var grain = grains.Engagement(request.Reference);
        if (await grain.Read() is not { } engagement || !Permissions.MaySee(request.Actor, engagement))
            return null;
        var tail = await grain.Tail();
        var history = new SortedDictionary<long, HistoryEntry>();
        for (var segment = 0; segment * EngagementRecord.SegmentLength < tail[0].Version - 1; segment++)
            foreach (var entry in await grains.GetGrain<IHistorySegmentGrain>(GrainKeys.Segment(request.Reference, segment)).Read())
                history[entry.Version] = entry;
        foreach (var entry in tail)
            history[entry.Version] = entry;
        return [.. history.Values.Where(e => Permissions.MaySee(request.Actor, engagement, e.Event.ToEvent()))];
    }
}

internal sealed class ReadProgrammeHandler(IGrainFactory grains) : IRequestHandler<ReadProgramme, Programme?>
{
    public Task<Programme?> Handle(ReadProgramme request, CancellationToken cancellationToken) =>
        Permissions.SeesAll(request.Actor) ? grains.GetGrain<IProgrammeGrain>(request.Programme.Value).Read() : Task.FromResult<Programme?>(null);
}

/// <summary>Turns a call that got no answer into the answer "unknown", and tells the log why.</summary>
internal sealed class Answered(CommandLog log)
{
    // Before the request as a whole fails.
    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(26);

    public async Task<Outcome> OrUnknown(string reference, Func<Task<Outcome>> call)
    {
        try
        {
            return await call().WaitAsync(LongestCommand);
        }
        // Parts of the silo that are disposed of while the process ends answer with the last but one; the last is how EF Core wraps a fault of a database that may pass. Any other fault is one of the product: it is no
        // answer either, and is told as such.
        catch (Exception fault) when (GrainFault.Is(fault) || fault is DbException or ObjectDisposedException or InvalidOperationException { InnerException: DbException })
        {
            log.NoAnswer(reference, fault);
            return Outcome.Unknown(reference);
        }
    }
}

/// <summary>Tells those who want to know of accepted changes: the person's own next list, and the mails.</summary>
public sealed class Telling(IEnumerable<IHearsOfChanges> listeners)
{
    internal Outcome Of(Actor actor, Outcome outcome, EngagementCommand command)
    {
        if (outcome.Kind == OutcomeKind.Accepted)
            foreach (var listener in listeners)
                listener.Accepted(actor, outcome, command);
        return outcome;
    }
}

/// <summary>Hears of each accepted command of an engagement, after it is durable. Must not fail and must not wait.</summary>
public interface IHearsOfChanges
{
    /// <summary>A command was accepted.</summary>
    void Accepted(Actor actor, Outcome outcome, EngagementCommand command);
}
