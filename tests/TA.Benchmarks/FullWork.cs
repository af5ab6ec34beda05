using TA.Engagements;

namespace TA.Benchmarks;

/// <summary>What fills an engagement: an assessment of 116 provisions, a bill with six versions of 42 articles, three review rounds of which two are over, and 40 sessions with counts, tests and follow-up.</summary>
internal static class FullWork
{
    private const int Versions = 6;
    private const int Sessions = 40;
    private static readonly OrganizationId[] Reviewers = [new("iom"), new("unicef")];
    private static readonly Items<string> Articles = Enumerable.Range(1, 42).Select(n => $"{n}").ToItems();
    private static readonly Items<ProvisionId> Carried = TreatyProvisions.All.Take(62).Select(p => p.Id).ToItems();

    /// <summary>
    /// Adds the workstream without its playbook: planned by its playbook each session would have three tasks of its own, 120 in all.
    /// </summary>
    public static ChangeEngagement WithTraining(Items<WorkstreamKind> workstreams) => new() { Edits = new() { Workstreams = new(workstreams, workstreams.Add(WorkstreamKind.Training)) } };

    /// <summary>The commands one after the other, each made of the engagement as it then is.</summary>
    /// <param name="today">The day on which they are given.</param>
    public static IEnumerable<(Guid Id, Func<Engagement, EngagementCommand> Command)> Of(DateOnly today) => [.. Law(today), .. Training(today)];

    private static IEnumerable<(Guid Id, Func<Engagement, EngagementCommand> Command)> Law(DateOnly today)
    {
        var (assessment, bill) = (Guid.NewGuid(), Guid.NewGuid());
        yield return (assessment, _ => new StartAssessment("Penal Code of 2009, Immigration Act of 2011"));
        foreach (var provisions in TreatyProvisions.All.Select((p, n) => new ProvisionRated(
            p.Id, new(ComplianceRating.NotAssessed, (ComplianceRating)(1 + (n % 4))), new(null, $"s. {n}(2)(a) Penal Code"),
            // What is met needs no remark.
            n % 4 == 0 ? null : new(null, "The attempt is not punishable; the commission proposes a section of its own for it"))).Chunk(25))
            yield return (Guid.NewGuid(), _ => new RateProvisions(assessment, provisions.ToItems()));
        yield return (bill, _ => new AddBill("Prevention of Trafficking in Persons and Smuggling of Migrants Bill", BillKind.Act));
        for (var version = 1; version <= Versions; version++)
        {
            var number = version;
            yield return (Guid.NewGuid(), e => new AddDraftVersion(
                bill, number, $"{Guid.NewGuid():n}{Guid.NewGuid():n}", null, Articles, Carried, "Takes up what the ministry and the organizations asked for",
                e.Legislation.Rounds.Where(r => r.ToSettle().Count > 0).Select(r => new SettledComments(r.Id, r.ToSettle())).ToItems()));
            yield return (Guid.NewGuid(), _ => new CheckHumanRights(
                bill, number, Enum.GetValues<HumanRightsQuestion>().Select(q => new HumanRightsEdit(q, new(null, HumanRightsOutcome.Respected), new(null, "See the articles on protection"))).ToItems()));
            if (number % 2 == 0)
                foreach (var command in Round(bill, number, today))
                    yield return command;
        }

        foreach (var (kind, days) in new[] { (LegislativeMilestone.SubmittedToParliament, 100), (LegislativeMilestone.Adopted, 200), (LegislativeMilestone.InForce, 300) })
            yield return (Guid.NewGuid(), _ => new RecordMilestone(bill, kind, null, new(null, today.AddDays(days))));
    }

    /// <summary>Ten comments; but for the last round all are answered and the round is closed.</summary>
    private static IEnumerable<(Guid Id, Func<Engagement, EngagementCommand> Command)> Round(Guid bill, int version, DateOnly today)
    {
        var round = Guid.NewGuid();
        yield return (round, _ => new OpenReviewRound(bill, version, Reviewers.ToItems(), today.AddDays(20), "Does the draft protect victims, and does it leave migrants unpunished?"));
        for (var comment = 1; comment <= 10; comment++)
        {
            var number = comment;
            yield return (Guid.NewGuid(), _ => new CommentOnDraft(
                round, "The definition of a child should follow the Protocol; the draft asks for means where none are needed.", $"{number}", Carried[number], Reviewers[number % 2]));
            if (version < Versions)
                yield return (Guid.NewGuid(), _ => new AnswerComment(round, number, CommentState.Open, CommentState.Accepted, "Taken up"));
        }

        if (version < Versions)
            yield return (Guid.NewGuid(), e => new CloseReviewRound(round, ReviewComments.Sha256(e.Legislation.Round(round)!)));
    }

    private static IEnumerable<(Guid Id, Func<Engagement, EngagementCommand> Command)> Training(DateOnly today)
    {
        Guid[] courses = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        foreach (var course in courses)
            yield return (course, _ => new RecordCourse(null, new()
            {
                Title = new(null, "Investigating trafficking in persons"), Language = new(null, "en"), Version = new(null, "2.1"), Modules = new([], ["Law", "Interviews", "Evidence"]),
                Groups = new([], [InstitutionType.Police, InstitutionType.Prosecution]),
            }));
        for (var n = 0; n < Sessions; n++)
        {
            var (session, course, ends) = (Guid.NewGuid(), courses[n % courses.Length], today.AddDays(-4 * (Sessions - n)));
            yield return (session, _ => new RecordSession(null, new()
            {
                Course = new(null, course), Dates = new(null, new DateSpan(ends.AddDays(-4), ends)), Place = new(null, "Nairobi, Kenya School of Government"), Trainers = new(default, new(3, 1)),
            }));
            yield return (Guid.NewGuid(), _ => new ReportAttendance(session, new(
            [
                new(Sex.Female, InstitutionType.Police, AgeGroup.From25To34, 8, 7, 6, 7), new(Sex.Male, InstitutionType.Police, AgeGroup.From25To34, 10, 9, 9, 5),
                new(Sex.Female, InstitutionType.Prosecution, AgeGroup.From35To49, 4, 4, 4, 4), new(Sex.Male, InstitutionType.Prosecution, AgeGroup.From35To49, 4, 4, 3, 2),
            ], 26, 24, 22, 18), 0));
            yield return (Guid.NewGuid(), _ => new ReportLearning(session, new(null, new TestMeans(new(48.5m, 24), new(71.25m, 22))), new(null, new SexCounts(10, 12, 0, 22))));
            yield return (Guid.NewGuid(), _ => new ReportFollowUp(session, new(today, [new(Sex.Female, InstitutionType.Police, 6, 5, 4), new(Sex.Male, InstitutionType.Police, 9, 6, 5)], 15, 11, 9), 0));
        }
    }
}
