using MediatR;
using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.UseCases;

/// <summary>A page of what happened to an engagement, as far as the person may see it, newest first; null when it does not exist for that person.</summary>
/// <param name="Reference">The engagement.</param>
/// <param name="Before">Only what came before this version; null for the newest.</param>
/// <param name="Most">1 to <see cref="Limits.ListItems"/>.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="CommentsOn">Only the comments on this task.</param>
public sealed record ReadHistoryPage(EngagementReference Reference, long? Before, int Most, Actor Actor, TaskId? CommentsOn = null) : IRequest<HistoryPage?>, IActed, IAbout;

/// <summary>A page of the history.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">What the next, older page lies before; null on the last.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, long? Next);

internal sealed class ReadHistoryPageHandler(IGrainFactory grains) : IRequestHandler<ReadHistoryPage, HistoryPage?>
{
    public async Task<HistoryPage?> Handle(ReadHistoryPage request, CancellationToken cancellationToken)
    {
        var grain = grains.Engagement(request.Reference);
        if (await grain.Read() is not { } engagement || !Permissions.MaySee(request.Actor, engagement))
            return null;
        var page = new List<HistoryEntry>();
        await foreach (var entry in NewestFirst(grain, request.Reference, request.Before ?? long.MaxValue))
        {
            var happened = entry.Event.ToEvent();
            if (!Permissions.MaySee(request.Actor, engagement, happened) || (request.CommentsOn is { } task && !(happened is TaskCommented comment && comment.Task == task)))
                continue;
            if (page.Count == request.Most)
                return new(page, page[^1].Version);
            page.Add(entry);
        }

        return new(page, null);
    }

    // Segments that the page does not reach are not read.
    private async IAsyncEnumerable<HistoryEntry> NewestFirst(IEngagementGrain grain, EngagementReference reference, long before)
    {
        var tail = await grain.Tail();
        foreach (var entry in tail.Reverse().Where(e => e.Version < before))
            yield return entry;
        var next = Math.Min(before, tail[0].Version) - 1;
        while (next > 0)
        {
            var segment = (next - 1) / EngagementRecord.SegmentLength;
            foreach (var entry in (await grains.GetGrain<IHistorySegmentGrain>(GrainKeys.Segment(reference, segment)).Read()).Reverse().Where(e => e.Version <= next))
                yield return entry;
            next = segment * EngagementRecord.SegmentLength;
        }
    }
}
