using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The rows as they stood at the end of a UTC day, by the same names as those of today, so that every query reads either. Nothing can be written through it.</summary>
internal sealed class AsOfDb(DbContextOptions<AsOfDb> options) : PortfolioDb(options)
{
    /// <summary>The day; to be set before the first query.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Then, by what the engagement was, and now, by what it is: neither alone may tell of it.</summary>
    public override Expression<Func<EngagementRow, bool>> Sees(Actor actor)
    {
        if (Visibility.SeesEverything(actor))
            return base.Sees(actor);
        var now = Set<NowRow>().Where(Visibility.Now(actor));
        return base.Sees(actor).And(e => now.Any(n => n.Reference == e.Reference));
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        PastDb.Kept(model);
        Relations(model);
        StateTable(model);
        model.Entity<NowRow>(row =>
        {
            row.ToTable("portfolio_engagements").HasKey(e => e.Reference);
            row.HasMany(e => e.Organizations).WithOne().HasForeignKey(o => o.Reference);
            row.HasMany(e => e.Officers).WithOne().HasForeignKey(o => o.Reference);
        });
        model.Entity<NowOrganizationRow>().ToTable("portfolio_organizations").HasKey(o => new { o.Reference, o.Organization });
        model.Entity<NowOfficerRow>().ToTable("portfolio_officers").HasKey(o => new { o.Reference, o.User });
        Both<EngagementRow>(model);
        Both<OrganizationRow>(model);
        Both<OfficerRow>(model);
        Both<TaskRow>(model);
        Both<ContributionRow>(model);
        Both<ProgrammeRow>(model);
        Both<CoverageRow>(model);
        Both<ResultRow>(model);
        Both<BalanceRow>(model);
    }

    /// <summary>Versions of the past and rows of today, of which the condition lets through what stood at the end of the day.</summary>
    private void Both<TRow>(ModelBuilder model) where TRow : DatedRow
    {
        EntityTypeBuilder<TRow> row = model.Entity<TRow>();
        var today = row.Metadata.GetTableName()!;
        var columns = string.Join(", ", row.Metadata.GetProperties().Select(p => p.Name).Where(name => name != nameof(DatedRow.Until)).Select(name => $"\"{name}\""));
        var ever = Database.IsSqlite() ? "CAST('9999-12-31' AS TEXT)" : "DATE 'infinity'";
        row.ToTable((string?)null);
        row.ToSqlQuery(
            $"""
            SELECT {columns}, "Until" FROM "{PastDb.Prefix}{today["portfolio_".Length..]}"
            UNION ALL SELECT {columns}, {ever} AS "Until" FROM "{today}"
            """);
        row.HasQueryFilter(r => r.Since <= Day && r.Until > Day);
    }
}
