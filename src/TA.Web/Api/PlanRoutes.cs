using System.Globalization;
using TA.Casework.Plan;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>The plan with its forecast, what would happen if something slipped, and working calendars.</summary>
internal static class PlanRoutes
{
    private static readonly EngagementReference AnEngagement = EngagementReference.Parse("KEN-2026-0001");

    /// <summary>Maps them.</summary>
    public static void MapPlan(this WebApplication app)
    {
        var engagements = app.MapGroup("/api/engagements/{reference}").WithTags("engagements");
        engagements.MapGet("/plan", Read).Describes<PlanReading>(new ApiOperation("read-plan")
        {
            HasTag = true, Parameters = [new("baseline")], Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound, ApiProblem.Unreadable("baseline")], Refusals = [new EngagementUnknown(AnEngagement)],
        });
        engagements.MapGet("/what-if", Ask).Describes<WhatIfAnswer>(new ApiOperation("ask-what-if")
        {
            HasTag = true,
            Parameters = [new("slip", Many: true)],
            Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound, ApiProblem.Unreadable("slip")],
            Refusals = [new EngagementUnknown(AnEngagement), new OfficersOnly(), new TaskUnknown("leg.draft.v9"), new CannotSlip("leg.draft.v1"), new OutOfRange("workingDays", 0, 1, Limits.WorkingDays)],
        });
        var calendars = app.MapGroup("/api/calendars").WithTags("calendars");
        calendars.MapGet("/{of}", Calendar).Describes<PublicCalendar>(new ApiOperation("read-calendar") { HasTag = true, Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound] });
        calendars.MapPost("/{of}/change-calendar", Change).Accepts<ChangeCalendar>("application/json").Describes<ChangeAnswer>(new ApiOperation("change-calendar")
        {
            Changes = true,
            Problems =
            [
                ApiProblem.NotSignedIn, ApiProblem.ProofMissing, ApiProblem.MediaType, ApiProblem.NotFound, ApiProblem.NoCommandId, ApiProblem.TooLarge, ApiProblem.NoJson,
                ApiProblem.Unreadable("colour"), ApiProblem.Unknown,
            ],
            Refusals = [new OfficersOnly(), new NoWorkingDay("KEN"), new TooMany("holidays", Limits.Holidays), new EditConflict([new("weekend", "[Sunday, Saturday]", "[Friday, Saturday]", "[Friday]")])],
        });
    }

    /// <summary>Slips as an address names them, <c>leg.draft.v1:15</c>; null when one cannot be read.</summary>
    public static Items<Slip>? Slips(IEnumerable<string?> values)
    {
        var slips = new List<Slip>();
        foreach (var value in values)
        {
            var parts = (value ?? "").Split(':');
            if (parts.Length != 2 || !TaskId.TryParse(parts[0], null, out var task) || !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days))
                return null;
            slips.Add(new(task, days));
        }

        return slips.Count > Limits.ListItems ? null : slips.ToItems();
    }

    private static async Task<IResult> Read(HttpContext context, string reference)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        var actor = context.Actor();
        if (Number(context.Request.Query["baseline"]) is not { } baseline)
            return ApiProblem.Unreadable("baseline");
        return await context.Mediator().Send(new ReadPlan(asked, actor, baseline == 0 ? null : baseline), context.RequestAborted) is { } plan
            ? plan.Baseline == baseline || baseline == 0 || !Permissions.SeesAll(actor)
                ? EngagementReads.Unchanged(context, actor, plan.Version) ?? Results.Json(plan, EngagementJson.Public)
                : ApiProblem.Unreadable("baseline")
            : ApiRoutes.NotFound(context, asked);
    }

    /// <summary>A number from 1; 0 where nothing is asked, null where it cannot be read.</summary>
    private static int? Number(string? text) =>
        string.IsNullOrEmpty(text) ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static async Task<IResult> Ask(HttpContext context, string reference)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        if (Slips(context.Request.Query["slip"]) is not { } slips)
            return ApiProblem.Unreadable("slip");
        var actor = context.Actor();
        var result = await context.Mediator().Send(new AskWhatIf(asked, slips, actor), context.RequestAborted);
        return result.Refusal is { } refusal ? Outcomes.Problem(context, refusal)
            : EngagementReads.Unchanged(context, actor, result.Version) ?? Results.Json(result.Answer, EngagementJson.Public);
    }

    private static async Task<IResult> Calendar(HttpContext context, string of)
    {
        var actor = context.Actor();
        return await context.Mediator().Send(new ReadCalendar(of, actor), context.RequestAborted) is { } calendar
            ? EngagementReads.Unchanged(context, actor, calendar.Version) ?? Results.Json(calendar, EngagementJson.Public)
            : ApiRoutes.NotFound();
    }

    private static async Task<IResult> Change(HttpContext context, string of)
    {
        if (await context.Mediator().Send(new ReadCalendar(of, context.Actor()), context.RequestAborted) is null)
            return ApiRoutes.NotFound();
        if (!context.TryCommandId(out var id, out var problem))
            return problem!;
        var (command, fault) = await context.ReadBody(typeof(ChangeCalendar));
        if (command is null)
            return fault!;
        return (await context.Mediator().Send(new ChangeCalendarRequest(of, id, (ChangeCalendar)command, context.Actor()), CancellationToken.None)).Answer(context);
    }
}
