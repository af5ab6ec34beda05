namespace TA.Engagements.Tests;

/// <summary>One event of every kind with every member set, in an order in which they can happen; the golden file of format 2 holds these values.</summary>
internal static class TrainingOneOfEach
{
    private static readonly Guid Course = CommandId(701);
    private static readonly Guid Session = CommandId(711);

    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new NeedsAnalysed(InstitutionType.CoastGuard, new(Day("2026-02-02"), "Rescue at sea\nInterviews", 60, 0)),
        new CourseRecorded(new(Course, "Enquêtes – 调查", "fr", "2.1", ["Law", "Interviews"], [InstitutionType.Police, InstitutionType.Ngo], true, "leg.passage.promulgate", CommandId(501))),
        new SessionRecorded(Session, new(Course, March, "Nairobi", SessionMode.Blended, Iom, new(2, 0), "Flood")),
        new AttendanceReported(Session, new(
            [new(Sex.Female, InstitutionType.Police, AgeGroup.From25To34, 8, 7, 6, 0), new(Sex.NotStated, InstitutionType.Other, AgeGroup.NotStated, null, 1, null, null)], 9, 8, 7, 0)),
        new LearningReported(Session, new(new(48.5m, 8), new(71m, 7)), new(6, 1, 0, 7)),
        new FollowUpReported(Session, new(Day("2026-09-01"), [new(Sex.Male, InstitutionType.Border, 5, 4, 0)], 5, 4, 0)),
        new AcademyRecorded(new(CommandId(721), "Police academy", Course, Day("2026-01-20"), Day("2026-03-01"), Day("2027-01-01"), Day("2027-02-01"))),
    ];
}
