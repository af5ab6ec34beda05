using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>Several people change ratings, a unit or a session that they all saw in the same state. Such an edit is applied whole, or refused with every field in which it meets another, and then nothing of it is applied.</summary>
public sealed class MergingWorkProperties
{
    /// <summary>What is edited: the engagement that everybody saw, the names of its fields, a command that edits some of them to one of three values, and what the fields hold.</summary>
    private sealed record Subject(Engagement Seen, string[] Fields, Func<int[], EngagementCommand> Command, Func<Engagement, Items<string>> Values);

    private static Edit<T>? Wish<T>(int wish, T seen, params T[] values) => wish < 0 ? null : new Edit<T>(seen, values[wish]);

    private static readonly Subject Ratings = new(
        ALaw.Having(assessments: ALaw.Assessment),
        ["TIP-5.1.rating", "TIP-5.1.article", "TIP-5.1.remark", "TIP-3.d.rating", "TIP-3.d.article", "TIP-3.d.remark"],
        w => new RateProvisions(ALaw.First,
        [
            new("TIP-5.1", Wish(w[0], ComplianceRating.PartlyMet, ComplianceRating.Met, ComplianceRating.NotMet, ComplianceRating.PartlyMet), Wish<string?>(w[1], "s. 17", "s. 18", null, "s. 17"), Wish<string?>(w[2], "No attempt", "Attempt", null, "No attempt")),
            new("TIP-3.d", Wish(w[3], ComplianceRating.NotMet, ComplianceRating.Met, ComplianceRating.PartlyMet, ComplianceRating.NotMet), Wish<string?>(w[4], null, "s. 2", "s. 3", null), Wish<string?>(w[5], null, "A child", "Any child", null)),
        ]),
        e => e.Legislation.Assessments[0].Findings.OrderByDescending(f => f.Provision.Value).SelectMany(f => new[] { $"{f.Rating}", $"{f.Article}", $"{f.Remark}" }).ToItems());

    private static readonly UnitFacts Facts = UnitExamples.Ready.Facts;

    private static readonly Subject Units = new(
        UnitExamples.Having(UnitExamples.Ready),
        ["name", "topics", "sites", "mandate", "minimumStaff", "targetShareOfWomen"],
        w => new RecordUnit(UnitExamples.Unit, new()
        {
            Name = Wish<string?>(w[0], Facts.Name, "Unit A", "Unit B", Facts.Name),
            Topics = Wish(w[1], Facts.Topics, new Topics(SmugglingOfMigrants: true), new(true, true), Facts.Topics),
            Sites = Wish<Items<string>>(w[2], ["Nairobi"], ["Mombasa"], ["Nairobi", "Mombasa"], ["Nairobi"]),
            Mandate = Wish<UnitMandate?>(w[3], Facts.Mandate, null, Facts.Mandate! with { Title = "Act" }, Facts.Mandate),
            MinimumStaff = Wish<int?>(w[4], 10, 8, 14, 10),
            TargetShareOfWomen = Wish<int?>(w[5], 50, 40, null, 50),
        }),
        e => e.Units.Units[0].Facts is var f ? [f.Name, $"{f.Topics}", $"{f.Sites}", $"{f.Mandate}", $"{f.MinimumStaff}", $"{f.TargetShareOfWomen}"] : []);

    private static readonly SessionPlan Plan = new(TrainingExamples.Investigations, Span("2026-06-01", "2026-06-05"), "Nairobi");

