namespace TA.Engagements.Tests;

/// <summary>Random work on results, agreements and risks, as pages send it and as they never would.</summary>
internal static class RandomResults
{
    private static readonly Owner[] Owners = [new(ResponsibleRole.Unodc), new(ResponsibleRole.Ngo, Iom)];
    private static readonly string[] Codes = ["TRN-1", "CRD-1", "UNIT-2", "LEG-4", "TRN-4"];

    public static EngagementCommand AsAPage(Engagement e, Pick pick, Func<int> fresh) => (pick.What % 3) switch
    {
        0 => OfRisks(e, pick, fresh),
        1 => OfAgreements(e, pick, fresh),
        _ => OfResults(e, pick, fresh),
    };

    private static RiskCommand OfRisks(Engagement e, Pick pick, Func<int> fresh)
    {
        var assessment = new RiskAssessment((RiskGrade)(pick.A % 5), (RiskGrade)(pick.B % 5));
        if (e.Risks.Register.Count == 0 || pick.B % 6 == 0)
            return new EnterRisk($"Risk {fresh()}", (RiskCategory)(pick.A % 8), assessment, "Response", Owners[pick.B % 2], Today.AddDays(pick.A % 300));
        var risk = pick.Of<Risk>(e.Risks.Register);
        if (!risk.IsOpen)
            return new ReopenRisk(risk.Id, "Because", Today.AddDays(400 + fresh()), risk.Since);
        if (e.Risks.Measures.Count == 0 || pick.B % 6 == 1)
            return new AgreeMeasure(risk.Id, $"Measure {fresh()}", Owners[pick.A % 2], Today.AddDays(pick.A % 90), e.Tasks.Count == 0 ? (TaskId?)null : pick.Of<PlanTask>(e.Tasks).Id, pick.A % 2 == 0);
        var measure = pick.Of<MitigatingMeasure>(e.Risks.Measures);
        return (pick.B % 6) switch
        {
            2 => new ChangeRisk(risk.Id, new() { Title = new(risk.Title, $"Risk {fresh()}"), ReviewOn = new(risk.ReviewOn, Today.AddDays(400 + fresh())) }, AsOf: e.Version),
            3 => new CloseRisk(risk.Id, "Because", risk.Since),
            4 => new PostponeMeasure(measure.Id, new(measure.DueOn, Today.AddDays(400 + fresh())), "Because", e.Version),
            _ => new FollowUpMeasure(measure.Id, (MeasureState)(pick.A % 5), Today, "Found", measure.Since),
        };
    }

    private static AgreementCommand OfAgreements(Engagement e, Pick pick, Func<int> fresh)
    {
        var work = e.Agreements;
        var signed = work.Signed.Count == 0 ? null : pick.Of<SignedAgreement>(work.Signed);
        var recommendation = work.Recommendations.Count == 0 ? null : pick.Of<EvaluationRecommendation>(work.Recommendations);
        if (recommendation is not null && pick.B % 4 == 0)
            return recommendation.Response is null
                ? new RespondToRecommendation(recommendation.Id, new(null, new(ResponseAnswer.Accepted, $"Action {fresh()}", Owners[0], Today)), e.Version)
                : new FollowUpRecommendation(recommendation.Id, (RecommendationState)(pick.A % 4), "Remark", recommendation.Since);
        if (recommendation is null && work.Evaluations.Count > 0)
            return new AddRecommendation(pick.Of<Evaluation>(work.Evaluations).Id, $"Recommendation {fresh()}");
        var response = new ManagementResponse((ResponseAnswer)(pick.A % 3), $"Action {fresh()}", Owners[pick.B % 2], Today);
        return ((pick.What / 3) % 12) switch
        {
            _ when work.Evaluations.Count == 0 && pick.B % 3 == 0 => new RecordEvaluation((EvaluationKind)(pick.A % 3), Today, "Evaluators", "Findings"),
            1 when signed is not null => new ChangeAgreement(signed.Id, Subject: new(signed.Subject, $"Subject {fresh()}"), ValidUntil: new(signed.ValidUntil, Today.AddDays(fresh())), AsOf: e.Version),
            2 when signed is not null => new EndAgreement(signed.Id, Today, $"Because {fresh()}"),
            3 => new AmendEngagement(AmendmentReason.Other, "Because", Today, new()
            {
                Title = new(e.Details.Title, $"Title {fresh()}"),
                Budget = new(e.Details.Budget, new Money(fresh(), "USD")),
                Donors = [new(null, new(null, $"Donor {fresh()}"), new(null, null))],
            }),
            4 => new RecordEvaluation((EvaluationKind)(pick.A % 3), Today, "Evaluators", "Findings"),
            5 or 6 when work.Evaluations.Count > 0 => new AddRecommendation(pick.Of<Evaluation>(work.Evaluations).Id, $"Recommendation {fresh()}"),
            7 when recommendation is not null => new RespondToRecommendation(recommendation.Id, new(recommendation.Response, response), e.Version),
            8 when recommendation is not null && e.Tasks.Count > 0 => new LinkRecommendation(recommendation.Id, new(recommendation.Tasks, recommendation.Tasks.Append(pick.Other<PlanTask>(e.Tasks).Id).Distinct().ToItems()), e.Version),
            9 when recommendation is not null => new FollowUpRecommendation(recommendation.Id, (RecommendationState)(pick.A % 4), "Remark", recommendation.Since),
            10 => new RecordClosureReport(new(work.Closure, new(Today, $"Achieved {fresh()}")), e.Version),
            11 when work.Lessons.Count > 0 => new HandOverLessons(work.Lessons.Select(l => l.Id).ToItems(), $"Office {fresh()}", Today),
            0 => new RecordLesson($"Lesson {fresh()}"),
            _ => new SignAgreement((AgreementKind)(pick.A % 4), pick.B % 2 == 0 ? Iom : new($"org-{fresh()}"), "A partner", $"Subject {fresh()}", Today, "Director"),
        };
    }

