namespace TA.Engagements;

/// <summary>Independent judgement of relevance, efficiency, effectiveness, impact and sustainability.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Kind">When in the engagement's life.</param>
/// <param name="CompletedOn">The day of the report.</param>
/// <param name="By">Who evaluated, by office or organization.</param>
/// <param name="Findings">What it found, in words.</param>
/// <param name="File">The report among the engagement's documents, or null.</param>
public sealed record Evaluation(
    Guid Id, EvaluationKind Kind, DateOnly CompletedOn, string By, [property: Length(Limits.Text)] string Findings, Guid? File = null);

/// <summary>Kinds of evaluation.</summary>
public enum EvaluationKind
{
    /// <summary>At the end.</summary>
    Final,

    /// <summary>On the way.</summary>
    MidTerm,

    /// <summary>Some time after the end.</summary>
    ExPost,
}

/// <summary>What an evaluation recommends, the answer to it, and the tasks that carry the answer out.</summary>
public sealed record EvaluationRecommendation
{
    /// <summary>From the command that added it.</summary>
    public Guid Id { get; init; }

    /// <summary>The evaluation.</summary>
    public Guid Evaluation { get; init; }

    /// <summary>What is recommended.</summary>
    public required string Text { get; init; }

    /// <summary>The management response; null before it is given.</summary>
    public ManagementResponse? Response { get; init; }

    /// <summary>The tasks that answer it.</summary>
    public Items<TaskId> Tasks { get; init; }

    /// <summary>Where it stands.</summary>
    public RecommendationState State { get; init; }

    /// <summary>What the newest follow-up found.</summary>
    public string? Remark { get; init; }

    /// <summary>The version at which its state was recorded last.</summary>
    public long Since { get; init; }
}

/// <summary>Where a recommendation stands.</summary>
public enum RecommendationState
{
    /// <summary>Nothing is done yet.</summary>
    Open,

    /// <summary>Work on it goes on.</summary>
    UnderWay,

    /// <summary>Carried out.</summary>
    CarriedOut,

    /// <summary>It will not be carried out; a later engagement should know.</summary>
    NotCarriedOut,
}

/// <summary>Records an evaluation.</summary>
/// <param name="Kind">When in the engagement's life.</param>
/// <param name="CompletedOn">The day of the report, not in the future.</param>
/// <param name="By">Who evaluated, by office or organization.</param>
/// <param name="Findings">What it found.</param>
/// <param name="File">The report among the engagement's documents, or null.</param>
public sealed record RecordEvaluation(EvaluationKind Kind, DateOnly CompletedOn, string By, [property: Length(Limits.Text)] string Findings, Guid? File = null) : AgreementCommand;

/// <summary>An evaluation is on record.</summary>
public sealed record EvaluationRecorded(Evaluation Evaluation) : AgreementEvent;

/// <summary>Adds what an evaluation recommends.</summary>
public sealed record AddRecommendation(Guid Evaluation, [property: Length(Limits.Paragraph)] string Text) : AgreementCommand;

/// <summary>A recommendation waits for its response.</summary>
public sealed record RecommendationAdded(Guid Recommendation, Guid Evaluation, string Text) : AgreementEvent;

/// <summary>No such evaluation is on record.</summary>
public sealed record EvaluationUnknown(Guid Evaluation) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class Evaluating
{
    public static Decision Decide(Engagement engagement, RecordEvaluation command, in Asked asked)
    {
        var id = asked.CommandId;
        if (engagement.Agreements.Evaluations.Any(e => e.Id == id))
            return Decision.Nothing;
        if (command.CompletedOn > asked.Today)
            return new DateInFuture("completedOn", command.CompletedOn);
        if (Agreeing.FileFault(engagement, command.File) is { } fault)
            return fault;
        if (engagement.Agreements.Evaluations.Count >= Limits.Evaluations)
            return new TooMany("evaluations", Limits.Evaluations);
        return new EvaluationRecorded(new(id, command.Kind, command.CompletedOn, command.By, command.Findings, command.File));
    }

    public static Decision Decide(Engagement engagement, AddRecommendation command, in Asked asked)
    {
        var id = asked.CommandId;
        if (engagement.Agreements.Recommendations.Any(r => r.Id == id))
            return Decision.Nothing;
        if (engagement.Agreements.Evaluations.All(e => e.Id != command.Evaluation))
            return new EvaluationUnknown(command.Evaluation);
        if (engagement.Agreements.Recommendations.Count >= Limits.Recommendations)
            return new TooMany("recommendations", Limits.Recommendations);
        return new RecommendationAdded(id, command.Evaluation, command.Text);
    }

    public static AgreementWork Apply(AgreementWork work, RecommendationAdded added, in Occurrence when) => work with
    {
        Recommendations = work.Recommendations.Add(new() { Id = added.Recommendation, Evaluation = added.Evaluation, Text = added.Text, Since = when.Version }),
    };
}
