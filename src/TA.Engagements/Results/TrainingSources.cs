namespace TA.Engagements;

/// <summary>What the training workstream says of its indicators. A session counts in the year of its last day, a follow-up in the year of its own day.</summary>
internal static class TrainingSources
{
    public static void Add(Engagement engagement, Indicator indicator, Tally tally)
    {
        if (indicator.Workstream != WorkstreamKind.Training)
            return;
        var work = engagement.Training;
        if (indicator.Code == "TRN-6")
        {
            var adopted = work.Academies.Select(a => a.AdoptedOn).OfType<DateOnly>().ToList();
            tally.AddStanding(adopted, day => adopted.Where(on => on.Year == day.Year && on <= day).Select(_ => ""));
            return;
        }

        foreach (var year in work.Sessions.SelectMany(s => new[] { s.Plan.Dates.Due.Year, s.FollowUp?.On.Year ?? s.Plan.Dates.Due.Year }).Distinct())
            Year(engagement, indicator.Code, year, tally);
    }

    // A number and its parts are told of the same sessions: those that know the number.
    private static void Year(Engagement engagement, string code, int year, Tally tally)
    {
        TrainingTotals Totals(Func<TrainingSession, bool> know) => TrainingTotals.Of(engagement, new(year, 1, 1), new(year, 12, 31), know);
        switch (code)
        {
            case "TRN-1":
                Trained(Totals(s => s.Total(Counted.FirstTime) is not null).People, year, tally);
                break;
            case "TRN-2" when Totals(s => s.Certificates?.All() is not null).Trainers.Certificates is { } certified && certified.All() is { } all:
                tally.AddTotal(year, all);
                Cell(tally, year, "sex", "women", certified.Women);
                Cell(tally, year, "sex", "men", certified.Men);
                Rest(tally, year, "sex", all - (certified.Women ?? 0) - (certified.Men ?? 0));
                break;
            case "TRN-3" when Totals(_ => true) is var all && all.People.Sessions + all.Trainers.Sessions is > 0 and var held:
                tally.AddTotal(year, held);
                foreach (var session in all.People.SessionsByInstitution.Concat(all.Trainers.SessionsByInstitution))
                    tally.AddCell(year, "institution", WorkSources.Word(session.Institution), session.Sessions);
                break;
            case "TRN-4":
                foreach (var gain in Totals(_ => true).People.Gains)
                    tally.Add(year, (gain.After - gain.Before) * gain.TestedAfter, gain.TestedAfter, ("institution", gain.Institution is { } institution ? WorkSources.Word(institution) : Indicators.NotStated));
                break;
            case "TRN-5" when Totals(s => s.FollowUp is { } f && f.Total(Counted.Applying) is not null && f.Total(Counted.Answered) is not null).People is { Applying: { } applying, Answered: { } answered } people:
                Applying(people, year, applying, answered, tally);
                break;
        }
    }

    /// <summary>Unique persons: those who attended a session for the first time.</summary>
    private static void Trained(TrainingFigures people, int year, Tally tally)
    {
        if (people.Persons is not { } total)
            return;
        tally.AddTotal(year, total);
        var (bySex, byInstitution) = (total, total);
        foreach (var cell in people.Cells)
            if (cell.FirstTime is { } known)
            {
                tally.AddCell(year, "sex", Word(cell.Sex), known);
                tally.AddCell(year, "institution", WorkSources.Word(cell.Institution), known);
                (bySex, byInstitution) = (bySex - known, byInstitution - known);
            }

        Rest(tally, year, "sex", bySex);
        Rest(tally, year, "institution", byInstitution);
    }

    /// <summary>Those who apply what they learnt, out of those who answered.</summary>
    private static void Applying(TrainingFigures people, int year, int applying, int answered, Tally tally)
    {
        tally.AddTotal(year, applying, answered);
        var (yes, of) = (applying, answered);
        foreach (var cell in people.FollowUp)
            if (cell is { Applying: { } some, Answered: { } all })
            {
                tally.AddCell(year, "sex", Word(cell.Sex), some, all);
                tally.AddCell(year, "institution", WorkSources.Word(cell.Institution), some, all);
                (yes, of) = (yes - some, of - all);
            }

        if (of > 0)
        {
            tally.AddCell(year, "sex", Indicators.NotStated, yes, of);
            tally.AddCell(year, "institution", Indicators.NotStated, yes, of);
        }
    }

    private static void Cell(Tally tally, int year, string dimension, string category, int? count)
    {
        if (count is { } known)
            tally.AddCell(year, dimension, category, known);
    }

    private static void Rest(Tally tally, int year, string dimension, int count)
    {
        if (count > 0)
            tally.AddCell(year, dimension, Indicators.NotStated, count);
    }

    private static string Word(Sex sex) => sex switch { Sex.Female => "women", Sex.Male => "men", _ => Indicators.NotStated };
}
