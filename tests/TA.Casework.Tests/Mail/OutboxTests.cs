using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Mail;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.Tests.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Mail;

/// <summary>Two processes at one outbox.</summary>
public sealed class OutboxTests
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.PostgreSql)]
    public async Task Who_stood_still_while_another_had_the_turn_puts_nothing_in_that_was_sent(On kind)
    {
        var file = Path.GetTempFileName();
        var server = kind == On.Sqlite ? null : await (await PostgreSqlServer.Shared()).NewDatabase();
        await using var database = server is null ? SqlDatabase.OnSqlite(file) : SqlDatabase.OnPostgreSql(server);
        await using var services = new ServiceCollection().AddLogging().AddPortfolio(database, _ => new StoredStates().Sources)
            .AddPooledDbContextFactory<MailDb>(o => database.Use(o).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)).AddSingleton<MailSchema>().BuildServiceProvider();
        await services.GetRequiredService<PortfolioSetup>().Prepare();
        var (slow, fast) = (Outbox(), Outbox());
        await slow.MakeTables();
        await slow.Prepare(default);
        var engagement = Seeded.Engagement(0, new(2026, 3, 2)).Engagement!;
        News Of(long version) => new(engagement with { Version = version }, [], $"t{version}");
        await slow.Changed(default);
        await slow.Keep(Of(3), [Mail(3)], default);

        // The fast one has the turn: it looks further, and sends.
        await fast.Changed(default);
        await fast.Keep(Of(5), [Mail(4), Mail(5)], default);
        foreach (var mail in await fast.Due(10, default))
            await fast.Done(mail, default);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.Keep(Of(4), [Mail(4)], default));
        Assert.Empty(await slow.Due(10, default));
        // From then on it goes by what is there.
        await slow.Changed(default);
        await slow.Keep(Of(6), [Mail(6)], default);
        Assert.Equal("6", Assert.Single(await slow.Due(10, default)).Id);

        Outbox Outbox() => new(
            services.GetRequiredService<IDbContextFactory<MailDb>>(), services.GetRequiredService<MailSchema>(), new NoCatalogue(), null!, services.GetRequiredService<Leases>(), TimeProvider.System, makesTables: true);
    }

    private static WaitingMail Mail(int version) => new() { Id = $"{version}", Account = "a", Subject = "s", Body = "b", Since = version };

    private sealed class NoCatalogue : IEngagementCatalogue
    {
        public IAsyncEnumerable<CatalogueEntry> List(string stateName, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<CatalogueEntry>();

        public Task<int> Count(string stateName, CancellationToken cancellationToken = default) => Task.FromResult(0);
    }
}
