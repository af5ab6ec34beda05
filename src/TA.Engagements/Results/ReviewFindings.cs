namespace TA.Engagements;

/// <summary>What the review mechanism of the Convention (created in 2018, started in 2020) found about the State, and the tasks that answer it.</summary>
public sealed record ReviewFinding
{
    /// <summary>From the command that entered it.</summary>
    public Guid Id { get; init; }

    /// <summary>The treaty reviewed.</summary>
    public ReviewedInstrument Instrument { get; init; }

    /// <summary>The article, as in <c>TIP-6.3</c>; null for the treaty as a whole.</summary>
    public string? Provision { get; init; }

    /// <summary>What was found, or is recommended.</summary>
    public required string Text { get; init; }

    /// <summary>The day of the review's report.</summary>
    public DateOnly ReportedOn { get; init; }

    /// <summary>The report, in one line.</summary>
    public required string Source { get; init; }

    /// <summary>The tasks that answer it.</summary>
    public Items<TaskId> Tasks { get; init; }

    /// <summary>The day on which the last of its tasks was accepted, once none of them is open; null before, and where all were cancelled.</summary>
    public DateOnly? ActedOn(Engagement engagement)
    {
        DateOnly? last = null;
        foreach (var id in Tasks.AsSpan())
            if (engagement.Find(id) is { } task)
            {
                if (task.IsOpen)
                    return null;
                if (task.AcceptedOn is { } day && !(day < last))
                    last = day;
            }

        return last;
    }
}

/// <summary>The treaties that the mechanism reviews, as far as this product works on them.</summary>
public enum ReviewedInstrument
{
    /// <summary>The Convention.</summary>
    Untoc,

    /// <summary>The Trafficking in Persons Protocol.</summary>
    TipProtocol,

    /// <summary>The Smuggling of Migrants Protocol.</summary>
    SomProtocol,
}

/// <summary>Enters a finding of the review mechanism.</summary>
/// <param name="Instrument">The treaty reviewed.</param>
/// <param name="Provision">The article, or null.</param>
/// <param name="Text">What was found, or is recommended.</param>
/// <param name="ReportedOn">The day of the report, not in the future.</param>
/// <param name="Source">The report, in one line.</param>
/// <param name="Tasks">The tasks that answer it.</param>
public sealed record EnterReviewFinding(
    ReviewedInstrument Instrument, string? Provision, [property: Length(Limits.Paragraph)] string Text, DateOnly ReportedOn, string Source, Items<TaskId> Tasks = default) : ResultsCommand;

/// <summary>A finding of the review mechanism is on record.</summary>
public sealed record ReviewFindingEntered(ReviewFinding Finding) : ResultsEvent;

/// <summary>Says which tasks answer a finding.</summary>
public sealed record LinkReviewFinding(Guid Finding, Edit<Items<TaskId>> Tasks, long? AsOf = null) : ResultsCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Other tasks answer a finding.</summary>
public sealed record ReviewFindingLinked(Guid Finding, Edit<Items<TaskId>> Tasks) : ResultsEvent;

/// <summary>No such finding is on record.</summary>
public sealed record FindingUnknown(Guid Finding) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class AnsweringFindings
{
    public static Decision Decide(Engagement engagement, EnterReviewFinding command, in Asked asked)
    {
        var id = asked.CommandId;
        if (engagement.Results.Findings.Any(f => f.Id == id))
            return Decision.Nothing;
        if (command.ReportedOn > asked.Today)
            return new DateInFuture("reportedOn", command.ReportedOn);
        if (RespondingToRecommendations.UnknownTask(engagement, command.Tasks) is { } unknown)
            return unknown;
        if (engagement.Results.Findings.Count >= Limits.Recommendations)
            return new TooMany("findings", Limits.Recommendations);
        return new ReviewFindingEntered(new()
        {
            Id = id,
            Instrument = command.Instrument,
            Provision = command.Provision,
            Text = command.Text,
            ReportedOn = command.ReportedOn,
            Source = command.Source,
            Tasks = command.Tasks,
        });
    }

    public static Decision Decide(Engagement engagement, LinkReviewFinding command)
    {
        if (engagement.Results.Findings.FirstOrDefault(f => f.Id == command.Finding) is not { } finding)
            return new FindingUnknown(command.Finding);
        if (RespondingToRecommendations.UnknownTask(engagement, command.Tasks.To) is { } unknown)
            return unknown;
        var judge = new EditJudge();
        return judge.Judge("tasks", finding.Tasks, (Edit<Items<TaskId>>?)command.Tasks) is { } edit
            ? new ReviewFindingLinked(finding.Id, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static ResultsWork Apply(ResultsWork results, ReviewFindingLinked linked)
    {
        var at = results.Findings.FindIndex(f => f.Id == linked.Finding);
        return results with { Findings = results.Findings.SetItem(at, results.Findings[at] with { Tasks = linked.Tasks.To }) };
    }
}
