namespace TA.Engagements;

/// <summary>What is asked of every version that goes out.</summary>
public enum HumanRightsQuestion
{
    /// <summary>Victims are not punished for acts that they were made to do.</summary>
    NonPunishment,

    /// <summary>Nobody becomes punishable for having been smuggled, or for being a migrant.</summary>
    NoCriminalizationOfMigrants,

    /// <summary>Nobody is detained without a decision on the single case.</summary>
    NoMandatoryDetention,

    /// <summary>Asylum and non-refoulement stay untouched.</summary>
    RefugeeLaw,

    /// <summary>The best interests of the child are safe: no means required for trafficking in a child, protection of its own.</summary>
    Children,
}

/// <summary>What a question of the check found.</summary>
public enum HumanRightsOutcome
{
    /// <summary>The draft respects it.</summary>
    Respected,

    /// <summary>It does not, or not surely: the remark says where.</summary>
    Concern,

    /// <summary>The draft does not touch it: the remark says why.</summary>
    NotApplicable,
}

/// <summary>The answer to one question of the check, who gave it and when.</summary>
public sealed record HumanRightsAnswer(HumanRightsQuestion Question, HumanRightsOutcome? Outcome = null, string? Remark = null, string? By = null, DateOnly? On = null);

/// <summary>Answers questions of the human-rights check of a version that has not been submitted yet.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Version">The number of the version.</param>
/// <param name="Answers">The questions, each at most once. A concern, or that something does not apply, goes with a remark.</param>
public sealed record CheckHumanRights(Guid Bill, int Version, Items<HumanRightsEdit> Answers) : LegislationCommand;

/// <summary>The edits of one answer; an outcome of null takes it back.</summary>
public sealed record HumanRightsEdit(HumanRightsQuestion Question, Edit<HumanRightsOutcome?>? Outcome = null, [property: Length(Limits.Paragraph)] Edit<string?>? Remark = null);

/// <summary>Questions of the check have been answered; only what changed is named.</summary>
public sealed record HumanRightsChecked(Guid Bill, int Version, Items<HumanRightsEdit> Answers) : LegislationEvent;

/// <summary>The bill has no version of that number.</summary>
public sealed record VersionUnknown(Guid Bill, int Version) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The answer needs a remark: where the concern lies, or why the question does not apply.</summary>
public sealed record AnswerNeedsRemark(HumanRightsQuestion Question) : Refusal;

/// <summary>The check of a version that was submitted stays as it was on that day.</summary>
public sealed record VersionSubmitted(int Version) : Refusal;

/// <summary>A version is not submitted before every question of its human-rights check is answered.</summary>
public sealed record CheckUnanswered(int Version, Items<HumanRightsQuestion> Questions) : Refusal;

/// <summary>The human-rights check of draft versions.</summary>
public static class HumanRightsCheck
{
    /// <summary>The questions that a version has no answer to.</summary>
    public static Items<HumanRightsQuestion> Unanswered(DraftVersion version) =>
        Enum.GetValues<HumanRightsQuestion>().Where(q => version.HumanRights.FirstOrDefault(a => a.Question == q)?.Outcome is null).ToItems();

    /// <summary>The provisions that speak to a question, of the product and added ones; also those of a treaty that the engagement does not assess, since every bill can touch them.</summary>
    public static IEnumerable<TreatyProvision> Provisions(Engagement engagement, HumanRightsQuestion question) =>
        TreatyProvisions.All.Concat(engagement.Legislation.Added().Select(p => p.AsProvision())).Where(p => p.Tags.Contains(question));
}

internal static class CheckingHumanRights
{
    public static Decision Decide(Engagement engagement, CheckHumanRights command)
    {
        if (KeepingBills.Fault(engagement.Legislation, command.Bill) is { } refusal)
            return refusal;
        var bill = engagement.Legislation.Bill(command.Bill)!;
        if (bill.Version(command.Version) is not { } version)
            return new VersionUnknown(bill.Id, command.Version);
        var judge = new EditJudge();
        var applied = new List<HumanRightsEdit>();
        foreach (var wanted in command.Answers)
        {
            var answer = Answer(version, wanted.Question);
            var edit = new HumanRightsEdit(
                wanted.Question, judge.Judge($"{wanted.Question}.outcome", answer.Outcome, wanted.Outcome), judge.Judge($"{wanted.Question}.remark", answer.Remark, wanted.Remark));
            if (edit is { Outcome: null, Remark: null })
                continue;
            if (After(answer, edit) is { Outcome: HumanRightsOutcome.Concern or HumanRightsOutcome.NotApplicable, Remark: null })
                return new AnswerNeedsRemark(wanted.Question);
            applied.Add(edit);
        }

        return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts)
            : applied.Count == 0 ? Decision.Nothing
            : version.Number <= bill.Submitted ? new VersionSubmitted(version.Number)
            : new HumanRightsChecked(bill.Id, version.Number, applied.ToItems());
    }

    private static HumanRightsAnswer Answer(DraftVersion version, HumanRightsQuestion question) => version.HumanRights.FirstOrDefault(a => a.Question == question) ?? new(question);

    private static HumanRightsAnswer After(HumanRightsAnswer answer, HumanRightsEdit edit) => answer with
    {
        Outcome = edit.Outcome is { } outcome ? outcome.To : answer.Outcome,
        Remark = edit.Remark is { } remark ? remark.To : answer.Remark,
    };

    public static LegislationWork Apply(LegislationWork work, HumanRightsChecked check, in Occurrence when)
    {
        var bill = work.Bill(check.Bill)!;
        var version = bill.Version(check.Version)!;
        var answers = version.HumanRights;
        foreach (var edit in check.Answers)
        {
            var after = After(Answer(version, edit.Question), edit) with { By = when.Actor.Name, On = when.On };
            answers = answers.Where(a => a.Question != edit.Question).Append(after).OrderBy(a => a.Question).ToItems();
        }

        return work.With(bill with { Versions = bill.Versions.SetItem(check.Version - 1, version with { HumanRights = answers }) });
    }
}
