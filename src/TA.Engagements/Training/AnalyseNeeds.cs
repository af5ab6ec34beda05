namespace TA.Engagements;

/// <summary>What the needs analysis found for one target group.</summary>
/// <param name="Group">The target group.</param>
/// <param name="Need">The finding.</param>
public sealed record GroupNeed(InstitutionType Group, TrainingNeed Need);

/// <summary>A finding on skills that a target group lacks.</summary>
/// <param name="On">The day of the finding, not in the future.</param>
/// <param name="Gaps">Which skills are lacking.</param>
/// <param name="People">How many people are to be trained, 0 to <see cref="Limits.People"/>; null when not known.</param>
/// <param name="TargetShareOfWomen">Share of women aimed at among them, 0 to 100 per cent; null when none was set.</param>
public sealed record TrainingNeed(DateOnly On, [property: Length(Limits.Paragraph)] string Gaps, int? People = null, int? TargetShareOfWomen = null);

/// <summary>Records what the needs analysis found for a target group.</summary>
/// <param name="Group">The target group; there is one line for each.</param>
/// <param name="Need">As the person saw it, null when there was none, and as it is; null takes the line away.</param>
public sealed record AnalyseNeeds(InstitutionType Group, Edit<TrainingNeed?> Need) : TrainingCommand;

/// <summary>The needs of a target group are on record.</summary>
public sealed record NeedsAnalysed(InstitutionType Group, TrainingNeed? Need) : TrainingEvent;

internal static class AnalysingNeeds
{
    public static Decision Decide(Engagement engagement, AnalyseNeeds command, in Asked asked)
    {
        if (TrainingPeople.NotChosen(engagement) is { } notChosen)
            return notChosen;
        var judge = new EditJudge();
        if (judge.Judge("need", engagement.Training.Needs.FirstOrDefault(n => n.Group == command.Group)?.Need, command.Need) is null)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        return command.Need.To switch
        {
            { On: var on } when on > asked.Today => new DateInFuture("need.to.on", on),
            { People: < 0 or > Limits.People } need => new OutOfRange("need.to.people", need.People.Value, 0, Limits.People),
            { TargetShareOfWomen: < 0 or > 100 } need => new OutOfRange("need.to.targetShareOfWomen", need.TargetShareOfWomen.Value, 0, 100),
            var need => new NeedsAnalysed(command.Group, need),
        };
    }

    public static TrainingWork Apply(TrainingWork work, NeedsAnalysed analysed) => work with
    {
        Needs = work.Needs.Where(n => n.Group != analysed.Group).Concat(analysed.Need is { } need ? [new GroupNeed(analysed.Group, need)] : []).OrderBy(n => n.Group).ToItems(),
    };
}
