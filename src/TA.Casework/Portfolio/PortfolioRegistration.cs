using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TA.Casework.Installations;
using TA.Casework.Mail;
using TA.Casework.Organizations;
using TA.Casework.Storage;
using TA.Casework.Telemetry;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Registers the read model.</summary>
public static class PortfolioRegistration
{
    /// <summary>
    /// The read model and the organizations in one database, which accounts may share. With <paramref name="atWork"/> a hosted writer and the sweep keep it up to date; without, as for a verb that
    /// rebuilds or verifies, nothing runs by itself and <see cref="PortfolioSetup.Prepare"/> is called by hand.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="database">Where. The tables of a SQLite file are made or brought up to date at the start; those of PostgreSQL by <see cref="PortfolioSetup.Prepare"/> only.</param>
    /// <param name="sources">What the sweep reads from the grain storage.</param>
    /// <param name="atWork">Whether hosted services run.</param>
    public static IServiceCollection AddPortfolio(this IServiceCollection services, SqlDatabase database, Func<IServiceProvider, PortfolioSources> sources, bool atWork = true)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMeasures();
        // Connections to a file are pooled by their string, and the read model's ask less of the disk than others: its string is its own.
        void ForReading(DbContextOptionsBuilder options)
        {
            database.Use(options, patience: 20).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
            if (database.File is not null)
                options.AddInterceptors(new PortfolioPragmas());
        }

        services.AddPooledDbContextFactory<PortfolioDb>(ForReading);
        services.AddPooledDbContextFactory<AsOfDb>(ForReading);
        services.AddPooledDbContextFactory<OrganizationsDb>(o => database.Use(o).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddSingleton(sources);
        services.AddSingleton<PortfolioReader>();
        services.AddSingleton<PortfolioSchema>();
        services.AddSingleton<OrganizationsSchema>();
        services.AddSingleton<PortfolioStore>();
        services.AddSingleton(p => new PortfolioComparison(p.GetRequiredService<IDbContextFactory<PortfolioDb>>()));
        services.AddSingleton(p => new PortfolioFilling(p.GetRequiredService<IDbContextFactory<PortfolioDb>>()));
        services.AddSingleton<FacetIndex>();
        services.AddSingleton<Leases>();
        services.AddSingleton(new UnfinishedCopy(database));
        services.AddSingleton(p => new PortfolioSetup(
            p.GetRequiredService<PortfolioSchema>(), p.GetRequiredService<OrganizationsSchema>(), p.GetRequiredService<OrganizationDirectory>(), p.GetRequiredService<UnfinishedCopy>(),
            makesAtStart: database.File is not null));
        services.AddSingleton<RecentWrites>();
        services.AddSingleton(p => new OrganizationDirectory(p.GetRequiredService<IDbContextFactory<OrganizationsDb>>()));
        services.AddSingleton<KnowsOrganization>(p => async (organization, cancellation) => await p.GetRequiredService<OrganizationDirectory>().Find(organization, cancellation) is not null);
        services.AddSingleton(p => new Projection(p.GetRequiredService<PortfolioStore>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<Measures>(), p.GetRequiredService<ILogger<Projection>>()));
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
            .AddTransient<IRequestHandler<ListBalances, BalancesListed>, ListBalancesHandler>()
            .AddTransient<IRequestHandler<ReadMemberState, MemberStateRead?>, ReadMemberStateHandler>()
            .AddTransient<IRequestHandler<ListMemberStates, Items<MemberStateListed>>, ListMemberStatesHandler>()
            .AddTransient<IRequestHandler<EarlierLessons, Items<EarlierLesson>>, EarlierLessonsHandler>()
            .AddTransient<IRequestHandler<SimilarEngagements, Items<PortfolioRow>>, SimilarEngagementsHandler>()
            .AddTransient<IRequestHandler<MyTasks, MyTasksAnswer>, MyTasksHandler>()
            .AddTransient<IRequestHandler<MyReviews, Items<MyReview>>, MyReviewsHandler>()
            .AddTransient<IRequestHandler<CoverageOfState, StateCoverage?>, CoverageOfStateHandler>()
            .AddTransient<IRequestHandler<CoverageAcrossStates, CoverageTable?>, CoverageAcrossStatesHandler>()
            .AddTransient<IRequestHandler<StatesOfProvision, ProvisionInStates?>, StatesOfProvisionHandler>()
            .AddTransient<IRequestHandler<ListProgrammes, Items<ListedProgramme>>, ListProgrammesHandler>()
            .AddTransient<IRequestHandler<ListOrganizations, Items<OrganizationWithTasks>>, ListOrganizationsHandler>()
            .AddTransient<IRequestHandler<EnterNewOrganization, OrganizationEntered>, EnterNewOrganizationHandler>();
    }
}

/// <summary>Sees to the tables, before anything reads or writes them.</summary>
public sealed class PortfolioSetup : IHostedService
{
    private readonly PortfolioSchema _portfolio;
    private readonly OrganizationsSchema _organizations;
    private readonly OrganizationDirectory _directory;
    private readonly UnfinishedCopy _copy;
    private readonly bool _makesAtStart;

    internal PortfolioSetup(PortfolioSchema portfolio, OrganizationsSchema organizations, OrganizationDirectory directory, UnfinishedCopy copy, bool makesAtStart) =>
        (_portfolio, _organizations, _directory, _copy, _makesAtStart) = (portfolio, organizations, directory, copy, makesAtStart);

    /// <summary>Makes what is not there, and enters the organizations of the partner list.</summary>
    public async Task Prepare(CancellationToken cancellation = default)
    {
        await _portfolio.Prepare(cancellation);
        await _organizations.Prepare(cancellation);
        await _directory.EnterListed(cancellation);
    }

    /// <summary>Makes the models of the read model, the organizations and the mails, which EF Core otherwise makes when the first question is asked.</summary>
    public static void MakeModels(IServiceProvider services)
    {
        MakeModel<PortfolioDb>(services);
        MakeModel<OrganizationsDb>(services);
        MakeModel<MailDb>(services);
    }

    private static void MakeModel<TDb>(IServiceProvider services) where TDb : DbContext
    {
        using var db = services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext();
        _ = db.Model;
    }

    /// <summary>Looks whether the tables of a server are there.</summary>
    /// <exception cref="NotMigratedException">They are not those of this release.</exception>
    public async Task Check(CancellationToken cancellation = default)
    {
        await _portfolio.Check(cancellation);
        await _organizations.Check(cancellation);
    }

    /// <summary>Makes the tables of a file, which is this process's own. Those of a server are only looked at.</summary>
    /// <exception cref="NotMigratedException">They are not those of this release.</exception>
    /// <exception cref="UnfinishedCopyException">A copy into this installation was not finished.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await (_makesAtStart ? Prepare(cancellationToken) : Check(cancellationToken));
        await _copy.Check(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
