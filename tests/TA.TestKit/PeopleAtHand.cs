using System.Collections.Concurrent;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.TestKit;

/// <summary>The accounts of a silo that has no database of accounts: everybody is an active officer of UNODC until something else is said.</summary>
public sealed class PeopleAtHand : IPeople
{
    private readonly ConcurrentDictionary<UserId, KnownPerson?> said = new();

    /// <summary>An active officer of UNODC.</summary>
    public static KnownPerson Officer(UserId user) => new(user, ActorRoles.Officer, OrganizationId.Unodc, IsActive: true);

    /// <summary>Says what somebody is; null takes the account away.</summary>
    public void Say(UserId user, KnownPerson? person) => said[user] = person;

    /// <inheritdoc/>
    public Task<Items<KnownPerson>> Find(Items<UserId> users, CancellationToken cancellation) =>
        Task.FromResult(users.Select(u => said.TryGetValue(u, out var person) ? person : Officer(u)).OfType<KnownPerson>().ToItems());
}
