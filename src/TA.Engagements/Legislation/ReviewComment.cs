namespace TA.Engagements;

/// <summary>What an organization says in a review round. Survivors are heard through organizations; no personal data.</summary>
/// <param name="Id">From the command that made it.</param>
/// <param name="Number">Its number within the round, from 1.</param>
/// <param name="Organization">Whose comment it is.</param>
/// <param name="By">Who entered it.</param>
/// <param name="On">When.</param>
/// <param name="Text">What is said.</param>
/// <param name="Article">The article of the draft, or null for the draft as a whole.</param>
/// <param name="Provision">The provision of a treaty, or null.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it was rejected, or a word on its acceptance.</param>
/// <param name="Since">The version of the engagement at which its state was entered.</param>
/// <param name="SettledBy">The number of the version that took it up.</param>
public sealed record ReviewComment(
    Guid Id, int Number, OrganizationId Organization, string By, DateOnly On, string Text, string? Article = null, ProvisionId? Provision = null, CommentState State = default,
    string? Reason = null, long Since = 0, int? SettledBy = null);

/// <summary>What becomes of a comment.</summary>
public enum CommentState
{
    /// <summary>Nobody has answered.</summary>
    Open,

    /// <summary>A later version shall take it up.</summary>
    Accepted,

    /// <summary>It is not taken up; a reason is given.</summary>
    Rejected,

    /// <summary>Taken back by the organization that made it.</summary>
    Withdrawn,
}

/// <summary>Comments on the version that a round is about.</summary>
/// <param name="Round">The round.</param>
/// <param name="Text">What is said; no personal data.</param>
/// <param name="Article">The article of the draft, or null for the draft as a whole.</param>
/// <param name="Provision">The provision of a treaty, or null.</param>
/// <param name="OnBehalfOf">The reviewer that reports outside the system; only an officer names one.</param>
public sealed record CommentOnDraft(
    Guid Round, [property: Length(Limits.Paragraph)] string Text, [property: Length(Limits.ArticleNumber)] string? Article = null, ProvisionId? Provision = null,
    OrganizationId? OnBehalfOf = null) : LegislationCommand;

/// <summary>An organization has commented.</summary>
public sealed record DraftCommented(Guid Round, Guid Comment, OrganizationId Organization, string Text, string? Article = null, ProvisionId? Provision = null) : LegislationEvent;

/// <summary>Accepts or rejects a comment, or opens it again.</summary>
/// <param name="Round">The round, which is open.</param>
/// <param name="Number">The number of the comment.</param>
/// <param name="From">The state that is left.</param>
/// <param name="To">Open, accepted or rejected.</param>
/// <param name="Reason">Needed to reject.</param>
/// <param name="Since">The version at which the state that is left was entered, as the person saw it.</param>
public sealed record AnswerComment(Guid Round, int Number, CommentState From, CommentState To, [property: Length(Limits.Paragraph)] string? Reason = null, long? Since = null) : LegislationCommand;

/// <summary>Takes a comment back, for the organization that made it.</summary>
/// <param name="Round">The round, which is open.</param>
/// <param name="Number">The number of the comment.</param>
public sealed record WithdrawComment(Guid Round, int Number) : LegislationCommand;

/// <summary>A comment has another state.</summary>
public sealed record CommentAnswered(Guid Round, int Number, OrganizationId Organization, CommentState To, string? Reason = null) : LegislationEvent;

/// <summary>The round has no comment of that number.</summary>
public sealed record CommentUnknown(Guid Round, int Number) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The comment is in another state by now.</summary>
public sealed record CommentHasMoved(int Number, CommentState Actual) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>A comment is rejected with the reason.</summary>
public sealed record WhyRejected(int Number) : Refusal;

/// <summary>A version has taken the comment up already.</summary>
public sealed record CommentSettled(int Number, int Version) : Refusal;

/// <summary>The comment is not one that was accepted and still waits to be taken up.</summary>
public sealed record NothingToSettle(Guid Round, int Number) : Refusal;

