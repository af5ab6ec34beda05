using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Grains;
using TA.Casework.Organizations;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.Engagements.Tests;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

/// <summary>The portfolio as of a day is that of a replay of all histories to the end of the day.</summary>
public abstract class AsOfTests(On database) : PortfolioTests(database)
{
    private static readonly Gen<(RandomHistory[] Histories, int[] Choices)> Work = Gen.Select(RandomHistory.Several(4), Gen.Int[0, 999].Array[40]);

    // A server takes several times as long for each; that it answers alike needs fewer.
    private int Histories(int onSqlite) => Database == On.Sqlite ? onSqlite : Math.Max(2, onSqlite / 4);

    [Fact]
    public async Task The_rows_as_of_each_day_are_those_of_a_replay_to_its_end() => await Work.SampleAsync(
        async work =>
        {
            await using var portfolio = await Open();
            await Live(portfolio, work.Histories, work.Choices);
            await using var replayed = await Open();
            foreach (var day in Days(work.Histories, work.Choices))
            {
                await Replay(replayed, work.Histories, work.Choices, day);
                await using var asOf = await portfolio.Db(day);
                await using var today = await replayed.Db();
                Assert.Equal(await Rows(today), await Rows(asOf));
            }
        },
        iter: Histories(10), threads: 1);

    [Fact]
    public async Task Every_query_as_of_a_day_answers_as_a_replay_to_its_end() => await Work.SampleAsync(
        async work =>
        {
            await using var portfolio = await Open();
            await Live(portfolio, work.Histories, work.Choices);
            await using var replayed = await Open();
            var later = work.Histories.Max(h => h.LastDay).AddDays(work.Choices[0] % 3 + 2);
            foreach (var day in Days(work.Histories, work.Choices).Take(4))
                foreach (var actor in Actors)
                {
                    // What the person may not see today is not told as of any day.
                    RandomHistory[] seen = [.. work.Histories.Where(h => Permissions.MaySee(actor, h.Newest.Engagement!))];
                    await Replay(replayed, seen, work.Choices, day);
                    // Whether money is shared with engagements that the person does not see is told today as well.
                    foreach (var (name, ask) in Queries.Where(q => seen.Length == work.Histories.Length || !q.Name.StartsWith("money", StringComparison.Ordinal)))
                        Assert.Equal($"{name} {actor.User} {day:O}: {await ask(replayed, day, actor)}", $"{name} {actor.User} {day:O}: {await ask(portfolio, new(later, day), actor)}");
                }

            foreach (var (name, ask) in Queries)
                Assert.Equal($"{name}: {await ask(portfolio, later, Actors[0])}", $"{name}: {await ask(portfolio, new(later, later), Actors[0])}");
        },
        iter: Histories(4), threads: 1);

    [Fact]
    public async Task A_day_that_has_not_come_is_refused_and_one_before_everything_is_empty()
    {
        await using var portfolio = await Open();
        await portfolio.Write(Changes.Recorded("KEN-2026-0001"));
        var today = new DateOnly(2026, 3, 2);
        async Task<PortfolioAnswer> AsOf(DateOnly day) => await portfolio.Ask(new ListPortfolio(new(), default, null, 50, new(today, day), Seeded.Manager));

        Assert.Equal(new DayToCome(today.AddDays(1)), (await AsOf(today.AddDays(1))).Refusal);
        Assert.Equal(1, (await AsOf(today)).Page!.Total);
        var before = (await AsOf(new(1999, 12, 31))).Page!;
        Assert.Equal((0, 0, null), (before.Rows.Count, before.Total, before.Next));
        Assert.All(before.Counts.Values, counts => Assert.Empty(counts));
    }

