using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>Several people change an engagement or a task that they all saw in the same state.</summary>
public sealed class MergingProperties
{
    private static readonly Engagement Seen = With(Task("a"), Task("b", dates: April), Task("c", dates: Span("2026-03-02", "2026-03-03"))) with { Details = Details with { Workstreams = [], LeadOffice = "Nairobi" } };

    /// <summary>For each field: how to edit it to one of a few values, so that equal wishes occur too.</summary>
    private static readonly Func<EngagementEdits, int, EngagementEdits>[] OfEngagement =
    [
        (e, n) => e with { Title = new(Details.Title, $"Title {n}") },
        (e, n) => e with { LeadOffice = new("Nairobi", n == 0 ? null : $"Office {n}") },
        (e, n) => e with { Topics = new(Details.Topics, n == 0 ? new(SmugglingOfMigrants: true) : new(true, true, n == 1)) },
        (e, n) => e with { Classification = new(default, n == 0 ? InformationClassification.Confidential : InformationClassification.StrictlyConfidential) },
        (e, n) => e with { Start = new(null, new PartialDate(2010 + n)) },
        (e, n) => e with { End = new(null, new PartialDate(2020 + n)) },
        (e, n) => e with { Budget = new(null, new Money(n, "USD")) },
        (e, n) => e with { HealthRemark = new(null, $"Remark {n}") },
        (e, n) => e with { Deputies = new([Deputy.User], n == 0 ? [] : [new($"unodc-user-{n}")]) },
    ];

    private static readonly Func<TaskEdits, int, TaskEdits>[] OfTask =
    [
        (e, n) => e with { Title = new("Draft the bill", $"Title {n}") },
        (e, n) => e with { Description = new(null, $"Description {n}") },
        (e, n) => e with { Deliverable = new("Draft bill", $"Deliverable {n}") },
        (e, n) => e with { Dates = new(March, Span($"2026-05-0{n + 1}", "2026-06-01")) },
        (e, n) => e with { Predecessors = new([], [new("c", (LinkKind)(n % 2), n, n == 2)]) },
        (e, n) => e with { RecursEveryWorkingDays = new(null, 20 + n) },
    ];

    /// <summary>One person's edits: for each field none, or a value.</summary>
    private static Gen<int[]> Wishes(int fields) => Gen.Int[-2, 2].Array[fields];

    [Fact]
    public void No_edit_of_the_engagement_is_lost_it_is_applied_or_there_already_or_kept() =>
        Wishes(OfEngagement.Length).Array[2, 5].Sample(people => NothingLost(people, OfEngagement.Length, (person, id, e) =>
            (new ChangeEngagement { Edits = Edits(OfEngagement, person, new EngagementEdits()), OnConflict = OnConflict.Keep }, e), ValuesOf), iter: 200);

    [Fact]
    public void No_edit_of_a_task_is_lost_it_is_applied_or_there_already_or_kept() =>
        Wishes(OfTask.Length).Array[2, 5].Sample(people => NothingLost(people, OfTask.Length, (person, id, e) =>
            (new ChangeTask("a", Edits(OfTask, person, new TaskEdits()), OnConflict.Keep), e), e => ValuesOf(e.Find("a")!)), iter: 200);

    [Fact]
    public void People_who_change_different_fields_reach_the_same_in_any_order() =>
        Gen.Select(Wishes(OfEngagement.Length), Wishes(OfTask.Length), Gen.Int[0, 2].Array[OfEngagement.Length + OfTask.Length], Gen.Shuffle(new[] { 0, 1, 2 })).Sample((engagement, task, owner, order) =>
        {
            EngagementCommand[] CommandsOf(int person) =>
            [
                new ChangeEngagement { Edits = Edits(OfEngagement, [.. engagement.Select((n, i) => owner[i] == person ? n : -1)], new EngagementEdits()) },
                new ChangeTask("a", Edits(OfTask, [.. task.Select((n, i) => owner[OfEngagement.Length + i] == person ? n : -1)], new TaskEdits())),
            ];

            var inOrder = Played(new[] { 0, 1, 2 }.SelectMany(CommandsOf));
            var shuffled = Played(order.SelectMany(CommandsOf));
            Assert.Equal(inOrder with { Version = 0 }, shuffled with { Version = 0 });
            Assert.Equal(Wanted(engagement, ValuesOf(Edited(engagement))), Wanted(engagement, ValuesOf(inOrder)));
        }, iter: 200);

