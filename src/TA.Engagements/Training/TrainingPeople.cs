namespace TA.Engagements;

/// <summary>A command about the training workstream: needs, courses, sessions in numbers.</summary>
public abstract record TrainingCommand : EngagementCommand;

/// <summary>An event about the training workstream: needs, courses, sessions in numbers.</summary>
public abstract record TrainingEvent : EngagementEvent;

/// <summary>What an engagement keeps of the training workstream: needs, courses, sessions in numbers. Nobody is named.</summary>
public sealed record TrainingWork
{
    /// <summary>The needs analysis, a line per target group.</summary>
    public Items<GroupNeed> Needs { get; init; }

    /// <summary>The courses.</summary>
    public Items<Course> Courses { get; init; }

    /// <summary>The sessions, in the order in which they were recorded.</summary>
    public Items<TrainingSession> Sessions { get; init; }

    /// <summary>The academies that take a course over, or are to.</summary>
    public Items<Academy> Academies { get; init; }

    /// <summary>The course of that identifier, or null.</summary>
    public Course? Course(Guid id) => Courses.FirstOrDefault(c => c.Id == id);

    /// <summary>The session of that identifier, or null.</summary>
    public TrainingSession? Session(Guid id) => Sessions.FirstOrDefault(s => s.Id == id);

    /// <summary>What an organization needs that holds sessions: those, and their courses.</summary>
    internal TrainingWork Of(OrganizationId organization)
    {
        var held = Sessions.Where(s => s.Plan.Partner == organization).ToItems();
        return new() { Sessions = held, Courses = Courses.Where(c => held.Any(s => s.Plan.Course == c.Id)).Select(c => c with { Law = null, Unit = null }).ToItems() };
    }
}

/// <summary>The institutions that are analysed, trained and counted.</summary>
public enum InstitutionType
{
    /// <summary>Not stated, or of no other kind.</summary>
    Other,

    /// <summary>Police.</summary>
    Police,

    /// <summary>Border guard.</summary>
    Border,

    /// <summary>Immigration.</summary>
    Immigration,

    /// <summary>Coast guard and navy.</summary>
    CoastGuard,

    /// <summary>Prosecution.</summary>
    Prosecution,

    /// <summary>Courts.</summary>
    Judiciary,

    /// <summary>Labour inspection.</summary>
    LabourInspection,

    /// <summary>Social work and child protection.</summary>
    SocialServices,

    /// <summary>Health services.</summary>
    Health,

    /// <summary>Consulates.</summary>
    Consular,

    /// <summary>Academies and training centres.</summary>
    Academy,

    /// <summary>Non-governmental organizations.</summary>
    Ngo,
}

/// <summary>Sex, as the person or the list of participants states it.</summary>
public enum Sex
{
    /// <summary>Not stated.</summary>
    NotStated,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}

/// <summary>Age groups of adults.</summary>
public enum AgeGroup
{
    /// <summary>Not stated.</summary>
    NotStated,

    /// <summary>18 to 24.</summary>
    Under25,

    /// <summary>25 to 34.</summary>
    From25To34,

    /// <summary>35 to 49.</summary>
    From35To49,

    /// <summary>50 and over.</summary>
    From50,
}

internal static class TrainingPeople
{
    public static Decision Decide(Engagement engagement, TrainingCommand command, in Asked asked) => command switch
    {
        AnalyseNeeds analyse => AnalysingNeeds.Decide(engagement, analyse, asked),
        RecordCourse record => DesigningCourses.Decide(engagement, record, asked),
        RecordSession record => HoldingSessions.Decide(engagement, record, asked),
        ReportAttendance report => CountingPeople.Decide(engagement, report, asked),
        ReportLearning report => TestingPeople.Decide(engagement, report, asked),
        ReportFollowUp report => FollowingUp.Decide(engagement, report, asked),
        RecordAcademy record => Institutionalizing.Decide(engagement, record, asked),
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, TrainingEvent happened, in Occurrence when)
    {
        var work = engagement.Training;
        var version = when.Version;
        return engagement with
        {
            Training = happened switch
            {
                NeedsAnalysed analysed => AnalysingNeeds.Apply(work, analysed),
                CourseRecorded recorded => work with { Courses = work.Courses.Put(recorded.Course, c => c.Id) },
                SessionRecorded recorded => HoldingSessions.Apply(work, recorded),
                AttendanceReported reported => work.With(reported.Session, s => s with { Attendance = reported.Counts, AttendanceSince = version }),
                LearningReported reported => work.With(reported.Session, s => s with { Tests = reported.Tests, Certificates = reported.Certificates }),
                FollowUpReported reported => work.With(reported.Session, s => s with { FollowUp = reported.Counts, FollowUpSince = version }),
                AcademyRecorded recorded => work with { Academies = work.Academies.Put(recorded.Academy, a => a.Id) },
                _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
            },
        };
    }

    /// <summary>Why training cannot be planned here: its workstream is not chosen.</summary>
    internal static Refusal? NotChosen(Engagement engagement) =>
        engagement.Details.Workstreams.Contains(WorkstreamKind.Training) ? null : new WorkstreamNotChosen(WorkstreamKind.Training);

    /// <summary>The work with one session changed; events name sessions that exist.</summary>
    internal static TrainingWork With(this TrainingWork work, Guid session, Func<TrainingSession, TrainingSession> change) =>
        work with { Sessions = work.Sessions.Put(change(work.Session(session)!), s => s.Id) };
}
