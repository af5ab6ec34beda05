using TA.Engagements;

namespace TA.Web.Security;

/// <summary>Makes the actor of the rules out of who is signed in, and of nothing else.</summary>
internal static class Actors
{
    /// <summary>Who asks.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in.</exception>
    public static Actor Actor(this HttpContext context) =>
        SignedInPerson.From(context.User) is { } person ? Of(person) : throw new UnauthorizedAccessException("Nobody is signed in.");

    /// <summary>The actor that a person is. Whoever is not of a partner organization works for UNODC.</summary>
    public static Actor Of(SignedInPerson person) => new(
        new UserId(person.Id.ToString()),
        person.DisplayName,
        Roles(person.Roles),
        person.OrganizationKey is { } key ? new OrganizationId(key) : OrganizationId.Unodc,
        person.Office);

    private static ActorRoles Roles(AccountRoles roles) =>
        (roles.HasFlag(AccountRoles.Administrator) ? ActorRoles.Administrator : 0)
        | (roles.HasFlag(AccountRoles.Officer) ? ActorRoles.Officer : 0)
        | (roles.HasFlag(AccountRoles.Partner) ? ActorRoles.Partner : 0)
        | (roles.HasFlag(AccountRoles.Manager) ? ActorRoles.Manager : 0);
}
