using Microsoft.AspNetCore.DataProtection;
using TA.Casework.Mail;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Web.Security;

namespace TA.Web.Placement;

/// <summary>
/// Sees to all tables in SQL. A file belongs to the one process that uses it, which brings it up to date when it starts. The tables of a server are changed by the verb <c>migrate</c> alone, once
/// for all machines; a site only looks at them.
/// </summary>
internal sealed class Migration(AccountsUpgrade accounts, PortfolioSetup portfolio, Outbox outbox, SqlDatabase database, Placed placed)
{
    private bool _wasAtStart;

    /// <summary>What a site does before it starts.</summary>
    /// <exception cref="NotMigratedException">The tables of a server are not those of this release.</exception>
    public async Task AtStart()
    {
        // Those of the portfolio and of the mails in a file are made by the parts that use them.
        await (database.File is null ? Check() : accounts.Run());
        _wasAtStart = true;
    }

    /// <summary>What a verb does that works on the tables while no site does.</summary>
    /// <exception cref="NotMigratedException">The tables of a server are not those of this release.</exception>
    public Task AtRest(CancellationToken cancellation) => database.File is null ? Check(cancellation) : MakeTables(cancellation);

    /// <summary>Looks whether what was so at the start still is.</summary>
    /// <exception cref="NotMigratedException">It is not.</exception>
    public Task Again(CancellationToken cancellation) =>
        !_wasAtStart ? throw new NotMigratedException("accounts") : database.File is null ? Check(cancellation) : accounts.Check(cancellation);

    /// <summary>Makes what is missing and changes what is older. What is up to date stays as it is.</summary>
    /// <param name="protection">Makes the first key.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task Apply(IDataProtectionProvider protection, CancellationToken cancellation)
    {
        await MakeTables(cancellation);
        if (placed.Membership is not null)
            await new ClusteringSchema(database).Prepare(cancellation);
        // Machines that start together would each make a first key.
        protection.CreateProtector("migrate").Protect("the first key");
        if (placed.GrantTo is var (role, identity))
            await database.Grant(role, identity, cancellation);
    }

    private async Task MakeTables(CancellationToken cancellation)
    {
        await accounts.Run();
        await portfolio.Prepare(cancellation);
        await outbox.MakeTables(cancellation);
    }

    private async Task Check(CancellationToken cancellation = default)
    {
        await accounts.Check(cancellation);
        if (placed.Membership is not null)
            await new ClusteringSchema(database).Check(cancellation);
        await outbox.CheckTables(cancellation);
        await portfolio.Check(cancellation);
    }
}
