using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Grains;
using TA.Casework.Legislation;
using TA.Casework.Plan;
using TA.Casework.Telemetry;
using TA.Engagements;

namespace TA.Casework.UseCases;

/// <summary>Every request has somebody who asks, is traced, counted and logged, ends with the process, and is answered before whoever waits for it gives up.</summary>
internal sealed class ActedAndTraced<TRequest, TResponse>(Patience patience, Measures measures, CommandLog log) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is IActed { Actor: null or { Roles: ActorRoles.None } })
            throw new UnauthorizedAccessException($"{typeof(TRequest).Name} without anybody who asks.");
        var commanding = request as ICommanding;
        var about = (request as IAbout)?.Reference.ToString();
        using var activity = Traces.Source.StartActivity(typeof(TRequest).Name);
        activity?.SetTag("ta.engagement", about).SetTag("ta.command", commanding?.CommandName);
        using var scope = log.Begin(about, commanding?.CommandId);
        try
        {
            var answer = await next().WaitAsync(request is IBulk ? Timeout.InfiniteTimeSpan : patience.Longest, patience.Ended);
            if (answer is Outcome outcome && commanding is not null)
            {
                Tell(commanding, outcome);
                activity?.SetTag("ta.engagement", outcome.Reference).SetTag("ta.outcome", outcome.Kind.ToString()).SetTag("ta.refusal", outcome.Refusal?.GetType().Name);
            }

            return answer;
        }
        catch (Exception fault)
        {
            // What the command has begun goes on, and may be kept.
            if (commanding is not null)
            {
                log.NoAnswer(about ?? "", fault);
                Tell(commanding, Outcome.Unknown(about ?? ""));
            }

            activity?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            if (fault is OperationCanceledException && patience.Ended.IsCancellationRequested)
                throw new StoppingException();
            throw;
        }
    }

    private void Tell(ICommanding command, Outcome outcome)
    {
        measures.Answered(command.CommandName, outcome);
        switch (outcome.Kind)
        {
            case OutcomeKind.Accepted:
                log.Accepted(outcome.Reference, command.CommandName, outcome.Version);
                break;
            case OutcomeKind.Refused:
                log.Refused(outcome.Reference, command.CommandName, outcome.Refusal!.GetType().Name);
                break;
            case OutcomeKind.NothingToDo:
                log.ChangesNothing(outcome.Reference, command.CommandName);
                break;
            case OutcomeKind.Unknown:
                log.Unknown(outcome.Reference, command.CommandName, command.CommandId);
                break;
        }
    }
}

/// <summary>Registers the use cases.</summary>
public static class UseCaseRegistration
{
    /// <summary>Adds MediatR and the use cases of engagements and programmes.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddMeasures()
        .AddTransient<ServiceFactory>(provider => provider.GetRequiredService)
        .AddTransient<IMediator, Mediator>()
        .AddTransient(typeof(IPipelineBehavior<,>), typeof(ActedAndTraced<,>))
        .AddSingleton<Patience>()
        .AddSingleton<Answered>()
        .AddSingleton<Telling>()
        .AddSingleton<ThingsOfCommands>()
        .AddTransient<IRequestHandler<ChangeEngagementRequest, Outcome>, ChangeEngagementHandler>()
        .AddTransient<IRequestHandler<OpenEngagementRequest, Outcome>, OpenEngagementHandler>()
        .AddTransient<IRequestHandler<ChangeProgrammeRequest, Outcome>, ChangeProgrammeHandler>()
        .AddTransient<IRequestHandler<ReadEngagement, Engagement?>, ReadEngagementHandler>()
        .AddTransient<IRequestHandler<ReadHistory, IReadOnlyList<HistoryEntry>?>, ReadHistoryHandler>()
        .AddTransient<IRequestHandler<ReadHistoryPage, HistoryPage?>, ReadHistoryPageHandler>()
        .AddTransient<IRequestHandler<ReadPlan, PlanReading?>, ReadPlanHandler>()
        .AddTransient<IRequestHandler<AskWhatIf, WhatIfResult>, AskWhatIfHandler>()
        .AddTransient<IRequestHandler<ReadCalendar, PublicCalendar?>, ReadCalendarHandler>()
        .AddTransient<IRequestHandler<ChangeCalendarRequest, Outcome>, ChangeCalendarHandler>()
        .AddTransient<IRequestHandler<AddDraft, DraftAnswer>, AddDraftHandler>()
        .AddTransient<IRequestHandler<CloseRound, Outcome>, CloseRoundHandler>()
        .AddTransient<IRequestHandler<ReadDraft, DraftRead?>, ReadDraftHandler>()
        .AddTransient<IRequestHandler<CompareDrafts, DraftComparison?>, CompareDraftsHandler>()
        .AddTransient<IRequestHandler<ReadRound, RoundRead?>, ReadRoundHandler>()
        .AddTransient<IRequestHandler<ReadProgramme, Programme?>, ReadProgrammeHandler>();
}
