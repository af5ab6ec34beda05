using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TA.Casework.Portfolio;

/// <summary>The read model. Its tables can be dropped and made again from the grains at any time.</summary>
internal sealed class PortfolioDb(DbContextOptions<PortfolioDb> options) : DbContext(options)
{
    public DbSet<EngagementRow> Engagements => Set<EngagementRow>();

    public DbSet<OrganizationRow> Organizations => Set<OrganizationRow>();

    public DbSet<OfficerRow> Officers => Set<OfficerRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<ContributionRow> Contributions => Set<ContributionRow>();

    public DbSet<ProgrammeRow> Programmes => Set<ProgrammeRow>();

    public DbSet<CoverageRow> Coverage => Set<CoverageRow>();

    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();

    public DbSet<ResultRow> Results => Set<ResultRow>();

    public DbSet<BalanceRow> Balances => Set<BalanceRow>();

    public DbSet<LearntRow> Learnt => Set<LearntRow>();

    public DbSet<StateRow> State => Set<StateRow>();

    /// <summary>Texts stand in the order of their bytes on PostgreSQL too, whatever language its database was made for.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (Database.IsNpgsql())
            conventions.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<EngagementRow>(row =>
        {
            row.ToTable("portfolio_engagements").HasKey(e => e.Reference);
            row.HasMany(e => e.Organizations).WithOne().HasForeignKey(o => o.Reference);
            row.HasMany(e => e.Officers).WithOne().HasForeignKey(o => o.Reference);

            // What the sweep compares, without a look at the wide rows.
            row.HasIndex(e => new { e.Reference, e.Tag, e.Version });

            // All that filters and visibility ask for: counts go through this index once. An entry of PostgreSQL's has 2.7 KB at most, which many partners exceed.
            if (Database.IsSqlite())
                row.HasIndex(e => new
                {
                    e.Classification, e.MemberState, e.Region, e.Topics, e.Workstreams, e.State, e.HasHealth, e.IsBlocked, e.LateFrom, e.AtRiskFrom, e.LeadOffice,
                    e.LeadOfficer, e.Partners, e.Programme, e.ChangedAt, e.Reference,
                }, "portfolio_facets");
            row.HasIndex(e => e.Sequence);
            row.HasIndex(e => new { e.NextDue, e.Reference });
            row.HasIndex(e => new { e.ChangedAt, e.Reference });
            row.HasIndex(e => new { e.TitleOrder, e.Reference });
            row.HasIndex(e => new { e.MemberStateOrder, e.Reference });
            row.HasIndex(e => new { e.Programme, e.Reference });
            row.HasIndex(e => new { e.ImportedRow, e.Reference });
        });
        model.Entity<OrganizationRow>(row =>
        {
            row.ToTable("portfolio_organizations").HasKey(o => new { o.Reference, o.Organization });
            row.HasIndex(o => new { o.Organization, o.TakesPart, o.Reference });
        });
        model.Entity<OfficerRow>(row =>
        {
            row.ToTable("portfolio_officers").HasKey(o => new { o.Reference, o.User });
            row.HasIndex(o => new { o.User, o.Reference });
        });
        model.Entity<TaskRow>(row =>
        {
            row.ToTable("portfolio_tasks").HasKey(t => new { t.Reference, t.Task });
            row.HasOne(t => t.Engagement).WithMany().HasForeignKey(t => t.Reference);
            row.HasIndex(t => new { t.Organization, t.Standing, t.Due, t.Reference, t.Task });
            row.HasIndex(t => new { t.Organization, t.AcceptedOn });
            row.HasIndex(t => t.Person);
        });
        model.Entity<ContributionRow>().ToTable("portfolio_contributions").HasKey(c => new { c.Owner, c.Contribution });
        LegislationRows.Model(model);
        model.Entity<ResultRow>(row =>
        {
            row.ToTable("portfolio_results").HasKey(r => new { r.Reference, r.Indicator, r.Year, r.Dimension, r.Category });
            row.HasIndex(r => new { r.Indicator, r.Year, r.Reference });
        });
        model.Entity<BalanceRow>().ToTable("portfolio_balances").HasKey(b => b.Reference);
        model.Entity<LearntRow>().ToTable("portfolio_learnt").HasKey(l => new { l.Reference, l.Id });
        model.Entity<ProgrammeRow>().ToTable("portfolio_programmes").HasKey(p => p.Id);
        model.Entity<StateRow>(row =>
        {
            row.ToTable("portfolio_state").HasKey(s => s.Id);
            row.Property(s => s.Id).ValueGeneratedNever();
        });
    }
}

/// <summary>What every connection of the read model is told. A commit that a power failure takes away is found by the sweep, so that the disk is not waited for.</summary>
internal sealed class PortfolioPragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
