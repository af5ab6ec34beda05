using System.Security.Cryptography;
using System.Text.Json;

namespace TA.Engagements;

/// <summary>A round in which organizations comment on a version of a bill.</summary>
/// <param name="Id">From the command that opened it.</param>
/// <param name="Bill">The bill.</param>
/// <param name="Version">The number of the version.</param>
/// <param name="Reviewers">The organizations that are asked.</param>
/// <param name="Deadline">The last day for comments; later ones are taken until the round is closed, and stand out.</param>
/// <param name="Question">What they are asked.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="Comments">The comments while the round is open; afterwards they are content of their own.</param>
/// <param name="ClosedOn">When it was closed; null while it is open.</param>
/// <param name="Sha256">Names the comments of a closed round: see <see cref="ReviewComments"/>.</param>
/// <param name="Count">How many comments a closed round had.</param>
/// <param name="Accepted">The numbers of a closed round's accepted comments that no version has taken up yet.</param>
public sealed record ReviewRound(
    Guid Id, Guid Bill, int Version, Items<OrganizationId> Reviewers, DateOnly Deadline, string Question, DateOnly OpenedOn, Items<ReviewComment> Comments = default,
    DateOnly? ClosedOn = null, string? Sha256 = null, int Count = 0, Items<int> Accepted = default)
{
    /// <summary>The comment of a number while the round is open, or null.</summary>
    public ReviewComment? Comment(int number) => Comments.FirstOrDefault(c => c.Number == number);

    /// <summary>The numbers of accepted comments that no version has taken up yet.</summary>
    public Items<int> ToSettle() => ClosedOn is null ? Comments.Where(c => c is { State: CommentState.Accepted, SettledBy: null }).Select(c => c.Number).ToItems() : Accepted;
}

/// <summary>The comments of a round as content of its own, named by its hash.</summary>
public static class ReviewComments
{
    /// <summary>The one form in which the comments of a round are kept: a JSON array in the form of storage, in the order of their numbers.</summary>
    public static byte[] Canonical(ReviewRound round) => JsonSerializer.SerializeToUtf8Bytes(round.Comments.OrderBy(c => c.Number).ToItems(), EngagementJson.Stored);

    /// <summary>Reads kept comments.</summary>
    public static Items<ReviewComment> Read(ReadOnlySpan<byte> content) => JsonSerializer.Deserialize<Items<ReviewComment>>(content, EngagementJson.Stored);

    /// <summary>The hash of the comments, 64 lower-case hexadecimal digits.</summary>
    public static string Sha256(ReviewRound round) => Convert.ToHexStringLower(SHA256.HashData(Canonical(round)));
}

/// <summary>Asks organizations for comments on a version. Those that do not take part yet join as partners, if the product lists them or their name is given.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Version">The number of the version.</param>
/// <param name="Reviewers">Who is asked: partners, non-governmental organizations, national bodies. One at least.</param>
/// <param name="Deadline">The last day for comments; today at the earliest.</param>
/// <param name="Question">What they are asked.</param>
/// <param name="Names">The names of those who neither take part yet nor are listed.</param>
public sealed record OpenReviewRound(
    Guid Bill, int Version, Items<OrganizationId> Reviewers, DateOnly Deadline, [property: Length(Limits.Paragraph)] string Question, Items<OrganizationName> Names = default) : LegislationCommand;

/// <summary>What an organization is called.</summary>
public sealed record OrganizationName(OrganizationId Organization, string Name);

/// <summary>Comments are asked for.</summary>
public sealed record ReviewRoundOpened(Guid Round, Guid Bill, int Version, Items<OrganizationId> Reviewers, DateOnly Deadline, string Question) : LegislationEvent;

/// <summary>Ends a round. Its comments, which have been stored as content, leave the record.</summary>
/// <param name="Round">The round.</param>
/// <param name="Sha256">The hash of the comments that have been stored; it must be that of the round's comments as they are.</param>
public sealed record CloseReviewRound(Guid Round, string Sha256) : LegislationCommand;

