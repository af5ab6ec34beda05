using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TA.Casework.Organizations;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Registers the read model.</summary>
public static class PortfolioRegistration
{
    /// <summary>
    /// The read model and the organizations in one SQLite file, which accounts may share. With <paramref name="atWork"/> a hosted writer and the sweep keep it up to date; without, as for a verb that
    /// rebuilds or verifies, nothing runs by itself and <see cref="PortfolioSetup.Prepare"/> is called by hand.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="databaseFile">Path of the file; it is made if it is not there.</param>
    /// <param name="sources">What the sweep reads from the grain storage.</param>
    /// <param name="atWork">Whether hosted services run.</param>
    public static IServiceCollection AddPortfolio(this IServiceCollection services, string databaseFile, Func<IServiceProvider, PortfolioSources> sources, bool atWork = true)
    {
        // Connections are pooled by their string, and the read model's ask less of the disk than others: its string is its own.
        var relaxed = new SqliteConnectionStringBuilder { DataSource = databaseFile, DefaultTimeout = 20, Cache = SqliteCacheMode.Private }.ToString();
        var careful = new SqliteConnectionStringBuilder { DataSource = databaseFile, DefaultTimeout = 30 }.ToString();
        services.TryAddSingleton(TimeProvider.System);
        services.AddPooledDbContextFactory<PortfolioDb>(o => o.UseSqlite(relaxed).AddInterceptors(new PortfolioPragmas()).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddPooledDbContextFactory<OrganizationsDb>(o => o.UseSqlite(careful).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddSingleton(sources);
        services.AddSingleton<PortfolioSchema>();
        services.AddSingleton<OrganizationsSchema>();
        services.AddSingleton<PortfolioStore>();
        services.AddSingleton(p => new PortfolioComparison(p.GetRequiredService<IDbContextFactory<PortfolioDb>>()));
        services.AddSingleton<FacetIndex>();
        services.AddSingleton<Leases>();
        services.AddSingleton(p => new PortfolioSetup(p.GetRequiredService<PortfolioSchema>(), p.GetRequiredService<OrganizationsSchema>(), p.GetRequiredService<OrganizationDirectory>()));
        services.AddSingleton<RecentWrites>();
        services.AddSingleton(p => new OrganizationDirectory(p.GetRequiredService<IDbContextFactory<OrganizationsDb>>()));
        services.AddSingleton(p => new Projection(p.GetRequiredService<PortfolioStore>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<Projection>>()));
        services.AddSingleton<IProjection>(p => p.GetRequiredService<Projection>());
        services.AddSingleton(p => new Sweep(
            p.GetRequiredService<IDbContextFactory<PortfolioDb>>(), p.GetRequiredService<PortfolioStore>(), p.GetRequiredService<Projection>(),
            p.GetRequiredService<PortfolioSources>(), p.GetRequiredService<ILogger<Sweep>>()));
        if (atWork)
        {
            services.AddHostedService(p => p.GetRequiredService<PortfolioSetup>());
            services.AddHostedService<ProjectionWriter>();
            services.AddHostedService<SweepSchedule>();
        }

        return services
            .AddTransient<IRequestHandler<ListPortfolio, PortfolioAnswer>, ListPortfolioHandler>()
            .AddTransient<IRequestHandler<PortfolioCsv, CsvWritten>, PortfolioCsvHandler>()
            .AddTransient<IRequestHandler<MoneyByDonor, MoneyAnswer>, MoneyByDonorHandler>()
            .AddTransient<IRequestHandler<RollUpResults, RollUpAnswer>, RollUpResultsHandler>()
            .AddTransient<IRequestHandler<ListResults, ResultsListed>, ListResultsHandler>()
            .AddTransient<IRequestHandler<ReadMemberState, MemberStateRead?>, ReadMemberStateHandler>()
            .AddTransient<IRequestHandler<EarlierLessons, Items<EarlierLesson>>, EarlierLessonsHandler>()
            .AddTransient<IRequestHandler<SimilarEngagements, Items<PortfolioRow>>, SimilarEngagementsHandler>()
            .AddTransient<IRequestHandler<MyTasks, MyTasksAnswer>, MyTasksHandler>()
            .AddTransient<IRequestHandler<MyReviews, Items<MyReview>>, MyReviewsHandler>()
            .AddTransient<IRequestHandler<CoverageOfState, StateCoverage?>, CoverageOfStateHandler>()
            .AddTransient<IRequestHandler<CoverageAcrossStates, CoverageTable?>, CoverageAcrossStatesHandler>()
            .AddTransient<IRequestHandler<ListProgrammes, Items<ListedProgramme>>, ListProgrammesHandler>()
            .AddTransient<IRequestHandler<ListOrganizations, Items<OrganizationWithTasks>>, ListOrganizationsHandler>();
    }
}

/// <summary>Makes the tables, before anything reads or writes them.</summary>
public sealed class PortfolioSetup : IHostedService
{
    private readonly PortfolioSchema _portfolio;
    private readonly OrganizationsSchema _organizations;
    private readonly OrganizationDirectory _directory;

    internal PortfolioSetup(PortfolioSchema portfolio, OrganizationsSchema organizations, OrganizationDirectory directory) =>
        (_portfolio, _organizations, _directory) = (portfolio, organizations, directory);

    /// <summary>Makes what is not there, and enters the organizations of the partner list.</summary>
    public async Task Prepare(CancellationToken cancellation = default)
    {
        await _portfolio.Prepare(cancellation);
        await _organizations.Prepare(cancellation);
        await _directory.EnterListed(cancellation);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Prepare(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
