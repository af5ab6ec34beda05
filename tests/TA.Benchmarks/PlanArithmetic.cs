using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TA.Engagements;

namespace TA.Benchmarks;

/// <summary>
/// Plan arithmetic for the largest plan: 500 tasks with 1,000 links in two calendars with holidays, once as one chain through all tasks with links across it, once as links of all kinds at random.
/// </summary>
public class PlanArithmetic
{
    private const int Links = 1_000;
    private static readonly DateOnly Today = new(2026, 3, 2);
    private Engagement _plan = null!;

    /// <summary>The shape of the plan.</summary>
    [Params("chain", "random")]
    public string Shape { get; set; } = "";

    /// <summary>Measures, and adds the means to the figures: each has to stay below 5 ms.</summary>
    internal static void Run(Figures figures)
    {
        var config = ManualConfig.CreateEmpty().AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ta-benchmarks"));
        foreach (var report in BenchmarkRunner.Run<PlanArithmetic>(config).Reports)
            figures.Add($"plan of {Limits.Tasks} tasks and {Links} links, {report.BenchmarkCase.Parameters["Shape"]}: {report.BenchmarkCase.Descriptor.WorkloadMethod.Name}", "ms",
                report.ResultStatistics!.Mean / 1e6, below: 5);
    }

    /// <summary>Lays the plan out.</summary>
    [GlobalSetup]
    public void LayOut()
    {
        var random = new Random(1);
        var days = Enumerable.Range(0, 100).Select(n => new DateOnly(2026, 1, 1).AddDays(29 * n)).ToItems();
        var tasks = Enumerable.Range(0, Limits.Tasks).Select(n => new PlanTask
        {
            Id = $"t{n}",
            Title = $"Task {n}",
            Deliverable = "Report",
            Organization = n % 3 == 0 ? OrganizationId.Unodc : new OrganizationId("iom"),
            WorkingDays = 1 + (n % 5),
            Dates = new(Today, Today.AddDays(n % 5)),
            Predecessors = Before(n, random).ToItems(),
        });
        _plan = new Engagement
        {
            Reference = new("JOR", 2026, 1),
            State = EngagementState.Delivery,
            Details = new() { MemberState = "JOR", Title = "A large plan" },
            Calendars = [new("JOR", 1, [DayOfWeek.Friday, DayOfWeek.Saturday], days), new("UN", 1, [DayOfWeek.Sunday, DayOfWeek.Saturday], days)],
            Tasks = tasks.ToItems(),
        };
        if (_plan.Tasks.Sum(t => t.Predecessors.Count) != Links)
            throw new InvalidOperationException($"The plan has {_plan.Tasks.Sum(t => t.Predecessors.Count)} links.");
    }

    /// <summary>Forecast, slack, critical path and the health of each task, as the plan's page shows them.</summary>
    [Benchmark]
    public PlanForecast Forecast() => PlanForecast.Of(_plan, Today);

    /// <summary>What would happen if a task slipped.</summary>
    [Benchmark]
    public WhatIfAnswer WhatIf() => TA.Engagements.WhatIf.Ask(_plan, [new("t1", 15)], Today).Answer!;

    /// <summary>The days on which health turns, as the read model keeps them; once for each write.</summary>
    [Benchmark]
    public HealthFacts Health() => HealthFacts.Of(_plan);

    /// <summary>Agreed dates of all tasks put right after one has moved, as a command does it.</summary>
    [Benchmark]
    public Decision Reschedule()
    {
        var dates = _plan.Tasks[0].Dates;
        var command = new RescheduleTasks([new("t0", new(dates, new(dates.Start.AddDays(7), dates.Due.AddDays(7))))]);
        return EngagementRules.Decide(_plan, command, new(_plan.Reference, Guid.Empty, new(new("a"), "A", ActorRoles.Officer, OrganizationId.Unodc), DateTimeOffset.UnixEpoch));
    }

    // The first task has none, the next one and two, then three times three; from there on two each: 1,000 in all.
    private IEnumerable<Predecessor> Before(int n, Random random)
    {
        var count = n switch { 0 => 0, 1 => 1, 2 => 2, <= 5 => 3, _ => 2 };
        var taken = new HashSet<int>();
        if (Shape == "chain" && n > 0)
            taken.Add(n - 1);
        while (taken.Count < count)
            taken.Add(random.Next(Math.Max(0, n - 40), n));
        return taken.Select((from, i) => new Predecessor($"t{from}", i > 0 && from % 4 == 0 ? LinkKind.StartToStart : LinkKind.FinishToStart, from % 10 == 0 ? 3 : 0));
    }
}