    [Fact]
    public async Task As_of_a_day_a_person_sees_what_was_visible_then_and_is_visible_now()
    {
        await using var portfolio = await Open();
        EngagementRecord On(EngagementRecord record, int day, EngagementCommand command) => record.Answer(
            record.Engagement!.Reference, Guid.NewGuid(), People.Importer, command, new(2026, 6, day, 12, 0, 0, TimeSpan.Zero), 0,
            NamedPeople.Of(record.Engagement, command).Select(u => People.Account(u)!).ToItems()).Record;
        EngagementRecord Classified(EngagementRecord record, int day, InformationClassification becomes) =>
            On(record, day, new ChangeEngagement { Edits = new() { Classification = new(record.Engagement!.Details.Classification, becomes) } });
        var opened = Classified(Changes.Recorded("KEN-2026-0001", office: "Nairobi"), 1, InformationClassification.Confidential);
        var closed = On(Changes.Recorded("KEN-2026-0002", office: "Nairobi"), 1, new AddParticipant(new(People.Iom, "IOM", ParticipationPart.Partner)));
        var joined = On(Changes.Recorded("KEN-2026-0003", office: "Nairobi"), 1, new ChangeEngagement { Edits = new() { HealthRemark = new(null, "Begun") } });
        await portfolio.Write(opened, closed, joined);
        await portfolio.Write(
            Classified(opened, 3, InformationClassification.Unclassified), Classified(closed, 3, InformationClassification.StrictlyConfidential),
            On(joined, 3, new AddParticipant(new(People.Iom, "IOM", ParticipationPart.Partner))));
        async Task<string> Seen(Actor actor, int? day)
        {
            PortfolioDay asked = new(new(2026, 6, 4), day is { } d ? new(2026, 6, d) : null);
            var page = (await portfolio.Ask(new ListPortfolio(new(), default, null, 50, asked, actor))).Page!;
            var filtered = (await portfolio.Ask(new ListPortfolio(new() { Text = "help" }, default, null, 50, asked, actor))).Page!;
            Assert.Equal(page.Rows.Count, page.Total);
            Assert.Equal(page.Rows.Count, filtered.Total);
            return string.Join(' ', page.Rows.Select(r => r.Reference.Number));
        }

        Assert.Equal("1 2 3", await Seen(Seeded.Manager, 2));
        Assert.Equal("1 2 3", await Seen(Seeded.Manager, null));
        Assert.Equal("1 3", await Seen(People.OfficerOfLeadOffice, 2));
        Assert.Equal("3", await Seen(People.OtherOfficer, 2));
        Assert.Equal("1 3", await Seen(People.OtherOfficer, 3));
        Assert.Equal("1 3", await Seen(People.OtherOfficer, null));
        Assert.Equal("2", await Seen(People.PartnerUserOf(People.Iom), 2));
        Assert.Equal("2 3", await Seen(People.PartnerUserOf(People.Iom), 3));
        Assert.Equal("2 3", await Seen(People.PartnerUserOf(People.Iom), null));
    }

    [Fact]
    public async Task A_cursor_of_one_day_is_none_of_another()
    {
        await using var portfolio = await Open();
        await portfolio.Write(Changes.Recorded("KEN-2026-0001"), Changes.Recorded("KEN-2026-0002"));
        async Task<PortfolioAnswer> Ask(PortfolioDay day, string? cursor) => await portfolio.Ask(new ListPortfolio(new(), default, cursor, 1, day, Seeded.Manager));
        PortfolioDay earlier = new(new(2026, 6, 2), new(2026, 6, 1)), today = new(new(2026, 6, 2));

        var cursor = (await Ask(earlier, null)).Page!.Next!;

        Assert.Equal("KEN-2026-0002", Assert.Single((await Ask(earlier, cursor)).Page!.Rows).Reference.ToString());
        Assert.Equal(Cursor.Refusal, (await Ask(today, cursor)).Refusal);
        Assert.Equal(Cursor.Refusal, (await Ask(new(today.Today, new(2026, 5, 31)), cursor)).Refusal);
    }

    private static readonly Actor[] Actors = [People.Manager, People.OfficerOfLeadOffice, People.OtherOfficer, People.LeadOfficer, People.PartnerUserOf(People.Iom)];

