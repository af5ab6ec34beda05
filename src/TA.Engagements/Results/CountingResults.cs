namespace TA.Engagements;

/// <summary>A command about results: indicators, review findings, data products.</summary>
public abstract record ResultsCommand : EngagementCommand;

/// <summary>An event about results: indicators, review findings, data products.</summary>
public abstract record ResultsEvent : EngagementEvent;

/// <summary>What an engagement keeps of results: indicators, review findings, data products.</summary>
public sealed record ResultsWork
{
    /// <summary>The indicators chosen, dropped ones included, in the order in which they were chosen.</summary>
    public Items<ChosenIndicator> Chosen { get; init; }

    /// <summary>Findings of the review mechanism that the engagement answers.</summary>
    public Items<ReviewFinding> Findings { get; init; }

    /// <summary>Data sets and analyses that were shared.</summary>
    public Items<DataProduct> Products { get; init; }

    /// <summary>Tasks whose focus an officer has set.</summary>
    public Items<TaskFocus> Focus { get; init; }

    /// <summary>The indicator as the engagement has chosen it, or null.</summary>
    public ChosenIndicator? Find(string code) => Chosen.FirstOrDefault(c => c.Code == code);

    internal ResultsWork With(ChosenIndicator chosen) =>
        this with { Chosen = Chosen.FindIndex(c => c.Code == chosen.Code) is >= 0 and var at ? Chosen.SetItem(at, chosen) : Chosen.Add(chosen) };
}

internal static class CountingResults
{
    public static Decision Decide(Engagement engagement, ResultsCommand command, in Asked asked) => command switch
    {
        ChooseIndicator choose => ChoosingIndicators.Decide(engagement, choose),
        DropIndicator drop => ChoosingIndicators.Decide(engagement, drop),
        SetBaseline set => SettingTargets.Decide(engagement, set),
        SetTarget set => SettingTargets.Decide(engagement, set),
        EnterActual enter => EnteringActuals.Decide(engagement, enter, asked),
        EnterReviewFinding enter => AnsweringFindings.Decide(engagement, enter, asked),
        LinkReviewFinding link => AnsweringFindings.Decide(engagement, link),
        ShareDataProduct share => SharingData.Decide(engagement, share, asked),
        WithdrawDataProduct withdraw => SharingData.Decide(engagement, withdraw),
        ClassifyTask classify => ClassifyingTasks.Decide(engagement, classify),
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, ResultsEvent happened, in Occurrence when) => engagement with
    {
        Results = happened switch
        {
            IndicatorChosen chosen => ChoosingIndicators.Apply(engagement.Results, chosen, when),
            IndicatorDropped dropped => ChoosingIndicators.Apply(engagement.Results, dropped, when),
            BaselineSet set => SettingTargets.Apply(engagement.Results, set),
            TargetSet set => SettingTargets.Apply(engagement.Results, set),
            ActualEntered entered => EnteringActuals.Apply(engagement.Results, entered),
            ReviewFindingEntered entered => engagement.Results with { Findings = engagement.Results.Findings.Add(entered.Finding) },
            ReviewFindingLinked linked => AnsweringFindings.Apply(engagement.Results, linked),
            DataProductShared shared => engagement.Results with { Products = engagement.Results.Products.Add(shared.Product) },
            DataProductWithdrawn withdrawn => SharingData.Apply(engagement.Results, withdrawn),
            TaskClassified classified => ClassifyingTasks.Apply(engagement.Results, classified),
            _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
        },
    };
}
