namespace TA.Engagements;

/// <summary>What the legislation workstream says of its indicators.</summary>
internal static class LegislationSources
{
    private static readonly TaskId Validation = "leg.assess.validate";

    public static void Add(Engagement engagement, Indicator indicator, Tally tally)
    {
        var work = engagement.Legislation;
        switch (indicator.Code)
        {
            case "LEG-1":
                Assessments(engagement, tally);
                break;
            case "LEG-2":
                foreach (var bill in work.Bills.Where(b => b.Kind != BillKind.Regulation && b.Versions.Count > 0))
                    tally.Add(bill.Versions[0].On.Year, 1);
                break;
            case "LEG-3":
                foreach (var law in work.Bills.Where(b => b.Kind != BillKind.Regulation && b.InForceOn is not null))
                    InForce(work, law, tally);
                break;
            case "LEG-4":
                ProvisionsMet(engagement, tally);
                break;
            case "LEG-5":
                foreach (var round in work.Rounds.Where(r => r.ClosedOn is not null))
                    Consultation(engagement, round, tally);
                break;
            case "LEG-6":
                Regulations(work, tally);
                break;
        }
    }

    /// <summary>Regulations in force that are kept as bills of their own; where there are none, the laws whose step says that theirs were issued.</summary>
    private static void Regulations(LegislationWork work, Tally tally)
    {
        var kept = work.Bills.Where(b => b.Kind == BillKind.Regulation).Select(b => b.InForceOn).OfType<DateOnly>().ToList();
        foreach (var issued in kept.Count > 0 ? kept : work.Bills.Select(b => b.Milestones.FirstOrDefault(m => m.Kind == LegislativeMilestone.Regulations)?.Actual).OfType<DateOnly>())
            tally.Add(issued.Year, 1);
    }

    /// <summary>
    /// An assessment is complete when every mandatory provision that the engagement assesses has a rating. It counts from the day of its newest rating; the first one not before the validation
    /// workshop, in which the State accepts it, where the plan has that task.
    /// </summary>
    private static void Assessments(Engagement engagement, Tally tally)
    {
        var mandatory = engagement.AssessedProvisions().Where(p => p.Obligation == ObligationLevel.Mandatory).Select(p => p.Id).ToList();
        var validation = engagement.Find(Validation);
        for (var at = 0; at < engagement.Legislation.Assessments.Count; at++)
        {
            var assessment = engagement.Legislation.Assessments[at];
            if (mandatory.Count == 0 || Newest(assessment) is not { } day || mandatory.Exists(p => assessment.Finding(p).Rating == ComplianceRating.NotAssessed))
                continue;
            if (at == 0 && validation is { State: not PlanTaskState.Cancelled })
            {
                if (validation is not { State: PlanTaskState.Accepted, AcceptedOn: { } accepted })
                    continue;
                day = accepted > day ? accepted : day;
            }

            tally.Add(day.Year, 1);
        }
    }

    /// <summary>A law counts for each treaty whose provisions its submitted version carries out, and once in all.</summary>
    private static void InForce(LegislationWork work, Bill law, Tally tally)
    {
        var year = law.InForceOn!.Value.Year;
        tally.AddTotal(year, 1);
        var carried = law.Version(law.Submitted ?? law.Versions.Count)?.Provisions ?? [];
        foreach (var instrument in carried.Select(work.Provision).OfType<TreatyProvision>().Select(p => Word(p.Instrument)).DefaultIfEmpty(Indicators.NotStated).Distinct())
            tally.AddCell(year, "instrument", instrument, 1);
    }

    /// <summary>Of the mandatory provisions that apply, those rated as met in the last assessment that was rated in the year. One that rates only some of them takes the place of none that rates all.</summary>
    private static void ProvisionsMet(Engagement engagement, Tally tally)
    {
        var mandatory = engagement.AssessedProvisions().Where(p => p.Obligation == ObligationLevel.Mandatory).ToList();
        bool RatesAll(GapAssessment assessment) => mandatory.TrueForAll(p => assessment.Finding(p.Id).Rating != ComplianceRating.NotAssessed);
        var rated = engagement.Legislation.Assessments.Where(a => Newest(a) is not null).ToList();
        foreach (var year in rated.Where((a, at) => RatesAll(a) || !rated.Take(at).Any(RatesAll)).GroupBy(a => Newest(a)!.Value.Year))
            foreach (var provision in mandatory)
                if (year.Last().Finding(provision.Id).Rating is not ComplianceRating.NotApplicable and var rating)
                    tally.Add(year.Key, rating == ComplianceRating.Met ? 1 : 0, 1, ("instrument", Word(provision.Instrument)), ("category", WorkSources.Word(provision.Category)));
    }

    /// <summary>A review round that is closed is a consultation, with each kind of organization that was asked.</summary>
    private static void Consultation(Engagement engagement, ReviewRound round, Tally tally)
    {
        var year = round.ClosedOn!.Value.Year;
        tally.AddTotal(year, 1);
        foreach (var kind in round.Reviewers.Select(r => Kind(engagement, r)).DefaultIfEmpty(Indicators.NotStated).Distinct())
            tally.AddCell(year, "stakeholder", kind, 1);
    }

    private static string Kind(Engagement engagement, OrganizationId organization) => ListedOrganizations.All.FirstOrDefault(o => o.Id == organization)?.Kind switch
    {
        null when engagement.IsNationalCounterpart(organization) => "national-body",
        null => "other",
        var kind when kind.Contains("NGO", StringComparison.Ordinal) => "civil-society",
        _ => "international-organization",
    };

    private static DateOnly? Newest(GapAssessment assessment) => assessment.Findings.Max(f => f.On);

    private static string Word(string instrument) => instrument.ToLowerInvariant() is "untoc" or "tip" or "som" or "icrmw" ? instrument.ToLowerInvariant() : "other";
}
