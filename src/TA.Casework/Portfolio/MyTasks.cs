using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// What the person's organization has to do, and nothing else: sent back first, then by due date; after that what is with the officer or on hold. An officer's are UNODC's tasks in
/// the engagements that the officer leads or is deputy of, and those given to the officer by name; and, after what was sent back, the deliverables of any organization in those engagements that wait
/// to be accepted.
/// </summary>
/// <param name="Filter">Which of them.</param>
/// <param name="Cursor">The cursor of the page before; null for the first page.</param>
/// <param name="PageSize">1 to <see cref="ListPortfolio.MostRows"/>.</param>
/// <param name="Actor">Who asks.</param>
public sealed record MyTasks(MyTasksFilter Filter, string? Cursor, int PageSize, Actor Actor) : IRequest<MyTasksAnswer>, IActed;

/// <summary>Which tasks.</summary>
public sealed record MyTasksFilter
{
    /// <summary>Only those given to the person by name.</summary>
    public bool OnlyMine { get; init; }

    /// <summary>One engagement only.</summary>
    public EngagementReference? Engagement { get; init; }

    /// <summary>Only with this standing.</summary>
    public TaskStanding? Standing { get; init; }

    /// <summary>Instead of what is to be done, what was accepted on or after a day, newest first.</summary>
    public DateOnly? DoneSince { get; init; }
}

/// <summary>Tasks, or why there are none.</summary>
public readonly record struct MyTasksAnswer(MyTasksPage? Page, Refusal? Refusal = null);

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Counts">How many tasks of each standing there are on all pages, whatever standing was asked for; empty for what is done.</param>
public sealed record MyTasksPage(Items<MyTask> Tasks, string? Next, IReadOnlyDictionary<TaskStanding, int> Counts);

/// <summary>A task with what one must know to do it.</summary>
public sealed record MyTask
{
    /// <summary>The engagement.</summary>
    public required EngagementReference Engagement { get; init; }

    /// <summary>Its title.</summary>
    public required string EngagementTitle { get; init; }

    /// <summary>Its Member State, ISO 3166-1 alpha-3.</summary>
    public required string MemberState { get; init; }

    /// <summary>Where the engagement stands in its life.</summary>
    public EngagementState EngagementState { get; init; }

    /// <summary>The task.</summary>
    public required TaskId Task { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>What it hands over.</summary>
    public required string Deliverable { get; init; }

    /// <summary>The line of work.</summary>
    public WorkstreamKind Workstream { get; init; }

    /// <summary>The stage, or null.</summary>
    public string? Stage { get; init; }

    /// <summary>The state as people see it.</summary>
    public PlanTaskState State { get; init; }

    /// <summary>The version at which the recorded state was entered; a move may name it.</summary>
    public long StateSince { get; init; }

    /// <summary>What it asks for.</summary>
    public TaskStanding Standing { get; init; }

    /// <summary>First and last day agreed.</summary>
    public DateSpan Dates { get; init; }

    /// <summary>0 to 100.</summary>
    public int PercentDone { get; init; }

    /// <summary>The organization that answers for it.</summary>
    public OrganizationId? Organization { get; init; }

    /// <summary>The person who does it, if known.</summary>
    public UserId? Person { get; init; }

    /// <summary>What the officer found missing.</summary>
    public string? WhatIsMissing { get; init; }

    /// <summary>Why it is blocked.</summary>
    public string? Because { get; init; }

    /// <summary>Other dates proposed and not answered.</summary>
    public ProposedDates? Proposal { get; init; }

    /// <summary>The open tasks it waits for, and whose they are.</summary>
    public Items<WaitedFor> WaitsFor { get; init; }

    /// <summary>Whom to ask: the officer who leads.</summary>
    public UserId? LeadOfficer { get; init; }

    /// <summary>The office that leads.</summary>
    public string? LeadOffice { get; init; }

    /// <summary>The day of acceptance.</summary>
    public DateOnly? AcceptedOn { get; init; }
}

internal sealed class MyTasksHandler(IDbContextFactory<PortfolioDb> databases, RecentWrites recent) : IRequestHandler<MyTasks, MyTasksAnswer>
{
    public async Task<MyTasksAnswer> Handle(MyTasks request, CancellationToken cancellationToken)
    {
        if (Asking.PageSize(request.PageSize) is { } outOfRange)
            return new(null, outOfRange);
        var list = $"tasks\n{request.Actor.Organization}\n{request.Filter}";
        string[]? after = null;
        if (request.Cursor is { } cursor && (after = Cursor.Read(list, cursor, 4)) is null)
            return new(null, Cursor.Refusal);
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var all = Own(db, request.Actor, request.Filter);
        var isDone = request.Filter.DoneSince is not null;
        if ((isDone ? Done(all, request.Filter.DoneSince!.Value, after) : ToDo(all, request.Filter.Standing, after)) is not { } rows)
            return new(null, Cursor.Refusal);
        var page = await rows.Take(request.PageSize + 1).Select(t => new { t.Row, t.Rank, t.Row.Engagement }).ToListAsync(cancellationToken);
        var next = page.Count > request.PageSize ? Next(list, page[request.PageSize - 1].Row, page[request.PageSize - 1].Rank, isDone) : null;
        var counts = isDone ? [] : await Counts(all, cancellationToken);
        return new(new(page.Take(request.PageSize).Select(t => Show(t.Row, Standing(t.Rank, t.Row.State), t.Engagement!)).ToItems(), next, counts));
    }

