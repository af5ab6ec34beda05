using MediatR;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Plan;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Engagements;

/// <summary>The pages of engagements and their tasks, and the forms on them.</summary>
internal static class EngagementPages
{
    /// <summary>Adds them.</summary>
    public static void MapEngagementPages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/engagements/new", (HttpContext context) => Opening(context, null));
        site.MapPost("/engagements", Open);
        var engagement = site.MapGroup("/engagements/{reference}");
        engagement.MapGet("", (HttpContext context, string reference, string? tab, string? at, string? done) => Show(context, reference, null, tab, done is null ? null : "Engagement.Done", null, at: at));
        engagement.MapGet("/tasks/{task}", (HttpContext context, string reference, string task, string? done) => Show(context, reference, task, null, done is null ? null : "Engagement.Done", null));
        engagement.MapPost("/do/{name}", Do);
        engagement.MapPost("/documents", Attach);
        engagement.MapGet("/documents/{id:guid}", Download);
    }

    private static async Task<IResult> Open(HttpContext context, IFormCollection form, IMediator mediator, Sentences sentences)
    {
        var actor = context.Actor();
        try
        {
            var command = FormCommands.ReadOpening(form, actor.User);
            var similar = form["warned"].Count > 0 ? [] : await mediator.Send(new SimilarEngagements(command.Details.MemberState, command.Details.Topics, Today(context), actor));
            if (similar.Count > 0)
                return Opening(context, null, StatusCodes.Status200OK, form, similar);
            var outcome = await mediator.Send(new OpenEngagementRequest(CommandId(form), command, actor));
            return outcome.Kind == OutcomeKind.Accepted
                ? Results.LocalRedirect($"/engagements/{outcome.Reference}?done=1")
                : Opening(context, Fault(context, sentences, outcome), Status(outcome), form);
        }
        catch (FormFault fault)
        {
            return Opening(context, context.Text("Engagement.FieldFault", fault.Field), StatusCodes.Status400BadRequest, form);
        }
    }

    private static IResult Opening(HttpContext context, string? fault, int status = StatusCodes.Status200OK, IFormCollection? form = null, Items<PortfolioRow> similar = default) =>
        context.Actor().Is(ActorRoles.Officer)
            ? Pages.Show.Page<OpeningPage>(new { Fault = fault, Form = form, Similar = similar, Today = Today(context), Office = context.Actor().Office }, status)
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> Do(HttpContext context, string reference, string name, IFormCollection form, IMediator mediator)
    {
        if (!EngagementReference.TryParse(reference, null, out var parsed))
            return Results.NotFound();
        var task = form["task"].ToString() is { Length: > 0 } id ? id : null;
        var tab = form["tab"].ToString() is { Length: > 0 } chosen ? chosen : null;
        var at = form["at"].ToString() is { Length: > 0 } within ? within : null;
        try
        {
            var seen = FormCommands.NeedsCalendars(name) ? await mediator.Send(new ReadEngagement(parsed, context.Actor())) : null;
            if (FormCommands.Read(name, form, seen) is not { } command)
                return Results.NotFound();
            var outcome = await mediator.Send(new ChangeEngagementRequest(parsed, CommandId(form), command, context.Actor()));
            return await Answer(context, reference, outcome, tab, at, task);
        }
        catch (FormFault fault)
        {
            return await Show(context, reference, task, tab, null, context.Text("Engagement.FieldFault", fault.Field), StatusCodes.Status400BadRequest, at);
        }
    }

    /// <summary>Back to where the form was when the command is carried out; else the page again, with the reason.</summary>
    internal static async Task<IResult> Answer(HttpContext context, string reference, Outcome outcome, string? tab, string? at, string? task = null)
    {
        if (outcome.Refusal is { } refusal && refusal.Kind() == RefusalKind.Unknown)
            return Results.NotFound();
        return outcome.Kind is OutcomeKind.Accepted or OutcomeKind.NothingToDo
            ? Results.LocalRedirect(task is null ? $"/engagements/{reference}?tab={Uri.EscapeDataString(tab ?? "")}{(string.IsNullOrEmpty(at) ? "" : $"&at={Uri.EscapeDataString(at)}")}&done=1" : $"/engagements/{reference}/tasks/{task}?done=1")
            : await Show(context, reference, task, tab, null, Fault(context, context.RequestServices.GetRequiredService<Sentences>(), outcome), Status(outcome), at);
    }

    private static async Task<IResult> Attach(HttpContext context, string reference, IFormCollection form, IMediator mediator, DocumentStore documents, Sentences sentences)
    {
        var task = form["task"].ToString() is { Length: > 0 } id ? id : null;
        if (!EngagementReference.TryParse(reference, null, out var parsed) || await mediator.Send(new ReadEngagement(parsed, context.Actor())) is null)
            return Results.NotFound();
        if (form.Files.GetFile("file") is not { } file || !Guid.TryParse(form["command"], out var commandId))
            return await Show(context, reference, task, "documents", null, context.Text("Engagement.FieldFault", "file"), StatusCodes.Status400BadRequest);
        await using var content = file.OpenReadStream();
        var (kept, fault) = await documents.Keep(content, context.RequestAborted);
        if (kept is null)
            return await Show(context, reference, task, "documents", null, context.Text($"Document.{fault}"), StatusCodes.Status400BadRequest);
        var command = new AttachDocument(task is null ? (TaskId?)null : new TaskId(task), Path.GetFileName(file.FileName), kept.Type, kept.Bytes, kept.Sha256);
        var outcome = await mediator.Send(new ChangeEngagementRequest(parsed, commandId, command, context.Actor()));
        return outcome.Kind is OutcomeKind.Accepted or OutcomeKind.NothingToDo
            ? Results.LocalRedirect(task is null ? $"/engagements/{reference}?tab=documents&done=1" : $"/engagements/{reference}/tasks/{task}?done=1")
            : await Show(context, reference, task, "documents", null, Fault(context, sentences, outcome), Status(outcome));
    }

    private static async Task<IResult> Download(HttpContext context, string reference, Guid id, IMediator mediator, DocumentStore documents)
    {
        if (!EngagementReference.TryParse(reference, null, out var parsed)
            || await mediator.Send(new ReadEngagement(parsed, context.Actor())) is not { } engagement
            || engagement.Documents.FirstOrDefault(d => d.Id == id) is not { } document
            || documents.Open(document.Sha256) is not { } content)
            return Results.NotFound();
        var type = document.Type == DocumentType.Pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        return Results.Stream(content, type, document.Name);
    }

    internal static async Task<IResult> Show(
        HttpContext context, string reference, string? task, string? tab, string? done, string? fault, int status = StatusCodes.Status200OK, string? at = null)
    {
        var mediator = context.RequestServices.GetRequiredService<IMediator>();
        var actor = context.Actor();
        if (!EngagementReference.TryParse(reference, null, out var parsed) || await mediator.Send(new ReadEngagement(parsed, actor)) is not { } engagement)
            return Results.NotFound();
        var accounts = await context.RequestServices.GetRequiredService<Security.Accounts>().All();
        var seen = new Seen(engagement, actor, Today(context), accounts);
        if (task is null)
        {
            var plan = tab == "plan" ? await mediator.Send(new ReadPlan(parsed, actor)) : null;
            var history = tab == "history" ? await mediator.Send(new ReadHistory(parsed, actor)) : null;
            return Pages.Show.Page<EngagementPage>(new { Seen = seen, Tab = tab ?? "", At = at, Done = done, Fault = fault, History = history, Plan = plan }, status);
        }

        return engagement.Find(task) is { } found && (Permissions.SeesAll(actor) || found.Organization == actor.Organization)
            ? Pages.Show.Page<TaskPage>(new { Seen = seen, Task = found, Done = done, Fault = fault }, status)
            : Results.NotFound();
    }

    // A form that is sent twice carries the same identifier twice, and is carried out once.
    private static Guid CommandId(IFormCollection form) => Guid.TryParse(form["command"], out var id) ? id : throw new FormFault("command");

    private static int Status(Outcome outcome) => outcome.Refusal is { } refusal ? Outcomes.Status(refusal) : StatusCodes.Status503ServiceUnavailable;

    private static string Fault(HttpContext context, Sentences sentences, Outcome outcome) =>
        outcome.Refusal is { } refusal ? sentences.Of(refusal) : context.Text("Problem.Unknown");

    private static DateOnly Today(HttpContext context) => DateOnly.FromDateTime(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    internal static string Text(this HttpContext context, string key, params object[] arguments) =>
        context.RequestServices.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Texts>>()[key, arguments];
}

