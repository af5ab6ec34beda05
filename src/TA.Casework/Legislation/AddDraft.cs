using MediatR;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Legislation;

/// <summary>Adds the next version of a bill: keeps its content, then names it to the engagement. Either a text by article or a file.</summary>
/// <param name="Reference">The engagement.</param>
/// <param name="CommandId">The command's identifier.</param>
/// <param name="Draft">What the version is.</param>
/// <param name="Text">The text by article; null for a file.</param>
/// <param name="File">The content of a file; null for a text.</param>
/// <param name="FileName">The name of the file.</param>
/// <param name="Actor">Who asks.</param>
public sealed record AddDraft(EngagementReference Reference, Guid CommandId, NewDraft Draft, DraftText? Text, Stream? File, string? FileName, Actor Actor) : IRequest<DraftAnswer>, IActed, IAbout;

/// <summary>A version that shall be added.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Number">The number it shall have: one more than the newest.</param>
/// <param name="Provisions">With a file: the provisions that it carries out. A text says so by article.</param>
/// <param name="Note">What is new.</param>
/// <param name="Settles">The accepted comments that it takes up.</param>
public sealed record NewDraft(Guid Bill, int Number, Items<ProvisionId> Provisions = default, string? Note = null, Items<SettledComments> Settles = default);

/// <summary>The engagement's answer, or why the file is not taken.</summary>
public readonly record struct DraftAnswer(Outcome? Outcome, DocumentFault? Fault = null);

internal sealed class AddDraftHandler(IMediator mediator, DocumentStore store) : IRequestHandler<AddDraft, DraftAnswer>
{
    public async Task<DraftAnswer> Handle(AddDraft request, CancellationToken cancellationToken)
    {
        var draft = request.Draft;
        var command = new AddDraftVersion(draft.Bill, draft.Number, new('0', 64), null, [], draft.Provisions, draft.Note, draft.Settles);
        if (request.Text?.Fault() is { } malformed)
            return Refused(request, malformed);

        // Nothing is kept for somebody who may not add a version; the engagement itself decides again afterwards.
        if (await mediator.Send(new ReadEngagement(request.Reference, request.Actor), cancellationToken) is not { } engagement)
            return Refused(request, new EngagementUnknown(request.Reference));
        if (Permissions.Refusal(request.Actor, engagement, command) is { } refusal)
            return Refused(request, refusal);

        if (request.Text is { } text)
            command = command with { Sha256 = await store.Keep(text.Content(), cancellationToken), Articles = text.Articles.Select(a => a.Number).ToItems(), Provisions = text.Provisions() };
        else
        {
            var (kept, fault) = await store.Keep(request.File!, cancellationToken);
            if (kept is null)
                return new(null, fault);
            command = command with { Sha256 = kept.Sha256, File = new(request.FileName!, kept.Type, kept.Bytes) };
        }

        return new(await mediator.Send(new ChangeEngagementRequest(request.Reference, request.CommandId, command, request.Actor), CancellationToken.None));
    }

    private static DraftAnswer Refused(AddDraft request, Refusal refusal) => new(new(OutcomeKind.Refused, request.Reference.ToString(), 0, refusal));
}
