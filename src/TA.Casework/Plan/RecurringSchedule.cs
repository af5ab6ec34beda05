using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TA.Casework.Exchange;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Engagements;

namespace TA.Casework.Plan;

/// <summary>
/// Adds the next occurrence of recurring tasks on the day it is due. Every 20 s one process, which a lease names, looks for engagements whose day has come; the read model knows the day.
/// Commands have identifiers that follow from the task and its number, so that it does not matter how often one is given.
/// </summary>
internal sealed partial class RecurringSchedule(
    IDbContextFactory<PortfolioDb> databases, Leases leases, IGrainFactory grains, TimeProvider clock, ILogger<RecurringSchedule> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly Actor Product = new(new("system"), "TA", ActorRoles.System, OrganizationId.Unodc);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await leases.Take("recurring", Lease, stoppingToken))
                    await Run(clock.Today(), stoppingToken);
                await Task.Delay(Between, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFailed(fault);
                await Task.Delay(Between, CancellationToken.None);
            }
        }
    }

    /// <summary>Adds what is due on a day.</summary>
    private async Task Run(DateOnly today, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var due = await db.Engagements.Where(e => e.RepeatsOn <= today).Select(e => e.Reference).ToListAsync(cancellation);
        foreach (var reference in due)
        {
            var grain = grains.GetGrain<IEngagementGrain>(reference);
            if (await grain.Read() is not { } engagement)
                continue;
            foreach (var command in RecurringTasks.Due(engagement, today).ToList())
            {
                var outcome = await grain.Execute(new(DerivedId.Of("repeat", reference, $"{command.Task}", $"{command.Number}"), Product, command));
                if (outcome.Kind == OutcomeKind.Refused)
                    LogRefused(reference, command.Task.Value, outcome.Refusal!);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Recurring tasks could not be looked through; it is tried again")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "{Engagement}: the recurring task {Task} is not added: {Refusal}")]
    private partial void LogRefused(string engagement, string task, Refusal refusal);
}

/// <summary>Registers what happens to plans as days pass.</summary>
public static class PlanRegistration
{
    /// <summary>Adds recurring tasks on the days they are due.</summary>
    public static IServiceCollection AddRecurringTasks(this IServiceCollection services) => services.AddHostedService<RecurringSchedule>();
}
