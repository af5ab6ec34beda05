using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Organizations;
using TA.Casework.Portfolio;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>Registers import and sample data.</summary>
public static class ExchangeRegistration
{
    /// <summary>Adds them to a host that has the use cases and the portfolio.</summary>
    public static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddSingleton<EnterOrganization>(p => p.GetRequiredService<OrganizationDirectory>().AddUnverified)
        .AddSingleton<FindImported>(p => (row, cancellation) => Imported(p.GetRequiredService<IDbContextFactory<PortfolioDb>>(), row, cancellation))
        .AddTransient<SampleData>()
        .AddTransient<IRequestHandler<ImportEngagements, ImportResult>, ImportingEngagements>();

    private static async Task<IReadOnlyList<EngagementReference>> Imported(IDbContextFactory<PortfolioDb> databases, string row, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var references = await db.Engagements.Where(e => e.ImportedRow == row).OrderBy(e => e.Reference).Select(e => e.Reference).ToListAsync(cancellation);
        return references.ConvertAll(EngagementReference.Parse);
    }
}
