using MediatR;
using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.UseCases;

/// <summary>A use case that somebody signed in asks for.</summary>
public interface IActed
{
    /// <summary>Who asks, as established by sign-in; never read from a body.</summary>
    Actor Actor { get; }
}

/// <summary>A use case that is about one engagement.</summary>
public interface IAbout
{
    /// <summary>The engagement.</summary>
    EngagementReference Reference { get; }
}

/// <summary>A use case that reads or writes a whole file: it takes as long as there is to do, while it tells or shows how far it is.</summary>
public interface IBulk;

/// <summary>A use case that carries a command.</summary>
public interface ICommanding
{
    /// <summary>The command's identifier.</summary>
    Guid CommandId { get; }

    /// <summary>What it is called in traces, measures and logs.</summary>
    string CommandName { get; }
}

/// <summary>One command to one engagement.</summary>
public sealed record ChangeEngagementRequest(EngagementReference Reference, Guid CommandId, EngagementCommand Command, Actor Actor) : IRequest<Outcome>, IActed, IAbout, ICommanding
{
    /// <inheritdoc/>
    public string CommandName => Command.GetType().Name;
}

/// <summary>Opens an engagement, or enters one from outside; its Member State gives the number.</summary>
public sealed record OpenEngagementRequest(Guid CommandId, EngagementCommand Command, Actor Actor) : IRequest<Outcome>, IActed, ICommanding
{
    /// <inheritdoc/>
    public string CommandName => Command.GetType().Name;
}

/// <summary>One command to one programme.</summary>
public sealed record ChangeProgrammeRequest(ProgrammeId Programme, Guid CommandId, ProgrammeCommand Command, Actor Actor) : IRequest<Outcome>, IActed, ICommanding
{
    /// <inheritdoc/>
    public string CommandName => Command.GetType().Name;
}

/// <summary>An engagement as far as the person may see it; null when it does not exist for that person.</summary>
public sealed record ReadEngagement(EngagementReference Reference, Actor Actor) : IRequest<Engagement?>, IActed, IAbout;

/// <summary>The whole history of an engagement, oldest first; null when it does not exist for that person.</summary>
public sealed record ReadHistory(EngagementReference Reference, Actor Actor) : IRequest<IReadOnlyList<HistoryEntry>?>, IActed, IAbout;

/// <summary>A programme; null when there is none.</summary>
public sealed record ReadProgramme(ProgrammeId Programme, Actor Actor) : IRequest<Programme?>, IActed;