    private static readonly Subject Sessions = new(
        TrainingExamples.Having(new TrainingSession { Id = TrainingExamples.Later, Plan = Plan }) with { Tasks = [.. OnePlanExamples.TrainingPlanned.Tasks] },
        ["dates", "place", "mode", "partner", "trainers", "cancelledBecause"],
        w => new RecordSession(TrainingExamples.Later, new()
        {
            Dates = Wish<DateSpan?>(w[0], Plan.Dates, Span("2026-07-06", "2026-07-10"), Span("2026-06-08", "2026-06-12"), Plan.Dates),
            Place = Wish<string?>(w[1], "Nairobi", "Mombasa", null, "Nairobi"),
            Mode = Wish(w[2], SessionMode.InPerson, SessionMode.Online, SessionMode.Blended, SessionMode.InPerson),
            Partner = Wish<OrganizationId?>(w[3], null, Iom, Unodc, null),
            Trainers = Wish(w[4], default, new TrainerCounts(1, 2), new(2), default),
            CancelledBecause = Wish<string?>(w[5], null, "Flood", "No trainers", null),
        }),
        e => e.Training.Sessions[0].Plan is var p ? [$"{p.Dates}", $"{p.Place}", $"{p.Mode}", $"{p.Partner}", $"{p.Trainers}", $"{p.CancelledBecause}"] : []);

    /// <summary>One person's wishes: for each field none, or one of three values, the last of which is what everybody saw.</summary>
    private static readonly Gen<int[]> Wishes = Gen.Int[-3, 2].Array[6];

    public static TheoryData<string> Kinds => ["ratings", "units", "sessions"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_edit_is_lost_it_is_applied_whole_or_refused_with_every_field_that_another_has_changed(string kind) =>
        Wishes.Array[2, 5].Sample(people =>
        {
            var subject = Of(kind);
            var record = new EngagementRecord { Engagement = subject.Seen };
            for (var n = 0; n < people.Length; n++)
            {
                var (before, alone) = (subject.Values(record.Engagement!), subject.Values(Alone(subject, people[n])));
                var clashes = Enumerable.Range(0, 6).Where(f => people[n][f] >= 0 && before[f] != subject.Values(subject.Seen)[f] && before[f] != alone[f]).Select(f => subject.Fields[f]).ToList();
                var answer = record.Ask(CommandId(n + 1), LeadOfficer, subject.Command(people[n]));
                var after = subject.Values(answer.Record.Engagement!);
                if (clashes.Count > 0)
                {
                    Assert.Equal(clashes, Assert.IsType<EditConflict>(answer.Refusal).Fields.Select(f => f.Field));
                    Assert.Equal(before, after);
                }
                else
                {
                    Assert.Null(answer.Refusal);
                    for (var field = 0; field < 6; field++)
                        Assert.Equal(people[n][field] >= 0 ? alone[field] : before[field], after[field]);
                }

                record = answer.Record;
            }
        }, iter: 300);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void People_who_change_different_fields_reach_the_same_in_any_order(string kind) =>
        Gen.Select(Wishes, Gen.Int[0, 2].Array[6], Gen.Shuffle(new[] { 0, 1, 2 })).Sample((wishes, owner, order) =>
        {
            var subject = Of(kind);
            int[] Part(int person) => [.. wishes.Select((wish, field) => owner[field] == person ? wish : -1)];
            Items<string> Played(IEnumerable<int> people) => subject.Values(people.Select((person, n) => (person, n))
                .Aggregate(new EngagementRecord { Engagement = subject.Seen }, (r, p) => r.Ask(CommandId(p.n + 1), LeadOfficer, subject.Command(Part(p.person))).Record).Engagement!);
            Assert.Equal(subject.Values(Alone(subject, wishes)), Played([0, 1, 2]));
            Assert.Equal(Played([0, 1, 2]), Played(order));
        }, iter: 300);

    private static Engagement Alone(Subject subject, int[] wishes)
    {
        var answer = new EngagementRecord { Engagement = subject.Seen }.Ask(CommandId(90), LeadOfficer, subject.Command(wishes));
        Assert.Null(answer.Refusal);
        return answer.Record.Engagement!;
    }

    private static Subject Of(string kind) => kind switch
    {
        "ratings" => Ratings,
        "units" => Units,
        _ => Sessions,
    };
}
