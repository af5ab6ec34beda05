using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Engagements;
using TA.Web.Placement;
using TA.Web.Security;

namespace TA.Web.Health;

/// <summary>
/// Asks one part that the site stands on whether it answers. What is told of it is a fixed sentence: the fault, which may name machines, goes to the log alone.
/// </summary>
internal abstract class Ask : IHealthCheck
{
    /// <summary>How long a part has to answer.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // SQLite's calls block, and not every client looks at its token.
            return await Task.Run(() => Answer(cancellationToken), cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"no answer within {Limit.TotalSeconds} s");
        }
        catch (Exception fault)
        {
            return HealthCheckResult.Unhealthy("does not answer", fault);
        }
    }

    /// <summary>Asks. A fault counts as no answer.</summary>
    protected abstract Task<HealthCheckResult> Answer(CancellationToken cancellation);
}

/// <summary>The database gives an account to read, so that somebody could sign in.</summary>
internal sealed class DatabaseAnswers(IServiceScopeFactory scopes, SqlDatabase database) : Ask
{
    protected override async Task<HealthCheckResult> Answer(CancellationToken cancellation)
    {
        // An open file outlives its name: what is written then is lost with the process.
        if (database.File is { } file && !File.Exists(file))
            return HealthCheckResult.Unhealthy("the file is gone");
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.AnyAsync(cancellation);
        return HealthCheckResult.Healthy();
    }
}

/// <summary>The tables in SQL are those that the site found, or made, when it started.</summary>
internal sealed class TablesFit(Migration migration) : Ask
{
    protected override async Task<HealthCheckResult> Answer(CancellationToken cancellation)
    {
        try
        {
            await migration.Again(cancellation);
            return HealthCheckResult.Healthy();
        }
        catch (NotMigratedException)
        {
            return HealthCheckResult.Unhealthy("not those of this release: run migrate");
        }
    }
}

/// <summary>The lists are those of all engagements: a release whose portfolio has another form fills tables of its own first, while the one before it goes on.</summary>
internal sealed class PortfolioFilled(PortfolioFilling filling) : Ask
{
    protected override async Task<HealthCheckResult> Answer(CancellationToken cancellation) =>
        await filling.IsDone(cancellation) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("is being filled for the first time");
}

/// <summary>The storage of the grains gives, or says that it has not, the state of a grain.</summary>
internal sealed class GrainStorageAnswers(GrainArchive archive, IServiceProvider services) : Ask
{
    private static readonly GrainId Nobody = GrainId.Create("engagement", "health-check");

    protected override async Task<HealthCheckResult> Answer(CancellationToken cancellation)
    {
        if (services.GetService<GrainDatabase>() is { } database && !File.Exists(database.Path))
            return HealthCheckResult.Unhealthy("the file is gone");
        await archive.Read<EngagementRecord>("engagement", Nobody, cancellation);
        return HealthCheckResult.Healthy();
    }
}

/// <summary>The silo takes part in its cluster.</summary>
internal sealed class SiloActive(ISiloStatusOracle silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(silo.CurrentStatus == SiloStatus.Active ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"the silo is {silo.CurrentStatus}"));
}

/// <summary>The silo has not ended and was not declared dead by the others: only a new process helps then.</summary>
internal sealed class SiloAlive(ISiloStatusOracle silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(silo.CurrentStatus == SiloStatus.Dead ? HealthCheckResult.Unhealthy("the silo is dead") : HealthCheckResult.Healthy());
}
