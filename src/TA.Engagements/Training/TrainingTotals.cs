namespace TA.Engagements;

/// <summary>
/// What the training of an engagement comes to in a period. A session counts in the period that holds its last day, a follow-up in the one that holds its own day, so that nothing counts
/// in two periods that follow each other. Exact numbers: whoever lets them leave the engagement suppresses small cells first.
/// </summary>
/// <param name="People">Courses for people who do the work.</param>
/// <param name="Trainers">Training of trainers, counted apart.</param>
/// <param name="AcademiesAdopting">Academies that adopted a curriculum by the last day.</param>
/// <param name="AcademiesPaying">Academies that pay for it from their own budget by the last day.</param>
public sealed record TrainingTotals(TrainingFigures People, TrainingFigures Trainers, int AcademiesAdopting, int AcademiesPaying)
{
    /// <summary>The totals for a period, both days included.</summary>
    public static TrainingTotals Of(Engagement engagement, DateOnly from, DateOnly to) => Of(engagement, from, to, _ => true);

    /// <summary>The totals for a period, of some of the sessions.</summary>
    internal static TrainingTotals Of(Engagement engagement, DateOnly from, DateOnly to, Func<TrainingSession, bool> which)
    {
        var work = engagement.Training;
        var trainers = work.Courses.Where(c => c.TrainsTrainers).Select(c => c.Id).ToHashSet();
        var first = BeganFirst(work.Sessions);
        var sessions = work.Sessions.Select(s => s.Id == first?.Id ? AllForTheFirstTime(s) : s).Where(which).ToList();
        return new(
            TrainingFigures.Of(sessions.Where(s => !trainers.Contains(s.Plan.Course)), from, to),
            TrainingFigures.Of(sessions.Where(s => trainers.Contains(s.Plan.Course)), from, to),
            work.Academies.Count(a => a.AdoptedOn <= to),
            work.Academies.Count(a => a.OwnBudgetSince <= to));
    }

    /// <summary>The session held that began before every other one; null where several began on the same day.</summary>
    private static TrainingSession? BeganFirst(Items<TrainingSession> sessions) => sessions.Where(CountingPeople.WasHeld).OrderBy(s => s.Plan.Dates.Start).Take(2).ToList() switch
    {
        [var only] => only,
        [var first, var next] when first.Plan.Dates.Start < next.Plan.Dates.Start => first,
        _ => null,
    };

    /// <summary>Who attended that one was there for the first time, also where nobody wrote that down.</summary>
    private static TrainingSession AllForTheFirstTime(TrainingSession session) =>
        session.Attendance is { FirstTime: null } counts && counts.Cells.All(c => c.FirstTime is null)
            ? session with { Attendance = counts with { FirstTime = counts.Attended, Cells = counts.Cells.Select(c => c with { FirstTime = c.Attended }).ToItems() } }
            : session;
}

/// <summary>Sessions and the people in them. A sum is null as long as nothing of it is known, and leaves out sessions of which it is not: a blank is not a zero.</summary>
public sealed record TrainingFigures
{
    /// <summary>Sessions held: somebody attended.</summary>
    public int Sessions { get; init; }

    /// <summary>Sessions that are over, were not called off, and of which nobody has reported who attended.</summary>
    public int NotReported { get; init; }

    /// <summary>Sessions held, by institution of the people who attended; a session with several counts for each.</summary>
    public Items<SessionsOfInstitution> SessionsByInstitution { get; init; }

    /// <summary>People invited.</summary>
    public int? Invited { get; init; }

    /// <summary>Attendances: who attended two sessions is counted twice.</summary>
    public int? Attendances { get; init; }

    /// <summary>Completions.</summary>
    public int? Completed { get; init; }

    /// <summary>Unique persons: those who attended a session of the engagement for the first time, as the sessions state it, and all who attended the one that began first.</summary>
    public int? Persons { get; init; }

    /// <summary>Sessions held that do not say how many people were there for the first time; their people are not among <see cref="Persons"/>.</summary>
    public int PersonsNotKnown { get; init; }

    /// <summary>Sex by institution by age group, summed over the sessions held.</summary>
    public Items<AttendanceCell> Cells { get; init; }

    /// <summary>Means of the tests, weighted by the number tested, of sessions that have both; by the institution of the people where they are of one only, else under null.</summary>
    public Items<TestGain> Gains { get; init; }

    /// <summary>Certificates issued; null while none are known.</summary>
    public SexCounts? Certificates { get; init; }

    /// <summary>Follow-ups, by sex and institution.</summary>
    public Items<FollowUpCell> FollowUp { get; init; }

    /// <summary>People asked in follow-ups.</summary>
    public int? Asked { get; init; }

    /// <summary>People who answered in follow-ups.</summary>
    public int? Answered { get; init; }

    /// <summary>People who apply what they learnt.</summary>
    public int? Applying { get; init; }