/// <summary>The version has no such article.</summary>
public sealed record ArticleUnknown(string Article) : Refusal;

/// <summary>The comment is another organization's.</summary>
public sealed record CommentOfAnother(OrganizationId Organization) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Forbidden;
}

internal static class CommentingOnDrafts
{
    public static Decision Decide(Engagement engagement, CommentOnDraft command, in Asked asked)
    {
        var (work, id) = (engagement.Legislation, asked.CommandId);
        if (work.Round(command.Round) is not { } round)
            return new RoundUnknown(command.Round);
        if (round.Comments.Any(c => c.Id == id))
            return Decision.Nothing;
        if (round.ClosedOn is { } on)
            return new RoundClosed(round.Id, on);
        if (round.Comments.Count >= Limits.ReviewComments)
            return new TooMany("comments", Limits.ReviewComments);
        if (command.OnBehalfOf is { } other && !round.Reviewers.Contains(other))
            return new ReviewerUnknown(other);
        var version = work.Bill(round.Bill)!.Version(round.Version)!;
        if (command.Article is { } article && version.File is null && !version.Articles.Contains(article))
            return new ArticleUnknown(article);
        if (command.Provision is { } provision && !work.IsListed(provision))
            return new ProvisionUnknown(provision);
        return new DraftCommented(round.Id, id, command.OnBehalfOf ?? asked.Actor.Organization, command.Text, command.Article, command.Provision);
    }

    public static Decision Decide(Engagement engagement, AnswerComment command)
    {
        if (Fault(engagement, command.Round, command.Number) is { } refusal)
            return refusal;
        var comment = engagement.Legislation.Round(command.Round)!.Comment(command.Number)!;
        if (comment.State != command.From || command.To is CommentState.Withdrawn || command.To == command.From || (command.Since is { } since && since != comment.Since))
            return comment.State == command.To && comment.Reason == command.Reason ? Decision.Nothing : new CommentHasMoved(comment.Number, comment.State);
        if (comment.State == CommentState.Withdrawn)
            return new CommentHasMoved(comment.Number, comment.State);
        if (command is { To: CommentState.Rejected, Reason: null })
            return new WhyRejected(comment.Number);
        return new CommentAnswered(command.Round, comment.Number, comment.Organization, command.To, command.Reason);
    }

    public static Decision Decide(Engagement engagement, WithdrawComment command)
    {
        if (Fault(engagement, command.Round, command.Number) is { } refusal)
            return refusal;
        var comment = engagement.Legislation.Round(command.Round)!.Comment(command.Number)!;
        return comment.State == CommentState.Withdrawn ? Decision.Nothing : new CommentAnswered(command.Round, comment.Number, comment.Organization, CommentState.Withdrawn);
    }

    private static Refusal? Fault(Engagement engagement, Guid id, int number)
    {
        if (engagement.Legislation.Round(id) is not { } round)
            return new RoundUnknown(id);
        if (round.ClosedOn is { } on)
            return new RoundClosed(id, on);
        return round.Comment(number) switch
        {
            null => new CommentUnknown(id, number),
            { SettledBy: { } version } => new CommentSettled(number, version),
            _ => null,
        };
    }

    public static LegislationWork Apply(LegislationWork work, DraftCommented commented, in Occurrence when)
    {
        var round = work.Round(commented.Round)!;
        return work.With(round with
        {
            Comments = round.Comments.Add(new(
                commented.Comment, round.Comments.Count + 1, commented.Organization, when.Actor.Name, when.On, commented.Text, commented.Article, commented.Provision, Since: when.Version)),
        });
    }

    public static LegislationWork Apply(LegislationWork work, CommentAnswered answered, in Occurrence when)
    {
        var version = when.Version;
        var round = work.Round(answered.Round)!;
        return work.With(round with
        {
            Comments = round.Comments.Select(c => c.Number == answered.Number ? c with { State = answered.To, Reason = answered.Reason, Since = version } : c).ToItems(),
        });
    }
}
