using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TA.Casework.Documents;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>Documents of an engagement: attached with their content, and handed out to whoever may see them.</summary>
internal static class DocumentRoutes
{
    // What a form adds around the document.
    private const long FormBytes = 64 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapDocuments(this RouteGroupBuilder group)
    {
        group.MapPost("/{reference}/documents", Attach).DescribesUpload("attach-document", typeof(AttachDocument));
        group.MapGet("/{reference}/documents/{id:guid}", Download).DescribesDownload("read-document", TypeOf(DocumentType.Pdf), TypeOf(DocumentType.Docx));
    }

    private static async Task<IResult> Attach(HttpContext context, string reference, string? task, string? name, DocumentStore store)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        if (!context.TryCommandId(out var id, out var problem))
            return problem!;
        TaskId? of = null;
        if (task is not null)
        {
            if (!TaskId.TryParse(task, null, out var parsed))
                return ApiProblem.Unreadable("task", "bad-form");
            of = parsed;
        }

        // Nothing is kept for somebody who may not attach it; the engagement itself decides again afterwards.
        var actor = context.Actor();
        if (await context.Mediator().Send(new ReadEngagement(asked, actor), context.RequestAborted) is not { } engagement)
            return ApiRoutes.NotFound(context, asked);
        if (Permissions.Refusal(actor, engagement, new AttachDocument(of, "", default, 0, "")) is { } refusal)
            return Outcomes.Problem(context, refusal);

        var (content, fileName, missing) = await ReadUpload(context, name);
        if (missing is not null)
            return missing;
        var (kept, fault) = await store.Keep(content!, context.RequestAborted);
        if (kept is null)
            return Refused(fault!.Value);
        var outcome = await context.Mediator().Send(
            new ChangeEngagementRequest(asked, id, new AttachDocument(of, fileName!, kept.Type, kept.Bytes, kept.Sha256), actor), CancellationToken.None);
        return outcome.Created(context, $"/api/engagements/{asked}/documents/{id}");
    }

    /// <summary>The document that a request carries and its name; else the answer that says what is missing.</summary>
    public static async Task<(Stream? Content, string? Name, ApiProblem? Missing)> ReadUpload(HttpContext context, string? name)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Limits.DocumentBytes + FormBytes;
        var (content, fileName) = await Content(context, name);
        if (content is null)
            return (null, null, ApiProblem.Missing("file"));
        return string.IsNullOrWhiteSpace(fileName) ? (null, null, ApiProblem.Missing("name")) : (content, fileName, null);
    }

    private static async Task<(Stream? Content, string? Name)> Content(HttpContext context, string? name)
    {
        if (!context.Request.HasFormContentType)
            return (context.Request.Body, name);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // Some browsers send the whole path.
        return form.Files.Count == 1 ? (form.Files[0].OpenReadStream(), name ?? form.Files[0].FileName.Split('/', '\\')[^1]) : (null, null);
    }

    /// <summary>The answer where a document is not taken.</summary>
    public static ApiProblem Refused(DocumentFault fault) => fault switch
    {
        DocumentFault.Empty => ApiProblem.DocumentEmpty,
        DocumentFault.TooLarge => ApiProblem.TooLarge,
        _ => ApiProblem.DocumentType,
    };

    private static async Task<IResult> Download(HttpContext context, string reference, Guid id, DocumentStore store)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        if (await context.Mediator().Send(new ReadEngagement(asked, context.Actor()), context.RequestAborted) is not { } engagement)
            return ApiRoutes.NotFound(context, asked);
        if (engagement.Documents.FirstOrDefault(d => d.Id == id) is not { } document || await store.Open(document.Sha256, context.RequestAborted) is not { } content)
            return ApiRoutes.NotFound();
        return Results.Stream(content, TypeOf(document.Type), document.Name, entityTag: new EntityTagHeaderValue($"\"{document.Sha256}\""));
    }

    /// <summary>The media type of a document.</summary>
    public static string TypeOf(DocumentType type) =>
        type == DocumentType.Pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}
