using MediatR;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Organizations;

/// <summary>Enters an organization, so that engagements can name it and accounts belong to it.</summary>
/// <param name="Wanted">The organization.</param>
/// <param name="Actor">Who asks.</param>
public sealed record EnterNewOrganization(NewOrganization Wanted, Actor Actor) : IRequest<OrganizationEntered>, IActed;

/// <summary>The organization, or why it was not entered.</summary>
/// <param name="Organization">It; null where it is refused.</param>
/// <param name="IsNew">False where it was there already.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="Alike">The organizations that <see cref="OrganizationsAlike"/> names.</param>
public sealed record OrganizationEntered(KnownOrganization? Organization, bool IsNew, Refusal? Refusal = null, Items<KnownOrganization> Alike = default);

internal sealed class EnterNewOrganizationHandler(OrganizationDirectory directory) : IRequestHandler<EnterNewOrganization, OrganizationEntered>
{
    public async Task<OrganizationEntered> Handle(EnterNewOrganization request, CancellationToken cancellationToken)
    {
        // Nothing is looked up for somebody who may not enter it, or of what is no name.
        if (EnteringOrganizations.Refusal(request.Wanted, request.Actor, []) is { } before)
            return new(null, false, before);
        var alike = await directory.Alike(request.Wanted.Name, request.Wanted.MemberState, cancellationToken);
        if (EnteringOrganizations.Refusal(request.Wanted, request.Actor, alike.Select(o => o.Id)) is { } refusal)
            return new(null, false, refusal, refusal is OrganizationsAlike ? alike : []);
        var (organization, isNew) = await directory.Enter(request.Wanted, cancellationToken);
        return new(organization, isNew);
    }
}
