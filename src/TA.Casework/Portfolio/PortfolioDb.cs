using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The read model. Its tables can be dropped and made again from the grains at any time. These are the rows of today; <see cref="AsOfDb"/> reads those of an earlier day in the same way.</summary>
internal class PortfolioDb : DbContext
{
    /// <summary>The rows of today.</summary>
    public PortfolioDb(DbContextOptions<PortfolioDb> options) : base(options)
    {
    }

    /// <summary>The same rows, read or kept in another way.</summary>
    protected PortfolioDb(DbContextOptions options) : base(options)
    {
    }

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

    /// <summary>Whether the person may know of an engagement.</summary>
    public virtual Expression<Func<EngagementRow, bool>> Sees(Actor actor) => Visibility.Of(actor);

    /// <summary>The engagements that the person may know of.</summary>
    public IQueryable<EngagementRow> Visible(Actor actor) => Engagements.Where(Sees(actor));

    /// <summary>
    /// The same, by a way that costs what there is to see, not what there is: a partner that takes part in few engagements is asked for these alone. Where it takes part in many, going through all in
    /// order meets enough of them soon.
    /// </summary>
    public async Task<IQueryable<EngagementRow>> Narrowed(Actor actor, CancellationToken cancellation)
    {
        if (Permissions.SeesAll(actor))
            return Visible(actor);
        var organization = actor.Organization.Value;
        var few = await Organizations.Where(o => o.Organization == organization && o.TakesPart).Select(o => o.Reference).Take(Few + 1).ToListAsync(cancellation);
        return few.Count > Few ? Visible(actor) : Visible(actor).Where(e => few.Contains(e.Reference));
    }

    private const int Few = 1_000;

    /// <summary>Texts stand in the order of their bytes on PostgreSQL too, whatever language its database was made for.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (Database.IsNpgsql())
            conventions.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        Tables(model);
        foreach (var row in Dated(model))
            row.Ignore(nameof(DatedRow.Until));
        Relations(model);
        Indexes(model);
        LegislationRows.Model(model);
        model.Entity<LearntRow>().ToTable("portfolio_learnt").HasKey(l => new { l.Reference, l.Id });
        StateTable(model);
    }

    /// <summary>How far the rows have come.</summary>
    protected static void StateTable(ModelBuilder model) => model.Entity<StateRow>(row =>
    {
        row.ToTable("portfolio_state").HasKey(s => s.Id);
        row.Property(s => s.Id).ValueGeneratedNever();
    });

    /// <summary>Tables and keys of the rows whose versions are kept.</summary>
    protected static void Tables(ModelBuilder model)
    {
        model.Entity<EngagementRow>().ToTable("portfolio_engagements").HasKey(e => e.Reference);
        model.Entity<OrganizationRow>().ToTable("portfolio_organizations").HasKey(o => new { o.Reference, o.Organization });
        model.Entity<OfficerRow>().ToTable("portfolio_officers").HasKey(o => new { o.Reference, o.User });
        model.Entity<TaskRow>().ToTable("portfolio_tasks").HasKey(t => new { t.Reference, t.Task });
        model.Entity<ContributionRow>().ToTable("portfolio_contributions").HasKey(c => new { c.Owner, c.Contribution });
        model.Entity<ProgrammeRow>().ToTable("portfolio_programmes").HasKey(p => p.Id);
        model.Entity<CoverageRow>().ToTable("portfolio_coverage").HasKey(c => c.Reference);
        model.Entity<ResultRow>().ToTable("portfolio_results").HasKey(r => new { r.Reference, r.Indicator, r.Year, r.Dimension, r.Category, r.TellsFrom });
        model.Entity<BalanceRow>().ToTable("portfolio_balances").HasKey(b => b.Reference);
    }

    /// <summary>The rows whose versions are kept.</summary>
    protected static List<EntityTypeBuilder> Dated(ModelBuilder model) =>
        [.. model.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(DatedRow).IsAssignableFrom).Select(type => model.Entity(type))];

    /// <summary>How these rows hang together.</summary>
    protected static void Relations(ModelBuilder model)
    {
        model.Entity<EngagementRow>(row =>
        {
            row.HasMany(e => e.Organizations).WithOne().HasForeignKey(o => o.Reference);
            row.HasMany(e => e.Officers).WithOne().HasForeignKey(o => o.Reference);
        });
        model.Entity<TaskRow>().HasOne(t => t.Engagement).WithMany().HasForeignKey(t => t.Reference);
        model.Entity<CoverageRow>().HasOne(c => c.Engagement).WithMany().HasForeignKey(c => c.Reference);
    }

    private void Indexes(ModelBuilder model)
    {
        model.Entity<EngagementRow>(row =>
        {
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
        model.Entity<OrganizationRow>().HasIndex(o => new { o.Organization, o.TakesPart, o.Reference });
        model.Entity<OfficerRow>().HasIndex(o => new { o.User, o.Reference });
        model.Entity<TaskRow>(row =>
        {
            row.HasIndex(t => new { t.Organization, t.Standing, t.Due, t.Reference, t.Task, t.State });
            row.HasIndex(t => new { t.Organization, t.AcceptedOn });
            row.HasIndex(t => t.Person);
        });
        model.Entity<ResultRow>().HasIndex(r => new { r.Indicator, r.Year, r.Reference });
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
