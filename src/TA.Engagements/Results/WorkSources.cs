using System.Text.Json;

namespace TA.Engagements;

/// <summary>What the work of an engagement says of each indicator, by calendar year. Indicators without a source here are entered.</summary>
internal static class WorkSources
{
    private static readonly TaskId Coordination = "case.delivery.coord";

    /// <summary>What follows from the work, by year; empty where the engagement has nothing of it.</summary>
    public static IReadOnlyList<Reached> Of(Engagement engagement, Indicator indicator)
    {
        var tally = new Tally(indicator);
        switch (indicator.Code)
        {
            case "CRD-1":
                Meetings(engagement, tally);
                break;
            case "CRD-2":
                Partners(engagement, tally);
                break;
            case "DAT-1":
                foreach (var product in engagement.Results.Products.Where(p => p.WithdrawnBecause is null))
                    tally.Add(product.SharedOn.Year, 1);
                break;
            case "REV-1":
                foreach (var finding in engagement.Results.Findings)
                    if (finding.ActedOn(engagement) is { } day)
                        tally.Add(day.Year, 1, null, ("instrument", Word(finding.Instrument)));
                break;
            case "HR-1":
                RiskAssessments(engagement, tally);
                break;
            default:
                LegislationSources.Add(engagement, indicator, tally);
                UnitSources.Add(engagement, indicator, tally);
                TrainingSources.Add(engagement, indicator, tally);
                break;
        }

        return tally.ToList();
    }

    /// <summary>Coordination meetings are the accepted tasks of that name; a recurring one has a number behind it.</summary>
    private static void Meetings(Engagement engagement, Tally tally)
    {
        foreach (var task in engagement.Tasks.AsSpan())
            if (task is { State: PlanTaskState.Accepted, AcceptedOn: { } day } && (task.Id == Coordination || task.Id.Value.StartsWith($"{Coordination}.", StringComparison.Ordinal)))
                tally.Add(day.Year, 1);
    }

    /// <summary>
    /// An organization takes part in each year in which a task of it was under way, an open one until the last year in which any was begun or accepted. UNODC, donors and national counterparts are not partners.
    /// </summary>
    private static void Partners(Engagement engagement, Tally tally)
    {
        var parts = new HashSet<(int Year, OrganizationId Organization)>();
        var last = engagement.Tasks.Max(t => t.AcceptedOn ?? t.StartedOn)?.Year;
        foreach (var task in engagement.Tasks.AsSpan())
            if (task is { Organization: { } organization, StartedOn: { } started } && organization != OrganizationId.Unodc && task.State != PlanTaskState.Cancelled && !engagement.IsNationalCounterpart(organization))
                for (var year = started.Year; year <= (task.AcceptedOn?.Year ?? last); year++)
                    parts.Add((year, organization));
        foreach (var (year, organization) in parts)
            tally.Add(year, 1, null, ("organization-type", ListedOrganizations.Type(organization) ?? Indicators.NotStated));
    }

    /// <summary>
    /// Support that needs a human rights risk assessment: the human rights controls in the plan that were due by the end of the year, cancelled ones and those found not to apply apart. In force: accepted with an
    /// outcome. A year is told in which one was accepted, as things stood at its end.
    /// </summary>
    private static void RiskAssessments(Engagement engagement, Tally tally)
    {
        var needed = engagement.Tasks.Where(t => t.Control == TaskControl.HumanRights && t.State != PlanTaskState.Cancelled && t.Finding?.NotApplicableBecause is null).ToList();
        int? Accepted(PlanTask task) => task is { State: PlanTaskState.Accepted, AcceptedOn: { } on } ? on.Year : null;
        foreach (var year in needed.Select(Accepted).OfType<int>().Distinct())
            tally.Add(year, needed.Count(t => Accepted(t) <= year), needed.Count(t => Accepted(t) <= year || t.Dates.Due.Year <= year));
    }

    /// <summary>A word as it stands in JSON.</summary>
    internal static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Word(ReviewedInstrument instrument) => instrument switch
    {
        ReviewedInstrument.TipProtocol => "tip",
        ReviewedInstrument.SomProtocol => "som",
        _ => "untoc",
    };
}
