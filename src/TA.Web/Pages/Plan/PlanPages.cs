using System.Globalization;
using MediatR;
using Microsoft.Extensions.Localization;
using TA.Casework.Grains;
using TA.Casework.Organizations;
using TA.Casework.Plan;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Pages.Engagements;
using TA.Web.Pages.NotDone;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Plan;

/// <summary>The pages of the plan beside its tab: what would happen if something slipped, and the working calendars.</summary>
internal static class PlanPages
{
    /// <summary>Adds them.</summary>
    public static void MapPlanPages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/engagements/{reference}/what-if", Ask);
        site.MapGet("/calendars", (HttpContext context) => Permissions.SeesAll(context.Actor()) ? Show.Page<CalendarsPage>() : Results.NotFound());
        site.MapGet("/calendars/{of}", (HttpContext context, string of, string? done) => Calendar(context, of, done is null ? null : "Engagement.Done", null));
        site.MapPost("/calendars/{of}", Change);
    }

    private static async Task<IResult> Ask(HttpContext context, string reference, IMediator mediator, Sentences sentences, TimeProvider clock, Security.Accounts accounts, OrganizationDirectory directory)
    {
        var actor = context.Actor();
        if (!EngagementReference.TryParse(reference, null, out var parsed) || !Permissions.SeesAll(actor) || await mediator.Send(new ReadEngagement(parsed, actor)) is not { } engagement)
            return Results.NotFound();
        var query = context.Request.Query;
        var rows = query["task"].Zip(query["days"]).Where(r => !string.IsNullOrWhiteSpace(r.First)).Select(r => $"{r.First!.Trim()}:{r.Second}");
        var slips = PlanRoutes.Slips(rows);
        var result = slips is { Count: > 0 } asked ? await mediator.Send(new AskWhatIf(parsed, asked, actor)) : null;
        var fault = slips is null ? context.Text("WhatIf.Unreadable") : result?.Refusal is { } refusal ? sentences.Of(refusal) : null;
        return Show.Page<WhatIfPage>(new
        {
            Seen = new Seen(engagement, actor, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), await accounts.All(), await Seen.Nameable(directory, actor, engagement)),
            Slips = slips ?? [],
            result?.Answer,
            Fault = fault,
        }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Calendar(HttpContext context, string of, string? done, NotDoneForm? notDone)
    {
        var actor = context.Actor();
        if (await context.RequestServices.GetRequiredService<IMediator>().Send(new ReadCalendar(of, actor)) is not { } calendar)
            return Results.NotFound();
        var page = Show.Page<CalendarPage>(
            new { Calendar = calendar, MayChange = Permissions.RefusalOfCalendar(actor) is null, Done = done, NotDone = notDone }, notDone?.Status ?? StatusCodes.Status200OK);
        return notDone is null ? page : new FilledAgain(page, notDone);
    }

    private static async Task<IResult> Change(HttpContext context, string of, IFormCollection form, IMediator mediator, NotDoneForms notDone)
    {
        try
        {
            var command = new ChangeCalendar(
                new(form["weekend.from"].Select(Weekday).ToItems(), form["weekend.to"].Select(Weekday).ToItems()),
                form["on"].Zip(form["name"]).Where(h => !string.IsNullOrWhiteSpace(h.First) || !string.IsNullOrWhiteSpace(h.Second)).Select(h => new Holiday(Day("on", h.First), Needed("name", h.Second))).ToItems(),
                form["remove"].Select(d => Day("remove", d)).ToItems());
            var id = Guid.TryParse(form["command"], out var given) ? given : throw new FormFault("command");
            var outcome = await mediator.Send(new ChangeCalendarRequest(of, id, command, context.Actor()));
            return outcome.Kind is OutcomeKind.Accepted or OutcomeKind.NothingToDo
                ? Results.LocalRedirect($"/calendars/{Uri.EscapeDataString(of)}?done=1")
                : await Calendar(context, of, null, notDone.Refused(context, form, outcome));
        }
        catch (FormFault fault)
        {
            return await Calendar(context, of, null, notDone.NotRead(context, form, fault));
        }
    }

    private static DayOfWeek Weekday(string? word) => Enum.TryParse<DayOfWeek>(word, out var day) && Enum.IsDefined(day) ? day : throw new FormFault("weekend");

    private static DateOnly Day(string field, string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormFault(field);

    private static string Needed(string field, string? text) => string.IsNullOrWhiteSpace(text) ? throw new FormFault(field) : text.Trim();

    private static string Text(this HttpContext context, string key, params object[] arguments) =>
        context.RequestServices.GetRequiredService<IStringLocalizer<Texts>>()[key, arguments];
}