/// <summary>A round has ended.</summary>
public sealed record ReviewRoundClosed(Guid Round, string Sha256) : LegislationEvent;

/// <summary>There is no such review round.</summary>
public sealed record RoundUnknown(Guid Round) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The round is closed.</summary>
public sealed record RoundClosed(Guid Round, DateOnly On) : Refusal;

/// <summary>The organization takes no part in the engagement, the product does not list it, and its name is not given.</summary>
public sealed record ReviewerUnknown(OrganizationId Organization) : Refusal;

/// <summary>The deadline is over already.</summary>
public sealed record DeadlinePassed(DateOnly Deadline) : Refusal;

/// <summary>Comments that nobody has answered keep the round open.</summary>
public sealed record CommentsOpen(Guid Round, Items<int> Numbers) : Refusal;

/// <summary>The comments that were stored are not those of the round: there are new ones, or new answers.</summary>
public sealed record CommentsHaveChanged(Guid Round) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

internal static class ReviewingDrafts
{
    public static Decision Decide(Engagement engagement, OpenReviewRound command, in Asked asked)
    {
        var work = engagement.Legislation;
        if (work.Round(asked.CommandId) is not null)
            return Decision.Nothing;
        if (KeepingBills.Fault(work, command.Bill) is { } refusal)
            return refusal;
        if (work.Bill(command.Bill)!.Version(command.Version) is null)
            return new VersionUnknown(command.Bill, command.Version);
        if (command.Deadline < asked.Today)
            return new DeadlinePassed(command.Deadline);
        if (work.Rounds.Count >= Limits.ReviewRounds)
            return new TooMany("rounds", Limits.ReviewRounds);
        var reviewers = command.Reviewers.Distinct().ToItems();
        var events = new List<EngagementEvent>();
        foreach (var reviewer in reviewers)
        {
            if (engagement.Participants.Any(p => p.Organization == reviewer && p.Part != ParticipationPart.Donor))
                continue;
            if ((ListedOrganizations.All.FirstOrDefault(o => o.Id == reviewer)?.Name ?? command.Names.FirstOrDefault(n => n.Organization == reviewer)?.Name) is not { } name)
                return new ReviewerUnknown(reviewer);
            events.Add(new ParticipantAdded(new(reviewer, name, ParticipationPart.Partner)));
        }

        return engagement.Participants.Count + events.Count > Limits.Organizations
            ? new TooMany("participants", Limits.Organizations)
            : Decision.Of(events.Append(new ReviewRoundOpened(asked.CommandId, command.Bill, command.Version, reviewers, command.Deadline, command.Question)));
    }

    public static Decision Decide(Engagement engagement, CloseReviewRound command)
    {
        if (engagement.Legislation.Round(command.Round) is not { } round)
            return new RoundUnknown(command.Round);
        if (round.ClosedOn is { } on)
            return round.Sha256 == command.Sha256 ? Decision.Nothing : new RoundClosed(round.Id, on);
        var open = round.Comments.Where(c => c.State == CommentState.Open).Select(c => c.Number).ToItems();
        return open.Count > 0 ? new CommentsOpen(round.Id, open)
            : ReviewComments.Sha256(round) != command.Sha256 ? new CommentsHaveChanged(round.Id)
            : new ReviewRoundClosed(round.Id, command.Sha256);
    }

    public static LegislationWork Apply(LegislationWork work, ReviewRoundOpened opened, in Occurrence when) => work with
    {
        Rounds = work.Rounds.Add(new(opened.Round, opened.Bill, opened.Version, opened.Reviewers, opened.Deadline, opened.Question, when.On)),
    };

    public static LegislationWork Apply(LegislationWork work, ReviewRoundClosed closed, in Occurrence when)
    {
        var round = work.Round(closed.Round)!;
        return work.With(round with { ClosedOn = when.On, Sha256 = closed.Sha256, Count = round.Comments.Count, Accepted = round.ToSettle(), Comments = [] });
    }
}
