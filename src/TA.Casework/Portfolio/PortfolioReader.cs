using Microsoft.EntityFrameworkCore;

namespace TA.Casework.Portfolio;

/// <summary>Opens the rows of today, or those of an earlier day.</summary>
internal sealed class PortfolioReader(IDbContextFactory<PortfolioDb> today, IDbContextFactory<AsOfDb> earlier)
{
    /// <summary>The rows for the day asked.</summary>
    public async Task<PortfolioDb> Open(PortfolioDay day, CancellationToken cancellation)
    {
        if (!day.IsPast)
            return await today.CreateDbContextAsync(cancellation);
        var db = await earlier.CreateDbContextAsync(cancellation);
        db.Day = day.On;
        return db;
    }
}