    /// <summary>The sum of one count over the cells that fit; null when nothing is known of them.</summary>
    public int? Sum(Counted counted, Sex? sex = null, InstitutionType? institution = null, AgeGroup? age = null) =>
        Known(Cells.Where(c => (sex is null || c.Sex == sex) && (institution is null || c.Institution == institution) && (age is null || c.Age == age)).Select(c => c.Of(counted)));

    internal static TrainingFigures Of(IEnumerable<TrainingSession> sessions, DateOnly from, DateOnly to)
    {
        var planned = sessions.Where(s => s.Plan.CancelledBecause is null).ToList();
        var ended = planned.Where(s => s.Plan.Dates.Due >= from && s.Plan.Dates.Due <= to).ToList();
        var held = ended.Where(CountingPeople.WasHeld).ToList();
        var followed = planned.Select(s => s.FollowUp).OfType<FollowUpCounts>().Where(f => f.On >= from && f.On <= to).ToList();
        var certificates = held.Select(s => s.Certificates).OfType<SexCounts>().ToList();
        return new()
        {
            Sessions = held.Count,
            NotReported = ended.Count(s => s.Total(Counted.Attended) is null && !CountingPeople.WasHeld(s)),
            SessionsByInstitution = held.SelectMany(Institutions).GroupBy(i => i).OrderBy(g => g.Key).Select(g => new SessionsOfInstitution(g.Key, g.Count())).ToItems(),
            Invited = Known(ended.Select(s => s.Total(Counted.Invited))),
            Attendances = Known(held.Select(s => s.Total(Counted.Attended))),
            Completed = Known(held.Select(s => s.Total(Counted.Completed))),
            Persons = Known(held.Select(s => s.Total(Counted.FirstTime))),
            PersonsNotKnown = held.Count(s => s.Total(Counted.FirstTime) is null),
            Cells = held.SelectMany(s => s.Attendance!.Cells).GroupBy(c => (c.Sex, c.Institution, c.Age)).OrderBy(g => g.Key).Select(g => new AttendanceCell(
                g.Key.Sex, g.Key.Institution, g.Key.Age, Known(g.Select(c => c.Invited)), Known(g.Select(c => c.Attended)), Known(g.Select(c => c.Completed)), Known(g.Select(c => c.FirstTime)))).ToItems(),
            Gains = held.Where(s => s.Tests is { Before: not null, After: not null }).GroupBy(Institution).OrderBy(g => g.Key).Select(g => TestGain.Of(g.Key, [.. g.Select(s => s.Tests!)])).ToItems(),
            Certificates = certificates.Count == 0 ? null : new(Known(certificates.Select(c => c.Women)), Known(certificates.Select(c => c.Men)), Known(certificates.Select(c => c.NotStated)), Known(certificates.Select(c => c.All()))),
            FollowUp = followed.SelectMany(f => f.Cells).GroupBy(c => (c.Sex, c.Institution)).OrderBy(g => g.Key).Select(g => new FollowUpCell(
                g.Key.Sex, g.Key.Institution, Known(g.Select(c => c.Asked)), Known(g.Select(c => c.Answered)), Known(g.Select(c => c.Applying)))).ToItems(),
            Asked = Known(followed.Select(f => f.Total(Counted.Asked))),
            Answered = Known(followed.Select(f => f.Total(Counted.Answered))),
            Applying = Known(followed.Select(f => f.Total(Counted.Applying))),
        };
    }

    private static IEnumerable<InstitutionType> Institutions(TrainingSession session) => session.Attendance!.Cells.Where(c => c.Attended > 0).Select(c => c.Institution).Distinct();

    private static InstitutionType? Institution(TrainingSession session) => Institutions(session).ToList() is [var only] ? only : null;

    private static int? Known(IEnumerable<int?> numbers) => UnitTotals.Sum(numbers);
}

/// <summary>Sessions held for people of one kind of institution.</summary>
public readonly record struct SessionsOfInstitution(InstitutionType Institution, int Sessions);

/// <summary>Means of tests, per cent of the best score.</summary>
/// <param name="Institution">The institution of the people; null where they came from several.</param>
/// <param name="Before">Mean before, weighted by the number tested.</param>
/// <param name="TestedBefore">How many took the test before.</param>
/// <param name="After">Mean after, weighted by the number tested.</param>
/// <param name="TestedAfter">How many took the test after.</param>
public sealed record TestGain(InstitutionType? Institution, decimal Before, int TestedBefore, decimal After, int TestedAfter)
{
    internal static TestGain Of(InstitutionType? institution, List<TestMeans> tests)
    {
        var (before, after) = (tests.Sum(t => t.Before!.Tested), tests.Sum(t => t.After!.Tested));
        return new(institution, tests.Sum(t => t.Before!.Mean * t.Before.Tested) / before, before, tests.Sum(t => t.After!.Mean * t.After.Tested) / after, after);
    }
}
