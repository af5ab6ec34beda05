using MediatR;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Legislation;

/// <summary>A version with its text; null when it does not exist for the person. Its text is null where it is a file.</summary>
public sealed record ReadDraft(EngagementReference Reference, Guid Bill, int Version, Actor Actor) : IRequest<DraftRead?>, IActed, IAbout;

/// <summary>A version and its text.</summary>
public sealed record DraftRead(DraftVersion Version, DraftText? Text);

/// <summary>What changed between two versions of a bill; null when one of them does not exist for the person, or is a file.</summary>
public sealed record CompareDrafts(EngagementReference Reference, Guid Bill, int From, int To, Actor Actor) : IRequest<DraftComparison?>, IActed, IAbout;

/// <summary>The comments of a round, open or closed, as far as the person may see them: a reviewer sees its own; null when the round does not exist for the person.</summary>
public sealed record ReadRound(EngagementReference Reference, Guid Round, Actor Actor) : IRequest<RoundRead?>, IActed, IAbout;

/// <summary>A round and its comments. Those that a version took up say so, also where it did after the round was closed.</summary>
public sealed record RoundRead(ReviewRound Round, Items<ReviewComment> Comments);

internal sealed class ReadDraftHandler(IMediator mediator, DocumentStore store) : IRequestHandler<ReadDraft, DraftRead?>
{
    public async Task<DraftRead?> Handle(ReadDraft request, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new ReadEngagement(request.Reference, request.Actor), cancellationToken) is not { } engagement
            || engagement.Legislation.Bill(request.Bill)?.Version(request.Version) is not { Sha256.Length: > 0 } version)
            return null;
        if (version.File is not null)
            return new(version, null);
        return await store.Read(version.Sha256, cancellationToken) is { } content
            ? new(version, DraftText.Read(content))
            : throw new InvalidDataException($"The text {version.Sha256} of {request.Reference} is not in the store.");
    }
}

internal sealed class CompareDraftsHandler(IMediator mediator) : IRequestHandler<CompareDrafts, DraftComparison?>
{
    public async Task<DraftComparison?> Handle(CompareDrafts request, CancellationToken cancellationToken) =>
        await mediator.Send(new ReadDraft(request.Reference, request.Bill, request.From, request.Actor), cancellationToken) is { Text: { } older }
        && await mediator.Send(new ReadDraft(request.Reference, request.Bill, request.To, request.Actor), cancellationToken) is { Text: { } newer }
            ? DraftComparison.Of(request.From, older, request.To, newer)
            : null;
}

internal sealed class ReadRoundHandler(IMediator mediator, IGrainFactory grains, DocumentStore store) : IRequestHandler<ReadRound, RoundRead?>
{
    public async Task<RoundRead?> Handle(ReadRound request, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new ReadEngagement(request.Reference, request.Actor), cancellationToken) is not { } engagement || engagement.Legislation.Round(request.Round) is not { } round)
            return null;
        if (round.Sha256 is not { } hash)
            return new(round, round.Comments);
        var comments = await store.Read(hash, cancellationToken) is { } content
            ? ReviewComments.Read(content)
            : throw new InvalidDataException($"The comments {hash} of {request.Reference} are not in the store.");
        // The kept comments stay as they were when the round was closed, and a reviewer does not see the version that took them up.
        var settledBy = Settled((await grains.Engagement(request.Reference).Read())?.Legislation.Bill(round.Bill), round.Id);
        return new(round, comments.Where(c => Permissions.SeesAll(request.Actor) || c.Organization == request.Actor.Organization)
            .Select(c => c.SettledBy is null && settledBy.TryGetValue(c.Number, out var version) ? c with { SettledBy = version } : c).ToItems());
    }

    private static Dictionary<int, int> Settled(Bill? bill, Guid round) =>
        (from version in bill?.Versions ?? []
         from settled in version.Settles
         where settled.Round == round
         from number in settled.Numbers
         select (number, version.Number)).DistinctBy(s => s.number).ToDictionary();
}