    /// <summary>A task, and where it ranks for the person.</summary>
    private sealed class Asked
    {
        public required TaskRow Row { get; init; }

        public TaskStanding Rank { get; init; }
    }

    private static TaskStanding Standing(TaskStanding rank, PlanTaskState state) => rank == TaskStanding.ToDo && state == PlanTaskState.Blocked ? TaskStanding.Blocked : rank;

    private static async Task<Dictionary<TaskStanding, int>> Counts(IQueryable<Asked> all, CancellationToken cancellation)
    {
        var counted = await all.Where(t => t.Rank < TaskStanding.Nothing).GroupBy(t => new { t.Rank, t.Row.State }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        return counted.GroupBy(g => Standing(g.Key.Rank, g.Key.State)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
    }

    private static IQueryable<Asked> Own(PortfolioDb db, Actor actor, MyTasksFilter filter)
    {
        var organization = actor.Organization.Value;
        var user = actor.User.Value;
        var led = db.Officers.Where(o => o.User == user).Select(o => o.Reference);
        IQueryable<TaskRow> rows = db.Tasks;
        if (filter.OnlyMine)
            rows = rows.Where(t => t.Person == user);

        // UNODC has about half of all tasks: there the way to an officer's goes through persons and engagements, and must not go through the organization's index.
        if (actor.Organization != OrganizationId.Unodc)
            rows = rows.Where(t => t.Organization == organization);
        else if (filter.OnlyMine)
            rows = rows.Where(t => (t.Organization ?? "") == organization);
        else
            rows = rows.Where(t => (t.Person == user && (t.Organization ?? "") == organization)
                || (led.Contains(t.Reference) && ((t.Organization ?? "") == organization || t.Standing == TaskStanding.Submitted)));
        if (filter.Engagement is { } engagement)
        {
            var reference = engagement.ToString();
            rows = rows.Where(t => t.Reference == reference);
        }

        // A partner may know of every engagement in which it has a task; the others are asked about one by one.
        if (!actor.Is(ActorRoles.Partner))
            rows = rows.Where(Seen(actor));
        return actor.Organization == OrganizationId.Unodc
            ? rows.Select(t => new Asked { Row = t, Rank = t.Standing == TaskStanding.Submitted && led.Contains(t.Reference) ? TaskStanding.ToAccept : t.Standing })
            : rows.Select(t => new Asked { Row = t, Rank = t.Standing });
    }

    private static Expression<Func<TaskRow, bool>> Seen(Actor actor)
    {
        Expression<Func<TaskRow, EngagementRow>> engagement = t => t.Engagement!;
        return engagement.Then(Visibility.Of(actor));
    }

    private static IQueryable<Asked>? ToDo(IQueryable<Asked> rows, TaskStanding? only, string[]? after)
    {
        rows = only switch
        {
            null => rows.Where(t => t.Rank < TaskStanding.Nothing),
            TaskStanding.Blocked => rows.Where(t => t.Rank == TaskStanding.ToDo && t.Row.State == PlanTaskState.Blocked),
            TaskStanding.ToDo => rows.Where(t => t.Rank == TaskStanding.ToDo && t.Row.State != PlanTaskState.Blocked),
            _ => rows.Where(t => t.Rank == only),
        };
        if (after is [var rank, var day, var reference, var task])
        {
            if (!Enum.TryParse<TaskStanding>(rank, out var last) || !DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
                return null;
            rows = rows.Where(t => t.Rank > last
                || (t.Rank == last && (t.Row.Due > due
                    || (t.Row.Due == due && (string.Compare(t.Row.Reference, reference) > 0 || (t.Row.Reference == reference && string.Compare(t.Row.Task, task) > 0))))));
        }

        return rows.OrderBy(t => t.Rank).ThenBy(t => t.Row.Due).ThenBy(t => t.Row.Reference).ThenBy(t => t.Row.Task);
    }

    private static IQueryable<Asked>? Done(IQueryable<Asked> rows, DateOnly since, string[]? after)
    {
        rows = rows.Where(t => t.Row.State == PlanTaskState.Accepted && t.Row.AcceptedOn >= since);
        if (after is [_, var day, var reference, var task])
        {
            if (!DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var accepted))
                return null;
            rows = rows.Where(t => t.Row.AcceptedOn < accepted
                || (t.Row.AcceptedOn == accepted && (string.Compare(t.Row.Reference, reference) > 0 || (t.Row.Reference == reference && string.Compare(t.Row.Task, task) > 0))));
        }

        return rows.OrderByDescending(t => t.Row.AcceptedOn).ThenBy(t => t.Row.Reference).ThenBy(t => t.Row.Task);
    }

    private static string Next(string list, TaskRow last, TaskStanding rank, bool isDone) => Cursor.Write(
        list, rank.ToString(), (isDone ? last.AcceptedOn!.Value : last.Due).ToString("O", CultureInfo.InvariantCulture), last.Reference, last.Task);

    private static MyTask Show(TaskRow row, TaskStanding standing, EngagementRow engagement) =>
        new()
        {
            Engagement = EngagementReference.Parse(row.Reference),
            EngagementTitle = engagement.Title,
            MemberState = engagement.MemberState,
            EngagementState = engagement.State,
            Task = new(row.Task),
            Title = row.Title,
            Deliverable = row.Deliverable,
            Workstream = row.Workstream,
            Stage = row.Stage,
            State = row.State,
            StateSince = row.StateSince,
            Standing = standing,
            Dates = new(row.Start, row.Due),
            PercentDone = row.PercentDone,
            Organization = row.Organization is { } organization ? new(organization) : null,
            Person = row.Person is { } person ? new(person) : null,
            WhatIsMissing = row.WhatIsMissing,
            Because = row.Because,
            Proposal = row.ProposedBecause is { } because ? new(new(row.ProposedStart!.Value, row.ProposedDue!.Value), because) : null,
            WaitsFor = row.WaitsFor is { } waits ? JsonSerializer.Deserialize<WaitedFor[]>(waits, EngagementJson.Stored)!.ToItems() : [],
            LeadOfficer = engagement.LeadOfficer is "" ? null : new(engagement.LeadOfficer),
            LeadOffice = engagement.LeadOffice is "" ? null : engagement.LeadOffice,
            AcceptedOn = row.AcceptedOn,
        };
}
