namespace TA.Engagements;

/// <summary>A session of a course, and the people in it in numbers.</summary>
public sealed record TrainingSession
{
    /// <summary>From the command that recorded it.</summary>
    public Guid Id { get; init; }

    /// <summary>When, where and by whom it is held.</summary>
    public required SessionPlan Plan { get; init; }

    /// <summary>The people invited, attending and completing; null while nothing was reported.</summary>
    public AttendanceCounts? Attendance { get; init; }

    /// <summary>The version at which attendance was last reported; 0 before.</summary>
    public long AttendanceSince { get; init; }

    /// <summary>Means of the tests; null when there were none.</summary>
    public TestMeans? Tests { get; init; }

    /// <summary>Certificates issued; null while not known.</summary>
    public SexCounts? Certificates { get; init; }

    /// <summary>What the follow-up found; null when there was none.</summary>
    public FollowUpCounts? FollowUp { get; init; }

    /// <summary>The version at which the follow-up was last reported; 0 before.</summary>
    public long FollowUpSince { get; init; }

    /// <summary>How many people were counted in one way; null when that is not known.</summary>
    public int? Total(Counted counted) => Attendance?.Total(counted);
}

/// <summary>When, where and by whom a session is held.</summary>
/// <param name="Course">The course.</param>
/// <param name="Dates">First and last day.</param>
/// <param name="Place">Town and building; null while not known.</param>
/// <param name="Mode">In a room, online or both.</param>
/// <param name="Partner">The organization that holds it and enters its counts; null when UNODC does.</param>
/// <param name="Trainers">Trainers in numbers.</param>
/// <param name="CancelledBecause">Why it is not held; null when it is.</param>
public sealed record SessionPlan(
    Guid Course, DateSpan Dates, string? Place = null, SessionMode Mode = default, OrganizationId? Partner = null, TrainerCounts Trainers = default,
    [property: Length(Limits.Paragraph)] string? CancelledBecause = null);

/// <summary>How a session is held.</summary>
public enum SessionMode
{
    /// <summary>In a room.</summary>
    InPerson,

    /// <summary>Online.</summary>
    Online,

    /// <summary>Partly in a room, partly online.</summary>
    Blended,
}

/// <summary>Trainers in numbers, each 0 to <see cref="Limits.People"/>. A blank is not a zero.</summary>
public readonly record struct TrainerCounts(int? National = null, int? International = null);
