using MediatR;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Legislation;

/// <summary>Closes a review round: keeps its comments as content, then names them to the engagement. Where somebody comments in between, it begins again.</summary>
public sealed record CloseRound(EngagementReference Reference, Guid CommandId, Guid Round, Actor Actor) : IRequest<Outcome>, IActed, IAbout;

internal sealed class CloseRoundHandler(IMediator mediator, DocumentStore store) : IRequestHandler<CloseRound, Outcome>
{
    private const int Attempts = 5;

    public async Task<Outcome> Handle(CloseRound request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await mediator.Send(new ReadEngagement(request.Reference, request.Actor), cancellationToken) is not { } engagement)
                return Refused(request, new EngagementUnknown(request.Reference));
            if (Permissions.Refusal(request.Actor, engagement, new CloseReviewRound(request.Round, "")) is { } forbidden)
                return Refused(request, forbidden);
            if (engagement.Legislation.Round(request.Round) is not { } round)
                return Refused(request, new RoundUnknown(request.Round));
            var hash = round.Sha256 ?? await store.Keep(ReviewComments.Canonical(round), cancellationToken);
            var outcome = await mediator.Send(new ChangeEngagementRequest(request.Reference, request.CommandId, new CloseReviewRound(round.Id, hash), request.Actor), CancellationToken.None);
            if (outcome.Refusal is not CommentsHaveChanged || attempt == Attempts)
                return outcome;
        }
    }

    private static Outcome Refused(CloseRound request, Refusal refusal) => new(OutcomeKind.Refused, request.Reference.ToString(), 0, refusal);
}
