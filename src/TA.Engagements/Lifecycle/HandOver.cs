namespace TA.Engagements;

/// <summary>Gives the engagement to another lead officer. The new one must be an officer with an active account; null leaves it without one.</summary>
/// <param name="LeadOfficer">Who leads, as the person saw it, and who shall.</param>
/// <param name="Note">Why.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record HandOver(Edit<UserId?> LeadOfficer, [property: Length(Limits.Paragraph)] string? Note = null, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Another officer leads.</summary>
public sealed record HandedOver(Edit<UserId?> LeadOfficer, string? Note = null) : EngagementEvent;

internal static class HandingOver
{
    public static Decision Decide(Engagement engagement, HandOver command, in Asked asked)
    {
        var judge = new EditJudge();
        if (judge.Judge("leadOfficer", engagement.LeadOfficer, command.LeadOfficer) is not { } edit)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        return edit.To is { } officer && NamedPeople.OfficerFault(asked, "leadOfficer.to", officer) is { } refusal ? refusal : new HandedOver(edit, command.Note);
    }
}
