using MediatR;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Plan;

/// <summary>The working calendar of a Member State, or of the United Nations; null for anything else.</summary>
public sealed record ReadCalendar(string Of, Actor Actor) : IRequest<PublicCalendar?>, IActed;

/// <summary>Changes a working calendar for all engagements.</summary>
public sealed record ChangeCalendarRequest(string Of, Guid CommandId, ChangeCalendar Command, Actor Actor) : IRequest<Outcome>, IActed, ICommanding
{
    /// <inheritdoc/>
    public string CommandName => nameof(ChangeCalendar);
}

internal sealed class ReadCalendarHandler(IGrainFactory grains) : IRequestHandler<ReadCalendar, PublicCalendar?>
{
    public async Task<PublicCalendar?> Handle(ReadCalendar request, CancellationToken cancellationToken) =>
        HasCalendar(request.Of) && Permissions.SeesAll(request.Actor) ? await grains.GetGrain<IMemberStateGrain>(GrainKeys.MemberState(request.Of)).Calendar() : null;

    internal static bool HasCalendar(string of) => of == WorkingCalendars.UnitedNations || MemberStates.Find(of) is not null;
}

internal sealed class ChangeCalendarHandler(IGrainFactory grains, Answered answered) : IRequestHandler<ChangeCalendarRequest, Outcome>
{
    public async Task<Outcome> Handle(ChangeCalendarRequest request, CancellationToken cancellationToken)
    {
        if (!ReadCalendarHandler.HasCalendar(request.Of))
            return new(OutcomeKind.Refused, request.Of, 0, new NoMemberState(request.Of));
        var grain = grains.GetGrain<IMemberStateGrain>(GrainKeys.MemberState(request.Of));
        var outcome = await answered.OrUnknown(request.Of, () => grain.ChangeCalendar(new(request.CommandId, request.Actor, request.Command)));
        // Engagements are told beside the answer; what does not get through is done by the sweep.
        if (outcome.Kind == OutcomeKind.Accepted)
            grain.FinishOpenings().Ignore();
        return outcome;
    }
}
