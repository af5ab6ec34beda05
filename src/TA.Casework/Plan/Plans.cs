using MediatR;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Plan;

/// <summary>The plan of an engagement with its forecast for today, as far as the person may see it; null when the engagement does not exist for that person.</summary>
/// <param name="Reference">The engagement.</param>
/// <param name="Actor">Who reads.</param>
/// <param name="Baseline">The number of the baseline to compare; null is the newest.</param>
public sealed record ReadPlan(EngagementReference Reference, Actor Actor, int? Baseline = null) : IRequest<PlanReading?>, IActed, IAbout;

/// <summary>What would happen if tasks or gates took place later; nothing is kept of it.</summary>
/// <param name="Reference">The engagement.</param>
/// <param name="Slips">What takes place later.</param>
/// <param name="Actor">Who asks: somebody who sees the whole engagement.</param>
public sealed record AskWhatIf(EngagementReference Reference, Items<Slip> Slips, Actor Actor) : IRequest<WhatIfResult>, IActed, IAbout;

/// <summary>The answer, or why there is none.</summary>
public sealed record WhatIfResult(long Version, WhatIfAnswer? Answer, Refusal? Refusal);

internal sealed class ReadPlanHandler(IGrainFactory grains, TimeProvider clock) : IRequestHandler<ReadPlan, PlanReading?>
{
    public async Task<PlanReading?> Handle(ReadPlan request, CancellationToken cancellationToken) =>
        await grains.Engagement(request.Reference).Read() is { } engagement && Permissions.MaySee(request.Actor, engagement)
            ? PlanReading.Of(engagement, request.Actor, clock.Today(), request.Baseline)
            : null;
}

internal sealed class AskWhatIfHandler(IGrainFactory grains, TimeProvider clock) : IRequestHandler<AskWhatIf, WhatIfResult>
{
    public async Task<WhatIfResult> Handle(AskWhatIf request, CancellationToken cancellationToken)
    {
        if (await grains.Engagement(request.Reference).Read() is not { } engagement || !Permissions.MaySee(request.Actor, engagement))
            return new(0, null, new EngagementUnknown(request.Reference));
        if (!Permissions.SeesAll(request.Actor))
            return new(engagement.Version, null, new OfficersOnly());
        var (answer, refusal) = WhatIf.Ask(engagement, request.Slips, clock.Today());
        return new(engagement.Version, answer, refusal);
    }
}

internal static class Days
{
    /// <summary>The day, UTC.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
