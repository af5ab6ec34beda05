using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Security;

/// <summary>Tells the use cases what the accounts know of a person.</summary>
internal sealed class PeopleOfAccounts(IServiceScopeFactory scopes) : IPeople
{
    /// <inheritdoc/>
    public async Task<Items<KnownPerson>> Find(Items<UserId> users, CancellationToken cancellation)
    {
        var ids = users.Select(u => Guid.TryParse(u.Value, out var id) ? id : Guid.Empty).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var accounts = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(cancellation);
        return accounts.Select(Of).ToItems();
    }

    private static KnownPerson Of(Account account)
    {
        var actor = Actors.Of(new(account.Id, account.DisplayName, account.Roles, account.OrganizationKey, account.Office, null));
        return new(actor.User, actor.Roles, actor.Organization, account.DisabledAt is null);
    }
}
