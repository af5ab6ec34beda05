using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Compares the rows with what records say, for <c>verify</c>. It writes nothing.</summary>
public sealed class PortfolioComparison
{
    private readonly IDbContextFactory<PortfolioDb> _databases;

    internal PortfolioComparison(IDbContextFactory<PortfolioDb> databases) => _databases = databases;

    /// <summary>Where the rows of an engagement differ from its record, as table, key and column; none when they are the same. Tags are not compared.</summary>
    public async Task<Items<string>> Differences(EngagementRecord record, CancellationToken cancellation = default)
    {
        var wanted = EngagementRows.Of(record, null);
        var key = wanted.Engagement.Reference;
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var differences = new List<string>();
        Compare(db, await db.Engagements.Where(e => e.Reference == key).ToListAsync(cancellation), [wanted.Engagement], differences);
        Compare(db, await db.Organizations.Where(o => o.Reference == key).ToListAsync(cancellation), wanted.Organizations, differences);
        Compare(db, await db.Officers.Where(o => o.Reference == key).ToListAsync(cancellation), wanted.Officers, differences);
        Compare(db, await db.Tasks.Where(t => t.Reference == key).ToListAsync(cancellation), wanted.Tasks, differences);
        Compare(db, await db.Contributions.Where(c => c.Owner == key).ToListAsync(cancellation), wanted.Contributions, differences);
        Compare(db, await db.Coverage.Where(c => c.Reference == key).ToListAsync(cancellation), wanted.Coverage, differences);
        Compare(db, await db.Reviews.Where(r => r.Reference == key).ToListAsync(cancellation), wanted.Reviews, differences);
        Compare(db, await db.Results.Where(r => r.Reference == key).ToListAsync(cancellation), wanted.Results.Reached, differences);
        Compare(db, await db.Balances.Where(b => b.Reference == key).ToListAsync(cancellation), wanted.Results.Balance, differences);
        Compare(db, await db.Learnt.Where(l => l.Reference == key).ToListAsync(cancellation), wanted.Results.Learnt, differences);
        return differences.ToItems();
    }

    /// <summary>Where the rows of a programme differ from it.</summary>
    public async Task<Items<string>> Differences(Programme programme, CancellationToken cancellation = default)
    {
        var wanted = ProgrammeRows.Of(programme, null);
        var key = wanted.Programme.Id;
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var differences = new List<string>();
        Compare(db, await db.Programmes.Where(p => p.Id == key).ToListAsync(cancellation), [wanted.Programme], differences);
        Compare(db, await db.Contributions.Where(c => c.Owner == key).ToListAsync(cancellation), wanted.Contributions, differences);
        return differences.ToItems();
    }

    /// <summary>References and identifiers that have rows, in ordinal order: what storage does not know of them should not be there.</summary>
    public async IAsyncEnumerable<string> Keys([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await foreach (var key in db.Engagements.Select(e => e.Reference).Union(db.Programmes.Select(p => p.Id)).Union(db.Contributions.Select(c => c.Owner)).OrderBy(k => k).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return key;
    }

    private static void Compare<TRow>(PortfolioDb db, List<TRow> there, IReadOnlyList<TRow> wanted, List<string> differences) where TRow : class
    {
        var type = db.Model.FindEntityType(typeof(TRow))!;
        var keys = type.FindPrimaryKey()!.Properties;
        var others = type.GetProperties().Where(p => !p.IsPrimaryKey() && p.Name is not (nameof(EngagementRow.Tag) or nameof(EngagementRow.Sequence) or nameof(DatedRow.Since))).ToList();
        var left = there.ToDictionary(row => Key(keys, row));
        foreach (var row in wanted)
        {
            var key = Key(keys, row);
            if (!left.Remove(key, out var found))
                differences.Add($"{type.GetTableName()} {key}: missing");
            else
                differences.AddRange(others.Where(p => !Equals(Value(p, found), Value(p, row))).Select(p => $"{type.GetTableName()} {key}: {p.Name} is '{Value(p, found)}', not '{Value(p, row)}'"));
        }

        differences.AddRange(left.Keys.Select(key => $"{type.GetTableName()} {key}: should not be there"));
    }

    private static string Key(IReadOnlyList<IProperty> keys, object row) => string.Join(' ', keys.Select(k => Value(k, row)));

    private static object? Value(IProperty property, object row) => property.PropertyInfo!.GetValue(row);
}