    private static ResultsCommand OfResults(Engagement e, Pick pick, Func<int> fresh)
    {
        var work = e.Results;
        var code = pick.Of(Codes);
        var chosen = work.Find(code);
        if (chosen is null or { IsDropped: true })
            return new ChooseIndicator(code, chosen?.Since);
        var year = 2020 + (pick.B % 6);
        var indicator = Indicators.Find(code)!;
        int? of = indicator.Measure == Measure.Number ? null : 100;
        return ((pick.What / 3) % 10) switch
        {
            _ when work.Findings.Count > 0 && e.Tasks.Count > 0 && pick.B % 4 == 0 && pick.Of<ReviewFinding>(work.Findings) is var found && pick.Other<PlanTask>(e.Tasks).Id is var answer && !found.Tasks.Contains(answer) =>
                new LinkReviewFinding(found.Id, new(found.Tasks, found.Tasks.Add(answer)), e.Version),
            _ when work.Findings.Count == 0 && pick.B % 3 == 0 => new EnterReviewFinding((ReviewedInstrument)(pick.A % 3), null, $"Finding {fresh()}", Today, "Review"),
            0 => new DropIndicator(code, "Because", chosen.Since),
            1 => new SetBaseline(code, new(chosen.Baseline, new(pick.A % 100, year, $"Source {fresh()}")), e.Version),
            2 => new SetTarget(code, year, new(chosen.Targets.Where(t => t.Year == year).Select(t => (decimal?)t.Value).FirstOrDefault(), fresh() / 100_000m), e.Version),
            3 => new EnterActual(code, year, new(chosen.Entered.FirstOrDefault(a => a.Year == year), new() { Year = year, Value = pick.A % 100, Of = of, Source = $"Source {fresh()}" }), e.Version),
            4 => new EnterReviewFinding((ReviewedInstrument)(pick.A % 3), null, $"Finding {fresh()}", Today, "Review"),
            6 when work.Products.Count > 0 => new WithdrawDataProduct(pick.Of<DataProduct>(work.Products).Id, "Because"),
            7 when e.Tasks.Count > 0 && pick.Other<PlanTask>(e.Tasks).Id is var task && work.Focus.All(f => f.Task != task) => new ClassifyTask(task, new(null, (WorkFocus)(pick.A % 4)), e.Version),
            _ => new ShareDataProduct((DataProductKind)(pick.A % 3), $"Product {fresh()}", Today, "Everybody"),
        };
    }

    /// <summary>Well-formed commands that know nothing of the engagement, with numbers and dates at the edges.</summary>
    public static EngagementCommand Wild(Engagement e, Pick pick)
    {
        DateOnly[] days = [Limits.FirstDate, Limits.LastDate, Today];
        decimal[] numbers = [decimal.MaxValue, decimal.MinValue, 0, -1, 0.001m, 101];
        int[] years = [int.MinValue, int.MaxValue, 2026, 1944];
        var id = CommandId(pick.A % 50);
        var code = pick.B % 4 == 0 ? "NONE" : pick.Other(Codes);
        return (pick.What % 16) switch
        {
            0 => new EnterRisk("Wild", (RiskCategory)(pick.A % 8), new((RiskGrade)(pick.A % 5), (RiskGrade)(pick.B % 5)), "Wild", Owners[0], pick.Of(days)),
            1 => new AgreeMeasure(id, "Wild", Owners[1], pick.Of(days), "leg.none", true),
            2 => new FollowUpMeasure(id, (MeasureState)(pick.A % 5), pick.Of(days), "Wild", pick.B),
            3 => new ChangeRisk(id, new() { ReviewOn = new(Today, pick.Of(days)) }),
            4 => new AmendEngagement((AmendmentReason)(pick.A % 8), "Wild", pick.Other(days), new() { End = new(e.Details.End, new PartialDate(1945)), Start = new(e.Details.Start, new PartialDate(2099)) }),
            5 => new AmendEngagement(AmendmentReason.Other, "Wild", Today, new() { Donors = [new(id, new("Wild", "Other"), default), new(id, new("Wild", "Other"), default)] }),
            6 => new SignAgreement((AgreementKind)(pick.A % 4), Iom, "IOM", "Wild", pick.Of(days), "Wild", id, pick.Other(days)),
            7 => new EndAgreement(id, pick.Of(days), "Wild"),
            8 => new FollowUpRecommendation(id, (RecommendationState)(pick.A % 4), "Wild", pick.B),
            9 => new SetTarget(code, pick.Of(years), new(null, pick.Other(numbers))),
            10 => new SetBaseline(code, new(null, new(pick.Of(numbers), pick.Other(years), "Wild"))),
            11 => new EnterActual(code, pick.Of(years), new(null, new() { Year = pick.Of(years), Value = pick.Other(numbers), Of = pick.Other(years), Source = "Wild", Cells = [new("sex", "women", pick.Of(years), pick.Other(years))] })),
            12 => new EnterActual(code, 2025, new(null, new() { Year = 2025, Value = pick.Other(numbers), Of = pick.A % 2 == 0 ? null : 5, Source = "Wild", Cells = [new("level", "a", int.MaxValue, int.MaxValue), new("level", "a", int.MaxValue, 0)] })),
            13 => new ClassifyTask("leg.none", new(null, WorkFocus.Both)),
            14 => new RecordEngagementDocument(new(e.Document, new(Today, "Wild", id, pick.Of(days)))),
            _ => new HandOverLessons([id], "Wild", pick.Of(days)),
        };
    }
}
