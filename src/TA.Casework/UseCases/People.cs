using TA.Engagements;

namespace TA.Casework.UseCases;

/// <summary>The people who have accounts. Accounts are kept outside: see TA.Web/Security.</summary>
public interface IPeople
{
    /// <summary>The people of these identifiers as they are now; whoever has no account is left out.</summary>
    Task<Items<KnownPerson>> Find(Items<UserId> users, CancellationToken cancellation);
}

internal static class PeopleOfCommands
{
    /// <summary>The people whom a command names; most name nobody, and then nobody is asked.</summary>
    public static async Task<Items<KnownPerson>> Named(this IPeople people, Engagement? engagement, EngagementCommand command, CancellationToken cancellation) =>
        NamedPeople.Of(engagement, command) is { Count: > 0 } named ? await people.Find(named, cancellation) : [];
}
