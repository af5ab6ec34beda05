namespace TA.Engagements;

/// <summary>Records that the engagement document is signed, or corrects the record.</summary>
/// <param name="Document">What is on record, as the person saw it, and what shall be.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record RecordEngagementDocument(Edit<EngagementDocument?> Document, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>The engagement document is on record.</summary>
public sealed record EngagementDocumentRecorded(Edit<EngagementDocument?> Document) : EngagementEvent;

/// <summary>Records that the money is there, or corrects the record.</summary>
/// <param name="Funding">What is on record, as the person saw it, and what shall be.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record ConfirmFunding(Edit<FundingConfirmation?> Funding, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Funding is confirmed.</summary>
public sealed record FundingConfirmed(Edit<FundingConfirmation?> Funding) : EngagementEvent;

/// <summary>A date that records something that has happened lies in the future.</summary>
public sealed record DateInFuture(string Field, DateOnly Date) : Refusal;

internal static class RecordingEvidence
{
    public static Decision Decide(Engagement engagement, RecordEngagementDocument command, in Asked asked)
    {
        if (command.Document.To is { } document && document.SignedOn > asked.Today)
            return new DateInFuture("document.to.signedOn", document.SignedOn);
        if (command.Document.To is { ValidUntil: { } until } brief && until < brief.SignedOn)
            return new DatesReversed("document.to.validUntil");
        if (Agreeing.FileFault(engagement, command.Document.To?.File) is { } fault)
            return fault;
        var judge = new EditJudge();
        return judge.Judge("document", engagement.Document, command.Document) is { } edit
            ? new EngagementDocumentRecorded(edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, ConfirmFunding command, in Asked asked)
    {
        if (command.Funding.To is { } funding && funding.ConfirmedOn > asked.Today)
            return new DateInFuture("funding.to.confirmedOn", funding.ConfirmedOn);
        var judge = new EditJudge();
        return judge.Judge("funding", engagement.Funding, command.Funding) is { } edit
            ? new FundingConfirmed(edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }
}
