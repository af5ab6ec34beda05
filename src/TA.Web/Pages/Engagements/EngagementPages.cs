using System.Globalization;
using MediatR;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Organizations;
using TA.Casework.Plan;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Pages.NotDone;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Engagements;

/// <summary>The pages of engagements and their tasks, and the forms on them.</summary>
internal static class EngagementPages
{
    // A partner's page stays below 50 KB.
    private static int EventsShown(Actor actor) => Permissions.SeesAll(actor) ? 50 : 20;

    /// <summary>Adds them.</summary>
    public static void MapEngagementPages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/engagements/new", (HttpContext context) => Opening(context, null));
        site.MapPost("/engagements", Open);
        var engagement = site.MapGroup("/engagements/{reference}");
        engagement.MapGet("", (HttpContext context, string reference, string? tab, string? at, string? done, long? before) => Show(context, reference, new(null, tab, at), done, before: before));
        engagement.MapGet("/tasks/{task}", (HttpContext context, string reference, string task, string? done, long? before) => Show(context, reference, new(task, null, null), done, before: before));
        engagement.MapPost("/do/{name}", Do);
        engagement.MapPost("/documents", Attach);
        engagement.MapGet("/documents/{id:guid}", Download);
    }

    private static async Task<IResult> Open(HttpContext context, IFormCollection form, IMediator mediator, NotDoneForms notDone)
    {
        var actor = context.Actor();
        OpenEngagement command;
        Guid id;
        try
        {
            (command, id) = (FormCommands.ReadOpening(form, actor.User), FormCommands.Id(form));
        }
        catch (FormFault fault)
        {
            return Opening(context, notDone.NotRead(context, form, fault));
        }

        var similar = form["warned"] == Warning(command.Details) ? [] : await mediator.Send(new SimilarEngagements(command.Details.MemberState, command.Details.Topics, Today(context), actor));
        if (similar.Count > 0)
        {
            var earlier = await mediator.Send(new EarlierLessons(command.Details.MemberState, null, actor));
            return Opening(
                context, new() { Path = context.Request.Path, Form = form, Sentence = "", Status = StatusCodes.Status200OK }, similar, Warning(command.Details), id, command.Details.MemberState, earlier.Count);
        }

        var outcome = await mediator.Send(new OpenEngagementRequest(id, command, actor));
        return outcome.Kind == OutcomeKind.Accepted
            ? Results.LocalRedirect($"/engagements/{outcome.Reference}?done=1")
            : Opening(context, notDone.Refused(context, form, outcome));
    }

    // What somebody was warned of: the warning holds for this Member State and these topics alone.
    private static string Warning(EngagementDetails details) => $"{details.MemberState} {details.Topics}";

    private static IResult Opening(HttpContext context, NotDoneForm? form, Items<PortfolioRow> similar = default, string? warned = null, Guid? command = null, string? state = null, int earlier = 0)
    {
        if (!context.Actor().Is(ActorRoles.Officer))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var page = Pages.Show.Page<OpeningPage>(
            new { NotDone = similar.Count > 0 ? null : form, Similar = similar, State = state, Earlier = earlier, Warned = warned ?? form?.Form["warned"].FirstOrDefault(), Command = command ?? Guid.CreateVersion7(), Today = Today(context), context.Actor().Office }, form?.Status ?? StatusCodes.Status200OK);
        return form is null ? page : new FilledAgain(page, form);
    }

    private static async Task<IResult> Do(HttpContext context, string reference, string name, IFormCollection form, IMediator mediator, OrganizationDirectory directory, NotDoneForms notDone)
    {
        if (!EngagementReference.TryParse(reference, null, out var parsed))
            return Results.NotFound();
        var place = Place.Of(form);
        EngagementCommand command;
        Guid id;
        try
        {
            var settled = NotDoneForm.Settle(form);
            var named = FormCommands.Named(name, settled);
            var now = named.Count > 0 || FormCommands.NeedsCalendars(name) ? await mediator.Send(new ReadEngagement(parsed, context.Actor())) : null;
            if (FormCommands.Read(name, settled, now, named.Count > 0 ? await directory.Names(named, context.RequestAborted) : null) is not { } read)
                return Results.NotFound();
            (command, id) = (read, FormCommands.Id(form));
        }
        catch (FormFault fault)
        {
            return await Show(context, reference, place, notDone: _ => notDone.NotRead(context, form, fault));
        }

        var outcome = await mediator.Send(new ChangeEngagementRequest(parsed, id, command, context.Actor()));
        return await Answer(context, reference, place, form, outcome, command);
    }

    /// <summary>Back to where the form was when the command is carried out; else the page again, with the form and the reason.</summary>
    internal static async Task<IResult> Answer(HttpContext context, string reference, Place place, IFormCollection form, Outcome outcome, EngagementCommand? command = null) =>
        outcome.Kind is OutcomeKind.Accepted or OutcomeKind.NothingToDo
            ? Results.LocalRedirect(place.Address(reference, done: true))
            : await Show(context, reference, place, notDone: seen => context.RequestServices.GetRequiredService<NotDoneForms>().Refused(context, form, outcome, seen, command));

    private static async Task<IResult> Attach(HttpContext context, string reference, IFormCollection form, IMediator mediator, DocumentStore documents, NotDoneForms notDone)
    {
        if (!EngagementReference.TryParse(reference, null, out var parsed) || await mediator.Send(new ReadEngagement(parsed, context.Actor())) is not { } engagement)
            return Results.NotFound();
        var place = Place.Of(form);
        if (place.Task is null)
            place = place with { Tab = "documents" };
        if (form.Files.GetFile("file") is not { } file || !Guid.TryParse(form["command"], out var commandId) || (place.Task is { } id && !TaskId.TryParse(id, null, out _)))
            return await Show(context, reference, place, notDone: _ => notDone.NotRead(context, form, new("file")));
        // Nothing is kept for somebody who may not attach it; the engagement itself decides again afterwards.
        var command = new AttachDocument(place.Task is { } task ? new TaskId(task) : (TaskId?)null, Path.GetFileName(file.FileName), default, 0, "");
        if (Permissions.Refusal(context.Actor(), engagement, command) is { } refusal)
            return await Answer(context, reference, place, form, new(OutcomeKind.Refused, reference, 0, refusal), command);
        await using var content = file.OpenReadStream();
        var (kept, fault) = await documents.Keep(content, context.RequestAborted);
        if (kept is null)
            return await Show(context, reference, place, notDone: _ => NotDoneForms.Malformed(context, form, "file", context.Text($"Document.{fault}")));
        command = command with { Type = kept.Type, Bytes = kept.Bytes, Sha256 = kept.Sha256 };
        var outcome = await mediator.Send(new ChangeEngagementRequest(parsed, commandId, command, context.Actor()));
        return await Answer(context, reference, place, form, outcome, command);
    }

    private static async Task<IResult> Download(HttpContext context, string reference, Guid id, IMediator mediator, DocumentStore documents)
    {
        if (!EngagementReference.TryParse(reference, null, out var parsed)
            || await mediator.Send(new ReadEngagement(parsed, context.Actor())) is not { } engagement
            || engagement.Documents.FirstOrDefault(d => d.Id == id) is not { } document
            || await documents.Open(document.Sha256, context.RequestAborted) is not { } content)
            return Results.NotFound();
        var type = document.Type == DocumentType.Pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        return Results.Stream(content, type, document.Name);
    }

    /// <summary>The page of a place, with the form that was not carried out.</summary>
    internal static async Task<IResult> Show(HttpContext context, string reference, Place place, string? done = null, Func<Seen, NotDoneForm>? notDone = null, long? before = null)
    {
        var mediator = context.RequestServices.GetRequiredService<IMediator>();
        var actor = context.Actor();
        if (!EngagementReference.TryParse(reference, null, out var parsed) || await mediator.Send(new ReadEngagement(parsed, actor)) is not { } engagement)
            return Results.NotFound();
        var accounts = await context.RequestServices.GetRequiredService<Security.Accounts>().All();
        var seen = new Seen(engagement, actor, Today(context), accounts, await Seen.Nameable(context.RequestServices.GetRequiredService<OrganizationDirectory>(), actor, engagement));
        var form = notDone?.Invoke(seen);
        var status = form?.Status ?? StatusCodes.Status200OK;
        var message = done is null ? null : "Engagement.Done";
        IResult page;
        if (place.Task is not { } task)
        {
            var plan = place.Tab == "plan" ? await mediator.Send(new ReadPlan(parsed, actor, place.Baseline)) : null;
            var history = place.Tab == "history" ? await mediator.Send(new ReadHistoryPage(parsed, before, EventsShown(actor), actor)) : null;
            page = Pages.Show.Page<EngagementPage>(new { Seen = seen, Tab = place.Tab ?? "", place.At, Done = message, NotDone = form, History = history, Before = before, Plan = plan }, status);
        }
        else if (engagement.Find(task) is { } found && (Permissions.SeesAll(actor) || found.Organization == actor.Organization)
            && await CommentThread.Read(mediator, engagement, found, before, actor) is { } thread)
            page = Pages.Show.Page<TaskPage>(new { Seen = seen, Task = found, Thread = thread, Done = message, NotDone = form }, status);
        else
            return Results.NotFound();
        return form is null ? page : new FilledAgain(page, form);
    }

    private static DateOnly Today(HttpContext context) => DateOnly.FromDateTime(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    internal static string Text(this HttpContext context, string key, params object[] arguments) =>
        context.RequestServices.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Texts>>()[key, arguments];
}

/// <summary>The place on the pages of an engagement that a form comes from and leads back to.</summary>
internal sealed record Place(string? Task, string? Tab, string? At)
{
    /// <summary>The place that a form names.</summary>
    public static Place Of(IFormCollection form) => new(Word(form, "task"), Word(form, "tab"), Word(form, "at"));

    /// <summary>The number of the baseline that the plan is compared with; null is the newest.</summary>
    public int? Baseline => At?.StartsWith(BaselineOf, StringComparison.Ordinal) == true && int.TryParse(At.AsSpan(BaselineOf.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What stands before the number of a baseline in <see cref="At"/>.</summary>
    public const string BaselineOf = "baseline-";

    /// <summary>Its address.</summary>
    public string Address(string reference, bool done) => Task is null
        ? $"/engagements/{reference}" + QueryString.Create(new Dictionary<string, string?> { ["tab"] = Tab, ["at"] = At, ["done"] = done ? "1" : null }.Where(p => p.Value is not null))
        : $"/engagements/{reference}/tasks/{Uri.EscapeDataString(Task)}{(done ? "?done=1" : "")}";

    private static string? Word(IFormCollection form, string field) => form[field].ToString() is { Length: > 0 } text ? text : null;
}