    private static readonly (string Name, Func<PortfolioAtHand, PortfolioDay, Actor, Task<string>> Ask)[] Queries =
    [
        ("list", (p, day, actor) => List(p, new(), default, day, actor)),
        ("by state", (p, day, actor) => List(p, new PortfolioFilter().With(PortfolioFacet.State, "delivery", "suspended"), new(PortfolioSort.Changed, true), day, actor)),
        ("by text", (p, day, actor) => List(p, new() { Text = "title" }, new(PortfolioSort.Title), day, actor)),
        ("by programme", (p, day, actor) => List(p, new() { Programme = new("P-ONE") }, new(PortfolioSort.Reference, true), day, actor)),
        ("by health and partner", (p, day, actor) =>
            List(p, new PortfolioFilter().With(PortfolioFacet.Health, "late", "at-risk", "").With(PortfolioFacet.Partner, "iom", ""), new(PortfolioSort.Health), day, actor)),
        ("by office", (p, day, actor) => List(p, new PortfolioFilter().With(PortfolioFacet.LeadOffice, "Vienna"), new(PortfolioSort.State), day, actor)),
        ("file", async (p, day, actor) =>
        {
            using var file = new MemoryStream();
            await p.Ask(new PortfolioCsv(new(), new(PortfolioSort.MemberState), day, actor, file));
            return Encoding.UTF8.GetString(file.ToArray());
        }),
        ("money", async (p, day, actor) => Json(await p.Ask(new MoneyByDonor(new(), day, actor)))),
        ("money of some", async (p, day, actor) => Json(await p.Ask(new MoneyByDonor(new PortfolioFilter().With(PortfolioFacet.State, "delivery"), day, actor)))),
        ("results", async (p, day, actor) => Json(await p.Ask(new RollUpResults(new(new()), RollUpBy.Nothing, day, actor)))),
        ("results by donor", async (p, day, actor) => Json(await p.Ask(new RollUpResults(new(new()), RollUpBy.Donor, day, actor)))),
        ("results of one", async (p, day, actor) => Json(await p.Ask(new ListResults(new(new()), "TRN-1", day, actor)))),
        ("coverage of a State", async (p, day, actor) => Json(await p.Ask(new CoverageOfState("KEN", actor, day)))),
        ("coverage", async (p, day, actor) => Json(await p.Ask(new CoverageAcrossStates(null, actor, day)))),
        ("programmes", async (p, day, actor) => Json(await p.Ask(new ListProgrammes(null, actor, day)))),
        ("organizations", async (p, day, actor) => Json(await p.Ask(new ListOrganizations(null, actor, day)))),
    ];

    /// <summary>All pages of a list and its counts.</summary>
    private static async Task<string> List(PortfolioAtHand portfolio, PortfolioFilter filter, PortfolioOrder order, PortfolioDay day, Actor actor)
    {
        var told = new StringBuilder();
        string? cursor = null;
        do
        {
            var answer = await portfolio.Ask(new ListPortfolio(filter, order, cursor, 2, day, actor));
            if (answer.Page is not { } page)
                return Json(answer.Refusal);
            told.AppendLine(Json(page with { Next = null }));
            cursor = page.Next;
        }
        while (cursor is not null);
        return told.ToString();
    }

    private static string Json<T>(T answer) => JsonSerializer.Serialize(answer, EngagementJson.Public);

    /// <summary>The day before all, the last, one after, and some others.</summary>
    private static IEnumerable<DateOnly> Days(RandomHistory[] histories, int[] choices)
    {
        var (first, last) = (RandomHistory.FirstDay.AddDays(-1), histories.Max(h => h.LastDay));
        return choices.Take(3).Select(c => first.AddDays(c % (last.DayNumber - first.DayNumber))).Append(first).Append(last).Append(last.AddDays(1)).Distinct();
    }

