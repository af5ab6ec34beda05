using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Portfolio;
using TA.Casework.Storage;

namespace TA.Casework.Mail;

/// <summary>Registers the outbox.</summary>
public static class OutboxRegistration
{
    /// <summary>Adds it. The portfolio and the grain storage have to be there too.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">Where, beside accounts and portfolio.</param>
    public static IServiceCollection AddOutbox(this IServiceCollection services, SqlDatabase database)
    {
        services.AddPooledDbContextFactory<MailDb>(o => database.Use(o).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        return services.AddSingleton<MailSchema>().AddSingleton(p => new Outbox(
            p.GetRequiredService<IDbContextFactory<MailDb>>(), p.GetRequiredService<MailSchema>(), p.GetRequiredService<IEngagementCatalogue>(), p.GetRequiredService<GrainArchive>(),
            p.GetRequiredService<Leases>(), p.GetRequiredService<TimeProvider>(), makesTables: database.File is not null));
    }
}
