using Xunit;

namespace TA.Casework.Tests.Portfolio;

/// <summary>Which database a class of tests runs on.</summary>
public enum On
{
    Sqlite,
    PostgreSql,
}

/// <summary>Tests of the read model: each class of them runs on SQLite and on PostgreSQL, which must give the same answers.</summary>
public abstract class PortfolioTests(On database)
{
    internal On Database => database;

    private protected Task<PortfolioAtHand> Open(TimeProvider? clock = null) => PortfolioAtHand.Open(database, clock);

    private protected Task<PortfolioAtHand> WithSeeded(int count) => PortfolioAtHand.WithSeeded(database, count);
}

public sealed class AsOfOnSqlite() : AsOfTests(On.Sqlite);

public sealed class AsOfOnPostgreSql() : AsOfTests(On.PostgreSql);

public sealed class ReadOnlyOnSqlite() : ReadOnlyPortfolio(On.Sqlite);

public sealed class ReadOnlyOnPostgreSql() : ReadOnlyPortfolio(On.PostgreSql);

public sealed class ListPortfolioOnSqlite(ReadOnlyOnSqlite shared) : ListPortfolioTests(shared), IClassFixture<ReadOnlyOnSqlite>;

public sealed class ListPortfolioOnPostgreSql(ReadOnlyOnPostgreSql shared) : ListPortfolioTests(shared), IClassFixture<ReadOnlyOnPostgreSql>;

public sealed class PagingOnSqlite(ReadOnlyOnSqlite shared) : PagingTests(shared), IClassFixture<ReadOnlyOnSqlite>;

public sealed class PagingOnPostgreSql(ReadOnlyOnPostgreSql shared) : PagingTests(shared), IClassFixture<ReadOnlyOnPostgreSql>;

public sealed class CoverageOnSqlite() : CoverageTests(On.Sqlite);

public sealed class CoverageOnPostgreSql() : CoverageTests(On.PostgreSql);

public sealed class MoneyByDonorOnSqlite() : MoneyByDonorTests(On.Sqlite);

public sealed class MoneyByDonorOnPostgreSql() : MoneyByDonorTests(On.PostgreSql);

public sealed class MyTasksOnSqlite() : MyTasksTests(On.Sqlite);

public sealed class MyTasksOnPostgreSql() : MyTasksTests(On.PostgreSql);

public sealed class OrganizationsAndProgrammesOnSqlite() : OrganizationsAndProgrammesTests(On.Sqlite);

public sealed class OrganizationsAndProgrammesOnPostgreSql() : OrganizationsAndProgrammesTests(On.PostgreSql);

public sealed class PortfolioCsvOnSqlite() : PortfolioCsvTests(On.Sqlite);

public sealed class PortfolioCsvOnPostgreSql() : PortfolioCsvTests(On.PostgreSql);

public sealed class ProjectionOnSqlite() : ProjectionTests(On.Sqlite);

public sealed class ProjectionOnPostgreSql() : ProjectionTests(On.PostgreSql);

public sealed class RollUpOnSqlite() : RollUpTests(On.Sqlite);

public sealed class RollUpOnPostgreSql() : RollUpTests(On.PostgreSql);

public sealed class SearchOnSqlite() : SearchTests(On.Sqlite);

public sealed class SearchOnPostgreSql() : SearchTests(On.PostgreSql);

public sealed class SweepOnSqlite() : SweepTests(On.Sqlite);

public sealed class SweepOnPostgreSql() : SweepTests(On.PostgreSql);

public sealed class VisibilityOnSqlite() : VisibilityTests(On.Sqlite);

public sealed class VisibilityOnPostgreSql() : VisibilityTests(On.PostgreSql);
