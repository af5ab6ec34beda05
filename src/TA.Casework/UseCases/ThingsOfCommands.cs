using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.UseCases;

/// <summary>Whether there is an organization of that identifier.</summary>
public delegate Task<bool> KnowsOrganization(OrganizationId organization, CancellationToken cancellation);

/// <summary>Looks whether the programmes and organizations that people name are there; what the product itself names, it has entered before.</summary>
internal sealed class ThingsOfCommands(IGrainFactory grains, KnowsOrganization knows)
{
    /// <summary>Why the command names nothing, or null. A command that is refused for another reason whatever it names is left to the rules.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="command">The command.</param>
    /// <param name="read">Reads the engagement; null while it is being opened.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<NoSuchName?> Refusal(Actor actor, EngagementCommand command, Func<Task<Engagement?>>? read, CancellationToken cancellation)
    {
        if (actor.Is(ActorRoles.System) || NamedThings.Of(command) is not { } named || WellFormed.Check(command) is not null || await IsThere(named, cancellation))
            return null;
        var engagement = read is null ? null : await read();
        return Permissions.Refusal(actor, engagement, command) is not null || (engagement is null ? read is not null : NamedThings.Has(engagement, named)) ? null
            : new(named.Field, named.Programme?.Value ?? named.Organization!.Value.Value);
    }

    private async Task<bool> IsThere(NamedThing named, CancellationToken cancellation) => named switch
    {
        { Programme: { } programme } => await grains.GetGrain<IProgrammeGrain>(programme.Value).Read() is not null,
        { Organization: { } organization } => NamedThings.IsListed(organization) || await knows(organization, cancellation),
        _ => true,
    };
}
