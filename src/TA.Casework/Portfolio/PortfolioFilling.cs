using Microsoft.EntityFrameworkCore;

namespace TA.Casework.Portfolio;

/// <summary>Whether the tables of the portfolio hold everything that storage had when they were made: those of a new number are empty at first, and a sweep fills them.</summary>
public sealed class PortfolioFilling
{
    private readonly IDbContextFactory<PortfolioDb> _databases;
    private bool _wasDone;

    internal PortfolioFilling(IDbContextFactory<PortfolioDb> databases) => _databases = databases;

    /// <summary>
    /// Whether a sweep has gone through all states. Once it is so it stays so for this process: somebody who has the portfolio made anew sees it grow, and others go on with their work.
    /// </summary>
    public async Task<bool> IsDone(CancellationToken cancellation)
    {
        if (_wasDone)
            return true;
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return _wasDone = await db.State.AnyAsync(s => s.IsFilled, cancellation);
    }
}
