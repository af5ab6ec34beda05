using System.Diagnostics;
using System.Text.Json;
using TA.Engagements;
using TA.TestKit;

namespace TA.Benchmarks;

/// <summary>A large record: all three workstreams, 120 tasks, 116 ratings, 6 drafts, 40 sessions, a full tail and as many commands as are remembered. What its bytes are spent on, and what it costs to write and to read them.</summary>
internal static class LargeRecord
{
    private const int Tasks = 120;
    private static readonly Actor Officer = new(new(Guid.Parse("6f1c1a52-0d9b-4f5e-8e0a-2f2f5b8a9c11").ToString()), "Amina Okafor", ActorRoles.Officer, OrganizationId.Unodc, "UNODC HTMSS, Vienna");
    private static readonly Actor Partner = new(new(Guid.Parse("0b9d8c1e-7a55-4c3f-9f0d-63b4a7c1d2e3").ToString()), "Jean-Baptiste Nkurunziza", ActorRoles.Partner, new("iom"));

    /// <summary>Measures.</summary>
    public static void Run(Figures figures)
    {
        var record = Make();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(record, EngagementJson.Stored);
        var work = record.Engagement!;
        figures.Add($"record of {work.Tasks.Count} tasks, {work.Legislation.Assessments[0].Findings.Count} ratings, {work.Legislation.Bills[0].Versions.Count} drafts, {work.Training.Sessions.Count} sessions, tail of {record.Tail.Count} events, {record.Recent.Count} commands", "bytes", bytes.Length, 120_000);
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var engagement = root.GetProperty("engagement");
        Part("tasks", engagement.GetProperty("tasks"));
        Part("legislation", engagement.GetProperty("legislation"));
        Part("training", engagement.GetProperty("training"));
        figures.Add("... the rest of the state", "bytes", Size(engagement) - new[] { "tasks", "legislation", "training" }.Sum(part => Size(engagement.GetProperty(part))));
        Part("recent commands", root.GetProperty("recent"));
        var tail = root.GetProperty("tail").EnumerateArray().ToList();
        foreach (var member in tail[^1].EnumerateObject())
            figures.Add($"... tail, {member.Name} of all events", "bytes", tail.Sum(entry => entry.TryGetProperty(member.Name, out var value) ? Size(value) + member.Name.Length + 4 : 0));
        figures.Add("... made into bytes", "ms", Time(() => JsonSerializer.SerializeToUtf8Bytes(record, EngagementJson.Stored)));
        figures.Add("... read from bytes", "ms", Time(() => JsonSerializer.Deserialize<EngagementRecord>(bytes, EngagementJson.Stored)));
        figures.Add("... its state as an answer of the API", "ms", Time(() => JsonSerializer.SerializeToUtf8Bytes(record.Engagement, EngagementJson.Public)));

        void Part(string name, JsonElement part) => figures.Add($"... {name}", "bytes", Size(part));
    }

    /// <summary>The record.</summary>
    public static EngagementRecord Make()
    {
        var record = new EngagementRecord();
        var reference = new EngagementReference("KEN", 2026, 1);
        var now = new DateTimeOffset(2026, 3, 2, 8, 15, 30, 123, TimeSpan.Zero);
        var planFrom = DateOnly.FromDateTime(now.UtcDateTime);
        Do(new OpenEngagement(
            new()
            {
                MemberState = "KEN", Title = "Support against trafficking in persons and smuggling of migrants", Topics = new(true, true),
                Workstreams = [WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit], LeadOffice = Officer.Office,
            },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", planFrom, "Help with the law, a unit and training."), Officer.User, planFrom));
        Do(new FillRole(ResponsibleRole.Igo, null, new(null, Partner.Organization), "International Organization for Migration"));
        Do(new FillRole(ResponsibleRole.NationalCounterpart, null, new(null, new("ken-ministry-of-justice")), "Ministry of Justice"));
        Do(FullWork.WithTraining([WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit]));
        while (record.Engagement!.Tasks.Count < Tasks)
            Do(new AddTask(WorkstreamKind.Training, null, $"Session {record.Engagement.Tasks.Count} for prosecutors and police", null, "Report of the session", ResponsibleRole.Igo, Partner.Organization, planFrom.AddDays(60), 5));
        foreach (var (id, command) in FullWork.Of(planFrom))
            Do(command(record.Engagement), id);
        var task = record.Engagement.Tasks.First(t => t.Workstream == WorkstreamKind.LifeCycle);
        Do(new StartTask(task.Id));
        for (var i = 0; record.Recent.Count < RecentCommands.Kept || record.Tail.Count < (2 * EngagementRecord.SegmentLength) - 1; i++)
            Do(i % 3 == 0
                ? new CommentOnTask(task.Id, $"The ministry has sent remark {i} on the draft; we expect the rest in the coming week.")
                : new ReportProgress(task.Id, new(record.Engagement.Find(task.Id)!.PercentDone, (i + 1) % 100)));
        return record;

        void Do(EngagementCommand command, Guid? id = null)
        {
            now += TimeSpan.FromMinutes(17);
            // What a grain has sealed when it has always just caught up.
            var sealedThrough = Math.Max(0, (record.Version / EngagementRecord.SegmentLength) - 1) * EngagementRecord.SegmentLength;
            var answer = record.Answer(reference, id ?? Guid.NewGuid(), Officer, command, now, sealedThrough, [PeopleAtHand.Officer(Officer.User)]);
            record = answer.Refusal is { } refusal ? throw new InvalidOperationException($"{command} is refused: {refusal}") : answer.Record;
        }
    }

    private static int Size(JsonElement element) => System.Text.Encoding.UTF8.GetByteCount(element.GetRawText());

    private static double Time(Func<object?> work)
    {
        for (var i = 0; i < 300; i++)
            work();
        var times = new List<double>();
        for (var i = 0; i < 300; i++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new Timings(times, times.Sum() / 1_000).At(.5);
    }
}