/// <summary>An engagement as somebody looks at it on a day.</summary>
public sealed record Seen(Engagement Engagement, Actor Actor, DateOnly Today, IReadOnlyList<Account> Accounts)
{
    /// <summary>Whether the person may give the command; where not, the page does not offer it.</summary>
    public bool May(EngagementCommand command) => Permissions.Refusal(Actor, Engagement, command) is null;

    /// <summary>Whether the person manages this engagement.</summary>
    public bool Manages => May(new ConfirmGate("", Today));

    /// <summary>The name of a person, or a dash.</summary>
    public string Name(UserId? user) => user is { } id && Accounts.FirstOrDefault(a => a.Id.ToString() == id.Value) is { } account ? account.DisplayName : "–";

    /// <summary>The officers who can lead.</summary>
    public IEnumerable<Account> Officers => Accounts.Where(a => a.Roles.HasFlag(AccountRoles.Officer) && a.DisabledAt is null);

    /// <summary>The people of an organization.</summary>
    public IEnumerable<Account> PeopleOf(OrganizationId? organization) =>
        Accounts.Where(a => a.DisabledAt is null && (organization == OrganizationId.Unodc ? a.Roles.HasFlag(AccountRoles.Officer) : a.OrganizationKey == organization?.Value));

    /// <summary>The name of an organization, or a dash.</summary>
    public string Name(OrganizationId? organization) =>
        organization is not { } id ? "–" : Engagement.Participants.FirstOrDefault(p => p.Organization == id)?.Name ?? FormCommands.NameOf(id);

    /// <summary>Organizations to choose from: those that take part first.</summary>
    public IEnumerable<(OrganizationId Id, string Name)> Organizations =>
        Engagement.Participants.Select(p => (p.Organization, p.Name)).Concat(ListedOrganizations.All.Select(o => (o.Id, o.Acronym is null ? o.Name : $"{o.Acronym} – {o.Name}"))).DistinctBy(o => o.Item1);
}