    [Fact]
    public void An_edit_that_does_not_ask_to_be_kept_is_all_or_nothing() =>
        Gen.Select(Wishes(OfEngagement.Length), Wishes(OfEngagement.Length)).Sample((first, second) =>
        {
            var after = Played([new ChangeEngagement { Edits = Edits(OfEngagement, first, new EngagementEdits()) }]);
            var both = Played([new ChangeEngagement { Edits = Edits(OfEngagement, first, new EngagementEdits()) }, new ChangeEngagement { Edits = Edits(OfEngagement, second, new EngagementEdits()) }]);
            var (ofFirst, ofSecond) = (ValuesOf(Edited(first)), ValuesOf(Edited(second)));
            var clash = Enumerable.Range(0, first.Length).Any(i => first[i] >= 0 && second[i] >= 0 && ofFirst[i] != ofSecond[i]);
            if (clash)
                Assert.Equal(after, both);
            else
                Assert.Equal(Wanted(second, ValuesOf(Edited(second))), Wanted(second, ValuesOf(both)));
        }, iter: 200);

    private static void NothingLost(
        int[][] people, int fields, Func<int[], Guid, Engagement, (EngagementCommand Command, Engagement Before)> command, Func<Engagement, Items<string>> values)
    {
        var record = new EngagementRecord { Engagement = Seen };
        for (var n = 0; n < people.Length; n++)
        {
            var id = CommandId(n + 1);
            var (asked, before) = command(people[n], id, record.Engagement!);
            var answer = record.Ask(id, LeadOfficer, asked);
            Assert.Null(answer.Refusal);
            record = answer.Record;
            var alone = new EngagementRecord { Engagement = Seen }.Ask(id, LeadOfficer, asked).Record.Engagement!;
            var kept = record.Engagement!.Conflicts.FirstOrDefault(c => c.Id == id)?.Fields ?? [];
            for (var field = 0; field < fields; field++)
            {
                if (people[n][field] < 0)
                    Assert.Equal(values(before)[field], values(record.Engagement)[field]);
                else if (values(record.Engagement)[field] != values(alone)[field] || values(alone)[field] == values(Seen)[field])
                    Assert.Contains(kept, k => k.Field == FieldNames(fields)[field]);
            }
        }
    }

    private static string[] FieldNames(int fields) => fields == OfTask.Length
        ? ["title", "description", "deliverable", "dates", "predecessors", "recursEveryWorkingDays"]
        : ["title", "leadOffice", "topics", "classification", "start", "end", "budget", "healthRemark", "deputies"];

    private static T Edits<T>(Func<T, int, T>[] fields, int[] wishes, T edits) =>
        fields.Zip(wishes).Where(f => f.Second >= 0).Aggregate(edits, (e, f) => f.First(e, f.Second));

    private static Engagement Edited(int[] wishes) => Played([new ChangeEngagement { Edits = Edits(OfEngagement, wishes, new EngagementEdits()) }]);

    private static Engagement Played(IEnumerable<EngagementCommand> commands) =>
        commands.Select((command, n) => (command, n)).Aggregate(new EngagementRecord { Engagement = Seen }, (r, c) => r.Ask(CommandId(c.n + 1), LeadOfficer, c.command).Record).Engagement!;

    private static IEnumerable<string> Wanted(int[] wishes, Items<string> values) => values.Zip(wishes).Where(p => p.Second >= 0).Select(p => p.First);

    private static Items<string> ValuesOf(Engagement e) =>
    [
        e.Details.Title, $"{e.Details.LeadOffice}", $"{e.Details.Topics}", $"{e.Details.Classification}", $"{e.Details.Start}", $"{e.Details.End}", $"{e.Details.Budget}", $"{e.HealthRemark}",
        $"{e.Deputies}",
    ];

    private static Items<string> ValuesOf(PlanTask t) => [t.Title, $"{t.Description}", t.Deliverable, $"{t.Dates}", $"{t.Predecessors}", $"{t.RecursEveryWorkingDays}"];
}
