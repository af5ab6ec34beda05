namespace TA.Engagements;

/// <summary>The answer of the management to a recommendation: action, owner, date.</summary>
/// <param name="Answer">Accepted or not.</param>
/// <param name="Action">What will be done, or why nothing will.</param>
/// <param name="Owner">Who does it; never a person.</param>
/// <param name="DueOn">By when; null only where the recommendation is not accepted.</param>
public sealed record ManagementResponse(ResponseAnswer Answer, [property: Length(Limits.Paragraph)] string Action, Owner Owner, DateOnly? DueOn = null);

/// <summary>Whether a recommendation is accepted.</summary>
public enum ResponseAnswer
{
    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>Accepted in part.</summary>
    PartlyAccepted,

    /// <summary>Not accepted.</summary>
    NotAccepted,
}

/// <summary>Gives the management response to a recommendation, or another one.</summary>
public sealed record RespondToRecommendation(Guid Recommendation, [property: NotNullTo] Edit<ManagementResponse?> Response, long? AsOf = null) : AgreementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A recommendation has its management response.</summary>
public sealed record RecommendationAnswered(Guid Recommendation, Edit<ManagementResponse?> Response) : AgreementEvent;

/// <summary>Says which tasks answer a recommendation.</summary>
public sealed record LinkRecommendation(Guid Recommendation, Edit<Items<TaskId>> Tasks, long? AsOf = null) : AgreementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Other tasks answer a recommendation.</summary>
public sealed record RecommendationLinked(Guid Recommendation, Edit<Items<TaskId>> Tasks) : AgreementEvent;

/// <summary>Records how far a recommendation has been carried out; possible after the engagement has ended.</summary>
/// <param name="Recommendation">One that has its management response.</param>
/// <param name="To">Where it stands.</param>
/// <param name="Remark">What was found.</param>
/// <param name="Since">The version at which its state was recorded last, as the person saw it.</param>
public sealed record FollowUpRecommendation(Guid Recommendation, RecommendationState To, [property: Length(Limits.Paragraph)] string Remark, long Since) : AgreementCommand;

/// <summary>A recommendation was followed up.</summary>
public sealed record RecommendationFollowedUp(Guid Recommendation, RecommendationState From, RecommendationState To, string Remark) : AgreementEvent;

/// <summary>No such recommendation is on record.</summary>
public sealed record RecommendationUnknown(Guid Recommendation) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The recommendation was followed up since the person saw it.</summary>
public sealed record RecommendationHasMoved(Guid Recommendation, RecommendationState Actual) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>The management has not responded to the recommendation yet.</summary>
public sealed record ResponseNeeded(Guid Recommendation) : Refusal;

/// <summary>A response that accepts a recommendation says by when.</summary>
public sealed record ResponseDateNeeded(Guid Recommendation) : Refusal;

internal static class RespondingToRecommendations
{
    public static Decision Decide(Engagement engagement, RespondToRecommendation command)
    {
        if (Find(engagement, command.Recommendation) is not { } recommendation)
            return new RecommendationUnknown(command.Recommendation);
        if (command.Response.To is { Answer: not ResponseAnswer.NotAccepted, DueOn: null })
            return new ResponseDateNeeded(recommendation.Id);
        var judge = new EditJudge();
        return judge.Judge("response", recommendation.Response, (Edit<ManagementResponse?>?)command.Response) is { } edit
            ? new RecommendationAnswered(recommendation.Id, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, LinkRecommendation command)
    {
        if (Find(engagement, command.Recommendation) is not { } recommendation)
            return new RecommendationUnknown(command.Recommendation);
        if (UnknownTask(engagement, command.Tasks.To) is { } unknown)
            return unknown;
        var judge = new EditJudge();
        return judge.Judge("tasks", recommendation.Tasks, (Edit<Items<TaskId>>?)command.Tasks) is { } edit
            ? new RecommendationLinked(recommendation.Id, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, FollowUpRecommendation command) =>
        Find(engagement, command.Recommendation) is not { } recommendation ? new RecommendationUnknown(command.Recommendation)
        : recommendation.Since != command.Since ? new RecommendationHasMoved(recommendation.Id, recommendation.State)
        : recommendation.Response is null ? new ResponseNeeded(recommendation.Id)
        : new RecommendationFollowedUp(recommendation.Id, recommendation.State, command.To, command.Remark);

    internal static TaskUnknown? UnknownTask(Engagement engagement, Items<TaskId> tasks)
    {
        foreach (var task in tasks.AsSpan())
            if (engagement.Find(task) is null)
                return new(task);
        return null;
    }

    private static EvaluationRecommendation? Find(Engagement engagement, Guid id) => engagement.Agreements.Recommendations.FirstOrDefault(r => r.Id == id);

    public static AgreementWork Apply(AgreementWork work, RecommendationAnswered answered) => With(work, answered.Recommendation, r => r with { Response = answered.Response.To });

    public static AgreementWork Apply(AgreementWork work, RecommendationLinked linked) => With(work, linked.Recommendation, r => r with { Tasks = linked.Tasks.To });

    public static AgreementWork Apply(AgreementWork work, RecommendationFollowedUp followed, in Occurrence when)
    {
        var since = when.Version;
        return With(work, followed.Recommendation, r => r with { State = followed.To, Remark = followed.Remark, Since = since });
    }

    private static AgreementWork With(AgreementWork work, Guid id, Func<EvaluationRecommendation, EvaluationRecommendation> change)
    {
        var at = work.Recommendations.FindIndex(r => r.Id == id);
        return work with { Recommendations = work.Recommendations.SetItem(at, change(work.Recommendations[at])) };
    }
}