    /// <summary>Takes what happens into a portfolio as it may come: late, in batches, with versions left out, by a sweep, from the beginning.</summary>
    private static async Task Live(PortfolioAtHand portfolio, RandomHistory[] histories, int[] choices)
    {
        var step = 0;
        int Choice() => choices[step++ % choices.Length];
        foreach (var history in histories)
            portfolio.Stored.Sealed[history.Reference] = history.Newest.Tail.ToList();
        var programmes = Programmes(choices);
        foreach (var (_, programme) in programmes.Where((_, n) => n == 3 || choices[n] % 3 > 0))
            await portfolio.Store.Write([new ProgrammeOffer(programme, null)], default);
        portfolio.Stored.Programmes["P-ONE"] = (programmes[^1].Record.Programme!, "t4");
        portfolio.Stored.Changed["P-ONE"] = programmes[^1].Record.History;
        foreach (var record in histories.SelectMany(h => h.Records).OrderBy(r => r.Tail[^1].At))
        {
            var kept = RandomHistory.WithTail(record, Choice() % 10);
            portfolio.Stored.Put(kept);
            switch (Choice() % 10)
            {
                case 0:
                    await portfolio.Sweep.Run();
                    break;
                case 1:
                    await portfolio.Sweep.Rebuild();
                    break;
                case < 6:
                    await portfolio.Write(kept);
                    break;
            }
        }

        await portfolio.Sweep.Run();
    }

    /// <summary>A programme at each of its changes, on days of its own.</summary>
    private static List<(DateTimeOffset At, ProgrammeRecord Record)> Programmes(int[] choices)
    {
        ProgrammeId id = new("P-ONE");
        (ProgrammeCommand Command, int Hours)[] changes =
        [
            (new RecordProgramme("Programme one", "Vienna", Budget: new(1_000, "USD"), Contributions: [new(new Guid(1, 1, 1, new byte[8]), "Norway", new Money(10, "USD"))]), choices[1] % 60),
            (new ChangeProgramme(Title: new("Programme one", "Programme of that day")), 1),
            (new RecordProgrammeContribution(null, new(null, "Japan"), new(null, new Money(20, "USD")), default), choices[2] % 100),
            (new ChangeProgramme(Budget: new(new(1_000, "USD"), new(2_000, "EUR"))), choices[3] % 100),
        ];
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var record = new ProgrammeRecord { Format = 1 };
        var records = new List<(DateTimeOffset, ProgrammeRecord)>();
        foreach (var (command, hours) in changes)
        {
            at = at.AddHours(hours);
            var commandId = new Guid(records.Count, 2, 2, new byte[8]);
            var becomes = ProgrammeRules.Decide(record.Programme, id, command, commandId, DateOnly.FromDateTime(at.UtcDateTime)).Becomes!;
            record = record with { Programme = becomes, History = record.History.Add(new(becomes.Version, at, People.Manager, commandId, command)) };
            records.Add((at, record));
        }

        return records;
    }

    /// <summary>Makes a portfolio of the histories as they were at the end of a day.</summary>
    private static async Task Replay(PortfolioAtHand portfolio, RandomHistory[] histories, int[] choices, DateOnly day)
    {
        await portfolio.Store.Reset(default);
        if (Programmes(choices).LastOrDefault(p => DateOnly.FromDateTime(p.At.UtcDateTime) <= day).Record is { } programme)
            await portfolio.Store.Write([new ProgrammeOffer(programme, null)], default);
        await portfolio.Write([.. histories.Select(h => h.On(day)).OfType<EngagementRecord>()]);
    }

    private static readonly string[] Beside =
    [
        nameof(DatedRow.Since), nameof(DatedRow.Until), nameof(EngagementRow.Sequence), nameof(EngagementRow.Tag), nameof(EngagementRow.Head), nameof(EngagementRow.RepeatsOn), nameof(EngagementRow.ImportedRow),
    ];

    private static async Task<List<string>> Rows(PortfolioDb db) =>
    [
        .. await Rows(db.Engagements), .. await Rows(db.Organizations), .. await Rows(db.Officers), .. await Rows(db.Tasks), .. await Rows(db.Contributions), .. await Rows(db.Programmes),
        .. await Rows(db.Coverage), .. await Rows(db.Results), .. await Rows(db.Balances),
    ];

    private static async Task<IEnumerable<string>> Rows<TRow>(IQueryable<TRow> rows) where TRow : DatedRow
    {
        var columns = typeof(TRow).GetProperties().Where(p => (p.PropertyType.IsValueType || p.PropertyType == typeof(string)) && !Beside.Contains(p.Name)).ToList();
        return (await rows.ToListAsync()).Select(row => $"{typeof(TRow).Name} {string.Join(" | ", columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}={c.GetValue(row)}")))}")
            .Order(StringComparer.Ordinal);
    }
}
