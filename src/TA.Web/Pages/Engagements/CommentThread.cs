using MediatR;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Pages.Engagements;

/// <summary>A page of the comments on a task, oldest first as they were written; the newest page where nothing else is asked for.</summary>
/// <param name="Comments">The comments.</param>
/// <param name="Older">What the page of older ones lies before; null where there are none.</param>
/// <param name="IsOlder">There are newer ones on another page.</param>
public sealed record CommentThread(IReadOnlyList<TaskComment> Comments, long? Older, bool IsOlder)
{
    private const int OnPage = 20;

    // A partner's page stays below 50 KB also where people write much.
    private const int CharactersOnPage = 12_000;

    /// <summary>Reads it. The task itself holds the newest few; what is older is in the history, which is asked only when there is more.</summary>
    internal static async Task<CommentThread?> Read(IMediator mediator, Engagement engagement, PlanTask task, long? before, Actor actor)
    {
        if (before is null && task.Comments.Count < PlanTask.CommentsShown)
            return new(task.Comments, null, false);
        if (await mediator.Send(new ReadHistoryPage(engagement.Reference, before, OnPage, actor, task.Id)) is not { } page)
            return null;
        var characters = 0;
        var shown = page.Entries.Select(entry => (Entry: entry, Comment: (TaskCommented)entry.Event.ToEvent())).TakeWhile((c, at) => (characters += c.Comment.Text.Length) <= CharactersOnPage || at == 0).ToList();
        return new(
            [.. shown.AsEnumerable().Reverse().Select(c => new TaskComment(c.Comment.Comment, c.Entry.At, c.Entry.Actor.Name, c.Entry.Actor.Organization, c.Comment.Text))],
            shown.Count < page.Entries.Count ? shown[^1].Entry.Version : page.Next,
            before is not null);
    }
}
