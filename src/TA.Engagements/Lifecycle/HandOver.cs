namespace TA.Engagements;

/// <summary>Gives the engagement to another lead officer. The new one must be an officer; the caller has checked that with the accounts.</summary>
public sealed record HandOver(Edit<UserId?> LeadOfficer, [property: Length(Limits.Paragraph)] string? Note = null) : EngagementCommand;

/// <summary>Another officer leads.</summary>
public sealed record HandedOver(Edit<UserId?> LeadOfficer, string? Note = null) : EngagementEvent;

internal static class HandingOver
{
    public static Decision Decide(Engagement engagement, HandOver command)
    {
        var judge = new EditJudge();
        return judge.Judge("leadOfficer", engagement.LeadOfficer, command.LeadOfficer) is { } edit
            ? new HandedOver(edit, command.Note)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }
}
