namespace TA.Engagements;

/// <summary>Records that the engagement document is signed, or corrects the record.</summary>
public sealed record RecordEngagementDocument(Edit<EngagementDocument?> Document) : EngagementCommand;

/// <summary>The engagement document is on record.</summary>
public sealed record EngagementDocumentRecorded(Edit<EngagementDocument?> Document) : EngagementEvent;

/// <summary>Records that the money is there, or corrects the record.</summary>
public sealed record ConfirmFunding(Edit<FundingConfirmation?> Funding) : EngagementCommand;

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
