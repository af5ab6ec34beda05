using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace TA.Casework.Portfolio;

/// <summary>
/// Versions of rows that stood at the end of an earlier day and stand no longer, each once for the days from <see cref="DatedRow.Since"/> until before <see cref="DatedRow.Until"/>. A day with many changes
/// leaves one version, and a row that does not change leaves none. This context makes and fills the tables; <see cref="AsOfDb"/> reads them.
/// </summary>
internal sealed class PastDb : PortfolioDb
{
    /// <summary>What the names of these tables begin with, before the name of the table of today.</summary>
    public const string Prefix = "portfolio_past_";

    private PastDb(DbContextOptions<PastDb> options) : base(options)
    {
    }

    /// <summary>The tables over the connection of another context, and in its transaction.</summary>
    public static PastDb Beside(PortfolioDb db)
    {
        var options = new DbContextOptionsBuilder<PastDb>();
        var connection = db.Database.GetDbConnection();
        if (db.Database.IsSqlite())
            options.UseSqlite(connection);
        else
            options.UseNpgsql(connection);
        var past = new PastDb(options.Options);
        past.Database.UseTransaction(db.Database.CurrentTransaction?.GetDbTransaction());
        past.ChangeTracker.AutoDetectChangesEnabled = false;
        return past;
    }

    /// <summary>Removes all of an engagement or programme.</summary>
    public async Task Remove(string key, CancellationToken cancellation)
    {
        await Engagements.Where(e => e.Reference == key).ExecuteDeleteAsync(cancellation);
        await Organizations.Where(o => o.Reference == key).ExecuteDeleteAsync(cancellation);
        await Officers.Where(o => o.Reference == key).ExecuteDeleteAsync(cancellation);
        await Tasks.Where(t => t.Reference == key).ExecuteDeleteAsync(cancellation);
        await Contributions.Where(c => c.Owner == key).ExecuteDeleteAsync(cancellation);
        await Programmes.Where(p => p.Id == key).ExecuteDeleteAsync(cancellation);
        await Coverage.Where(c => c.Reference == key).ExecuteDeleteAsync(cancellation);
        await Results.Where(r => r.Reference == key).ExecuteDeleteAsync(cancellation);
        await Balances.Where(b => b.Reference == key).ExecuteDeleteAsync(cancellation);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        Kept(model);
        model.Ignore<StateRow>();
        foreach (var row in Dated(model))
        {
            row.ToTable(Prefix + row.Metadata.GetTableName()!["portfolio_".Length..]);
            row.HasKey([.. row.Metadata.FindPrimaryKey()!.Properties.Select(p => p.Name), nameof(DatedRow.Since)]);
        }

        model.Entity<EngagementRow>(row =>
        {
            row.Ignore(e => e.Organizations);
            row.Ignore(e => e.Officers);
            row.HasIndex(e => e.Sequence);

            // A page walks these beside those of today, and meets few versions of other days on its way to its last row.
            row.HasIndex(e => new { e.NextDue, e.Reference, e.Since, e.Until });
            row.HasIndex(e => new { e.ChangedAt, e.Reference, e.Since, e.Until });
            row.HasIndex(e => new { e.TitleOrder, e.Reference, e.Since, e.Until });
            row.HasIndex(e => new { e.MemberStateOrder, e.Reference, e.Since, e.Until });
            row.HasIndex(e => new { e.Programme, e.Reference, e.Since, e.Until });
            if (Database.IsSqlite())
                row.HasIndex(e => new
                {
                    e.Since, e.Until, e.Classification, e.MemberState, e.Region, e.Topics, e.Workstreams, e.State, e.HasHealth, e.IsBlocked, e.LateFrom, e.AtRiskFrom, e.LeadOffice,
                    e.LeadOfficer, e.Partners, e.Programme, e.ChangedAt, e.Reference,
                }, "portfolio_past_facets");
            else
                row.HasIndex(e => new { e.Since, e.Until });
        });
        model.Entity<OrganizationRow>().HasIndex(o => new { o.Organization, o.TakesPart, o.Reference, o.Since, o.Until });
        model.Entity<TaskRow>().Ignore(t => t.Engagement);
        model.Entity<CoverageRow>().Ignore(c => c.Engagement);
    }

    /// <summary>The rows and columns of which earlier versions are kept. Reviews and lessons are asked for as they are today only, tag and head serve the sweep.</summary>
    internal static void Kept(ModelBuilder model)
    {
        Tables(model);
        model.Ignore<ReviewRow>();
        model.Ignore<LearntRow>();
        model.Entity<EngagementRow>(row =>
        {
            row.Ignore(e => e.Tag);
            row.Ignore(e => e.Head);
            row.Ignore(e => e.RepeatsOn);
            row.Ignore(e => e.ImportedRow);
        });
        model.Entity<ProgrammeRow>().Ignore(p => p.Tag);
    }
}
