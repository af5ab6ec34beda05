using TA.Engagements;

namespace TA.Web.Api;

/// <summary>What an address of the API is, as metadata of its endpoint: from it and from the examples the description is made.</summary>
/// <param name="Name">Its stable name; that of the command where it takes one.</param>
/// <param name="Command">The command it takes, or null.</param>
internal sealed record ApiOperation(string Name, Type? Command = null)
{
    /// <summary>The command whose example tells what may come of it; its name unless another address takes the same command.</summary>
    public string ExampleOf { get; init; } = Name;

    /// <summary>The body of the example where it is not that of the command; null where it is.</summary>
    public object? Sent { get; init; }

    /// <summary>The largest body, in bytes; null where the body is a document.</summary>
    public long? BodyBytes { get; init; }

    /// <summary>Whether it changes something.</summary>
    public bool Changes { get; init; }

    /// <summary>Whether its answer carries a tag that a later request may name.</summary>
    public bool HasTag { get; init; }

    /// <summary>Words that its address takes behind the question mark, beside those that its endpoint binds.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>Problems with the request itself, in the order in which they are looked for.</summary>
    public IReadOnlyList<ApiProblem> Problems { get; init; } = [];

    /// <summary>What the rules may refuse, beside what the examples of its command tell.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

}

/// <summary>A word of an address.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The values that are possible; null where any text is.</param>
/// <param name="Many">Whether it may be named several times.</param>
/// <param name="Form">The format by its name in JSON Schema; null where any text is.</param>
internal sealed record ApiParameter(string Name, IReadOnlyList<string>? Values = null, bool Many = false, string? Form = null);

/// <summary>Says of an endpoint what it is.</summary>
internal static class ApiOperations
{
    private static readonly EngagementReference AnEngagement = EngagementReference.Parse("KEN-2026-0001");

    private static readonly Type[] NamesOrganizations = [typeof(AddParticipant), typeof(FillRole), typeof(AssignTasks), typeof(AddTask)];

    /// <summary>An address that shows an engagement, or a part of it.</summary>
    public static void Describes<TAnswer>(this RouteHandlerBuilder route, string name, params Refusal[] refusals) =>
        route.Describes<TAnswer>(new ApiOperation(name) { HasTag = true, Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound], Refusals = [new EngagementUnknown(AnEngagement), .. refusals] });

    /// <summary>An address that takes no command.</summary>
    public static void Describes<TAnswer>(this RouteHandlerBuilder route, ApiOperation operation) =>
        route.Is(operation).Produces<TAnswer>();

    /// <summary>An address that takes a command.</summary>
    public static void DescribesCommand(this RouteHandlerBuilder route, string name, Type command, int status = StatusCodes.Status200OK)
    {
        route.Is(new(name, command)
        {
            Changes = true,
            BodyBytes = Limits.BodyBytes,
            Problems =
            [
                ApiProblem.NotSignedIn, ApiProblem.ProofMissing, ApiProblem.MediaType, ApiProblem.NotFound, ApiProblem.NoCommandId, ApiProblem.TooLarge, ApiProblem.NoJson,
                ApiProblem.Unreadable("colour"), ApiProblem.Unknown,
            ],
            Refusals = NamesOrganizations.Contains(command) ? [new NoSuchName("organization", "nobody")] : [],
        }).Accepts(command, "application/json").Produces<ChangeAnswer>(status);
        if (status != StatusCodes.Status200OK)
            route.Produces<ChangeAnswer>();
    }

    /// <summary>An address that takes content, keeps it, and then gives the command that names it.</summary>
    public static void DescribesContent<TBody>(this RouteHandlerBuilder route, string name, Type command, TBody example, long bodyBytes) where TBody : notnull => route
        .Is(new(name, command)
        {
            Changes = true,
            Sent = example,
            BodyBytes = bodyBytes,
            Problems =
            [
                ApiProblem.NotSignedIn, ApiProblem.ProofMissing, ApiProblem.MediaType, ApiProblem.NotFound, ApiProblem.NoCommandId, ApiProblem.TooLarge, ApiProblem.NoJson,
                ApiProblem.Unreadable("colour"), ApiProblem.Unknown,
            ],
            Refusals = [new Malformed([new("articles", FieldFaultKind.Empty)])],
        }).Accepts<TBody>("application/json").Produces<ChangeAnswer>(StatusCodes.Status201Created).Produces<ChangeAnswer>();

    /// <summary>The address that takes a document.</summary>
    public static void DescribesUpload(this RouteHandlerBuilder route, string name, Type command, string? exampleOf = null) => route
        .Is(new(name, command)
        {
            Changes = true,
            ExampleOf = exampleOf ?? name,
            Problems =
            [
                ApiProblem.NotSignedIn, ApiProblem.ProofMissing, ApiProblem.NotFound, ApiProblem.NoCommandId, ApiProblem.Unreadable("task", "bad-form"), ApiProblem.Missing("file"),
                ApiProblem.Missing("name"), ApiProblem.DocumentEmpty, ApiProblem.TooLarge, ApiProblem.DocumentType, ApiProblem.Unknown,
            ],
        }).Produces<ChangeAnswer>(StatusCodes.Status201Created).Produces<ChangeAnswer>();

    /// <summary>The address that hands a document out.</summary>
    public static void DescribesDownload(this RouteHandlerBuilder route, string name, params string[] types) => route
        .Is(new(name) { HasTag = true, Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound], Refusals = [new EngagementUnknown(AnEngagement)] })
        .Produces<Stream>(StatusCodes.Status200OK, types[0], types[1..]);

    private static RouteHandlerBuilder Is(this RouteHandlerBuilder route, ApiOperation operation)
    {
        operation = operation with { Problems = [.. operation.Problems, ApiProblem.Storage] };
        route.WithMetadata(operation).WithName(operation.Name);
        if (operation.HasTag)
            route.Produces(StatusCodes.Status304NotModified);
        // The other statuses with which it may refuse stand in the examples, which are read when somebody asks for the description.
        return route.ProducesProblem(ApiProblem.Storage.Status);
    }
}
