namespace TA.Engagements;

/// <summary>What somebody asks an engagement to do. Its JSON name is durable: see <c>History/JsonNames.cs</c>.</summary>
public abstract partial record EngagementCommand
{
    /// <summary>
    /// The version of the engagement that the person saw, where the command says so. A record remembers its last <see cref="RecentCommands.Kept"/> commands; a command that looks further back
    /// than those might be the repetition of one that is forgotten, and is refused by <see cref="SeenTooLongAgo"/>. A command that does not say it is taken as new: where its field has gone back to
    /// what the person saw, it is applied again.
    /// </summary>
    public virtual long? SeenAt() => null;
}

/// <summary>What has happened to an engagement. Its JSON name is durable: see <c>History/JsonNames.cs</c>.</summary>
public abstract partial record EngagementEvent;

/// <summary>Why a command is not carried out: a record per reason that carries facts; its sentence is a resource keyed by its type.</summary>
public abstract partial record Refusal
{
    /// <summary>What kind of answer it is; the API's status follows from it.</summary>
    public virtual RefusalKind Kind() => RefusalKind.Rule;
}

/// <summary>The kinds of refusal, by what the person can do about them.</summary>
public enum RefusalKind
{
    /// <summary>The thing named does not exist, or the person may not know of it.</summary>
    Unknown,

    /// <summary>The person may not do it.</summary>
    Forbidden,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Conflict,

    /// <summary>The command is not well formed.</summary>
    Malformed,

    /// <summary>A rule of the field is not met.</summary>
    Rule,
}

/// <summary>The circumstances in which a command is decided.</summary>
/// <param name="Reference">The engagement's number.</param>
/// <param name="CommandId">The command's identifier; what the command creates takes its identifier from it.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Now">The time, UTC.</param>
/// <param name="People">What the accounts said of the people whom the command names, see <see cref="NamedPeople"/>; whoever is missing has no account.</param>
public readonly record struct Asked(EngagementReference Reference, Guid CommandId, Actor Actor, DateTimeOffset Now, Items<KnownPerson> People = default)
{
    /// <summary>The day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
}

/// <summary>When and by whom an event happened, and its place in the history.</summary>
public readonly record struct Occurrence(long Version, DateTimeOffset At, Actor Actor)
{
    /// <summary>The day, UTC.</summary>
    public DateOnly On => DateOnly.FromDateTime(At.UtcDateTime);
}

/// <summary>Who does something, as established by sign-in.</summary>
/// <param name="User">The account.</param>
/// <param name="Name">The name shown in the history.</param>
/// <param name="Roles">What the person is.</param>
/// <param name="Organization">The organization the person works for; UNODC for officers, managers and administrators.</param>
/// <param name="Office">The UNODC office of an officer.</param>
public sealed record Actor(UserId User, string Name, ActorRoles Roles, OrganizationId Organization, string? Office = null)
{
    /// <summary>Whether the person has the role.</summary>
    public bool Is(ActorRoles role) => (Roles & role) != 0;
}

/// <summary>The roles of people; one person may have several.</summary>
[Flags]
public enum ActorRoles
{
    /// <summary>Nothing is permitted.</summary>
    None = 0,

    /// <summary>Keeps accounts and organizations; sees engagements, changes none.</summary>
    Administrator = 1,

    /// <summary>UNODC officer: manages engagements.</summary>
    Officer = 2,

    /// <summary>User of a partner organization or national counterpart: works on its tasks.</summary>
    Partner = 4,

    /// <summary>Watches the portfolio, approves, hands over.</summary>
    Manager = 8,

    /// <summary>The product itself, when it enters imported engagements.</summary>
    System = 16,
}

/// <summary>What the rules answer: events, nothing to do, or a refusal.</summary>
public readonly record struct Decision(Items<EngagementEvent> Events, Refusal? Refusal)
{
    /// <summary>The engagement already is as the command wants it.</summary>
    public static readonly Decision Nothing = default;

    /// <summary>One event.</summary>
    public static implicit operator Decision(EngagementEvent @event) => new([@event], null);

    /// <summary>A refusal.</summary>
    public static implicit operator Decision(Refusal refusal) => new([], refusal);

    /// <summary>Several events, in order; none means that there is nothing to do.</summary>
    public static Decision Of(IEnumerable<EngagementEvent> events) => new(events.ToItems(), null);
}
