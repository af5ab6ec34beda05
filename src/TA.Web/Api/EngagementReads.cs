using Microsoft.Net.Http.Headers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>A task with what follows from the rest of the plan.</summary>
/// <param name="Task">The task. Its state is the one people see: ready once nothing keeps it from being started.</param>
/// <param name="WaitsFor">The predecessors that are still open, as far as the person may see them.</param>
/// <param name="WaitsForEngagement">The engagement is not in a state in which such tasks are worked on.</param>
/// <param name="Notices">What happens elsewhere in the plan that this task should know of; it blocks nothing.</param>
public sealed record TaskAnswer(PlanTask Task, Items<WaitedFor> WaitsFor, bool WaitsForEngagement, Items<PlaybookLink> Notices);

/// <summary>A task that another waits for, and who answers for it.</summary>
public sealed record WaitedFor(TaskId Task, string Title, OrganizationId? Organization, DateOnly Due, PlanTaskState State);

/// <summary>Reading engagements: as far as the person may see them, and only when they have changed.</summary>
internal static class EngagementReads
{
    private static readonly OutOfRange NoSuchSize = new("size", 0, 1, Limits.ListItems);

    // What people who see the whole engagement are answered, as long as this version of it is in memory: writing it is half the work of such an answer.
    private static readonly ConditionalWeakTable<Engagement, byte[]> Written = [];

    // By organization: there are as many as have users.
    private static readonly ConcurrentDictionary<string, string> Sights = new(StringComparer.Ordinal);

    /// <summary>Maps the reads.</summary>
    public static void MapEngagementReads(this RouteGroupBuilder group)
    {
        group.MapGet("/{reference}", (HttpContext context, string reference) => Read(context, reference, Whole))
            .Describes<Engagement>("read-engagement");
        group.MapGet("/{reference}/tasks", (HttpContext context, string reference) => Read(context, reference, (engagement, actor) => Results.Json(Tasks(engagement, actor), EngagementJson.Public)))
            .Describes<Items<TaskAnswer>>("read-tasks");
        group.MapGet("/{reference}/history", History)
            .Describes<IReadOnlyList<HistoryEntry>>("read-history", [NoSuchSize, new Malformed([new("before", FieldFaultKind.BadForm)])]);
    }

    private static async Task<IResult> Read(HttpContext context, string reference, Func<Engagement, Actor, IResult> answer)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        var actor = context.Actor();
        if (await context.Mediator().Send(new ReadEngagement(asked, actor), context.RequestAborted) is not { } engagement)
            return ApiRoutes.NotFound(context, asked);
        return Unchanged(context, actor, engagement.Version) ?? answer(engagement, actor);
    }

    private static IResult Whole(Engagement engagement, Actor actor) => Permissions.SeesAll(actor)
        ? Results.Bytes(Written.GetValue(engagement, e => JsonSerializer.SerializeToUtf8Bytes(e, EngagementJson.Public)), "application/json; charset=utf-8")
        : Results.Json(engagement, EngagementJson.Public);

    /// <summary>
    /// The whole history, oldest first; with <c>size</c> that many entries, newest first, of those before the version <c>before</c>, and the address of the next, older ones as a link (RFC 8288).
    /// </summary>
    private static async Task<IResult> History(HttpContext context, string reference, int? size, long? before)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        if (size is < 1 or > Limits.ListItems)
            return Outcomes.Problem(context, NoSuchSize with { Value = size.Value });
        var actor = context.Actor();
        // The version is asked first: a change in between makes the tag older than the answer, never newer.
        if (await context.Mediator().Send(new ReadEngagement(asked, actor), context.RequestAborted) is not { } engagement)
            return ApiRoutes.NotFound(context, asked);
        if (Unchanged(context, actor, engagement.Version) is { } unchanged)
            return unchanged;
        if (size is { } most)
        {
            if (await context.Mediator().Send(new ReadHistoryPage(asked, before, most, actor), context.RequestAborted) is not { } page)
                return ApiRoutes.NotFound(context, asked);
            if (page.Next is { } next)
                context.Response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"</api/engagements/{asked}/history?size={most}&before={next}>; rel=\"next\"");
            return Results.Json(page.Entries, EngagementJson.Public);
        }

        return await context.Mediator().Send(new ReadHistory(asked, actor), context.RequestAborted) is { } history
            ? Results.Json(history, EngagementJson.Public)
            : ApiRoutes.NotFound(context, asked);
    }

    private static Items<TaskAnswer> Tasks(Engagement engagement, Actor _) => engagement.Tasks.Select(task => new TaskAnswer(
        task with { State = engagement.StateOf(task) },
        Readiness.WaitsFor(engagement, task).Select(p => new WaitedFor(p.Id, p.Title, p.Organization, p.Dates.Due, engagement.StateOf(p))).ToItems(),
        task.State == PlanTaskState.Planned && !Readiness.PlanWorkAllowed(engagement.State, task.Workstream),
        engagement.Notices(task.Id).ToItems())).ToItems();

    /// <summary>Sets the tag of the answer; 304 when the person has it already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="version">The version of what is read.</param>
    public static IResult? Unchanged(HttpContext context, Actor actor, long version)
    {
        var today = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return Unchanged(context, string.Create(CultureInfo.InvariantCulture, $"{version}-{Sight(actor)}-{today:yyyyMMdd}"));
    }

    /// <summary>An answer whose tag is that of its bytes: a list has no version of its own.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">What is answered.</param>
    public static IResult Tagged<TAnswer>(this HttpContext context, TAnswer answer)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, EngagementJson.Public);
        return Unchanged(context, $"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}-{Sight(context.Actor())}") ?? Results.Bytes(bytes, "application/json; charset=utf-8");
    }

    private static IResult? Unchanged(HttpContext context, string version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : null;
    }

    // What a person sees follows from the rules of this build, and from the person's organization unless the person sees all.
    private static string Sight(Actor actor) => Sights.GetOrAdd(Permissions.SeesAll(actor) ? "" : actor.Organization.Value, organization =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(Permissions).Module.ModuleVersionId:n} {organization}")).AsSpan(0, 6)));
}
