namespace TA.Engagements.Tests;

internal sealed partial class RandomWork
{
    /// <summary>Sessions of several organizations, which are over.</summary>
    private static TrainingWork SharedSessions => new()
    {
        Courses = [TrainingExamples.Course],
        Sessions = [.. new OrganizationId?[] { Iom, Unicef, null }.Select((by, n) => new TrainingSession { Id = CommandId(900 + n), Plan = new(TrainingExamples.Investigations, Span("2026-02-02", "2026-02-06"), Partner: by) })],
    };

    private static EngagementCommand OfTraining(Engagement e, Pick pick, int fresh)
    {
        var work = e.Training;
        if (work.Courses.Count == 0 || pick.B % 10 == 0)
            return new RecordCourse(null, new() { Title = new(null, $"Course {fresh}"), Language = new(null, "en"), TrainsTrainers = new(false, pick.A % 3 == 0) });
        if (work.Sessions.Count == 0 || pick.B % 5 == 0)
            return new RecordSession(null, new() { Course = new(null, pick.Of<Course>(work.Courses).Id), Dates = new(null, SessionDates(pick)), Partner = new(null, e.Participants.FirstOrDefault()?.Organization) });
        var course = pick.Of<Course>(work.Courses);
        var session = pick.Of<TrainingSession>(work.Sessions);
        return (pick.C % 8) switch
        {
            0 => new AnalyseNeeds((InstitutionType)(pick.A % 13), new(work.Needs.FirstOrDefault(n => n.Group == (InstitutionType)(pick.A % 13))?.Need, new(Today, $"Gaps {fresh}", fresh))),
            1 => new RecordCourse(course.Id, new() { Title = new(course.Title, $"Course {fresh}"), Modules = new(course.Modules, [$"Module {fresh}"]) }),
            2 => new RecordSession(session.Id, new() { Place = new(session.Plan.Place, $"Place {fresh}"), CancelledBecause = new(session.Plan.CancelledBecause, pick.A % 6 == 0 ? $"Because {fresh}" : session.Plan.CancelledBecause) }),
            3 or 4 => new ReportAttendance(session.Id, new(Attendance(pick, fresh), null, null, pick.A % 60, pick.B % 4 == 0 ? 30 : null), session.AttendanceSince),
            5 => new ReportLearning(session.Id, new(session.Tests, new(new(40, 1 + (fresh % 60)))), new(session.Certificates, pick.A % 3 == 0 ? new(Total: fresh % 30) : new(fresh % 7, pick.A % 2 == 0 ? 4 : null, 0))),
            6 => new ReportFollowUp(session.Id, new(Today, [], 60, 50, fresh % 40), session.FollowUpSince),
            7 when work.Academies.Count > 0 && pick.B % 2 == 0 && pick.Of<Academy>(work.Academies) is var academy =>
                new RecordAcademy(academy.Id, new() { Name = new(academy.Name, $"Academy {fresh}"), AdoptedOn = new(academy.AdoptedOn, Today.AddDays(fresh)) }),
            _ => new RecordAcademy(null, new() { Name = new(null, $"Academy {fresh}"), Course = new(null, course.Id) }),
        };
    }

    // Some say how many were there for the first time, some do not, and some only of the women.
    private static Items<AttendanceCell> Attendance(Pick pick, int fresh) =>
    [
        new(Sex.Female, InstitutionType.Police, AgeGroup.From25To34, 100 + fresh, 60 + (fresh % 40), null, pick.A % 5 == 0 ? null : 3),
        new(Sex.Male, InstitutionType.Prosecution, AgeGroup.From25To34, 60, 50, null, pick.B % 2 == 0 ? 5 : null),
    ];

    private static DateSpan SessionDates(Pick pick) => new(Today.AddDays((pick.C % 90) - 80), Today.AddDays((pick.C % 90) - 76));

    private static EngagementCommand WildOfTraining(Engagement e, Pick pick)
    {
        DateOnly[] days = [Limits.FirstDate, Limits.LastDate, Today];
        int?[] numbers = [null, -1, 0, 1, 7, int.MaxValue, int.MinValue];
        var session = e.Training.Sessions.Count == 0 || pick.B % 5 == 0 ? null : pick.Of<TrainingSession>(e.Training.Sessions);
        var id = session?.Id ?? CommandId(pick.A);
        var cell = new AttendanceCell((Sex)(pick.A % 3), (InstitutionType)(pick.B % 13), default, pick.Of(numbers), pick.Other(numbers), pick.Of(numbers), pick.Other(numbers));
        return (pick.C % 7) switch
        {
            0 => new AnalyseNeeds((InstitutionType)(pick.A % 13), new(null, pick.B % 2 == 0 ? null : new(pick.Of(days), "Wild", pick.Of(numbers), pick.Other(numbers)))),
            1 => new RecordCourse(pick.A % 2 == 0 ? null : CommandId(pick.B % 60), new() { Title = new(null, "Wild"), Language = new(null, "Wild"), Law = new(null, "no law at all"), Unit = new(null, CommandId(pick.A)) }),
            2 => new RecordSession(session?.Id, new() { Course = new(session?.Plan.Course, CommandId(pick.A % 60)), Dates = new(session?.Plan.Dates, new(pick.Of(days), pick.Other(days))), Trainers = new(session?.Plan.Trainers ?? default, new(pick.Of(numbers))) }),
            3 => new ReportAttendance(id, new(pick.A % 2 == 0 ? [cell] : [cell, cell with { Age = AgeGroup.From50 }], pick.Of(numbers), pick.Other(numbers), pick.Of(numbers)), session?.AttendanceSince ?? 0),
            4 => new ReportLearning(id, new(session?.Tests, new(new((pick.A % 300) - 100, pick.Of(numbers) ?? 0))), new(session?.Certificates, new(pick.Of(numbers), pick.Other(numbers), 0, pick.Of(numbers)))),
            5 => new ReportFollowUp(id, new(pick.Of(days), [new(default, default, pick.Of(numbers), pick.Other(numbers))], pick.Of(numbers)), session?.FollowUpSince ?? 0),
            _ => new RecordAcademy(pick.A % 2 == 0 ? null : CommandId(pick.B % 60), new() { Name = new(null, "Wild"), Course = new(null, pick.A % 3 == 0 ? null : CommandId(pick.A)) }),
        };
    }
}
