using TA.Engagements;
using static TA.Engagements.AgeGroup;
using static TA.Engagements.InstitutionType;
using static TA.Engagements.Sex;

namespace TA.Casework.Exchange;

/// <summary>Made-up training: needs, courses, sessions in numbers.</summary>
internal static class SampleTraining
{
    /// <summary>Two courses; a session with its follow-up, one that has just been held, one to come that IOM holds.</summary>
    public static async Task ThreeSessions(SamplePlan plan)
    {
        await plan.Do(new AnalyseNeeds(Police, new(null, new(plan.In(-100), "Sample: interviewing without harm, telling victims from suspects.", 120, 30))), "police");
        await plan.Do(new AnalyseNeeds(Prosecution, new(null, new(plan.In(-100), "Sample: evidence that does not rest on testimony alone.", 40, 50))), "prosecution");
        var course = await Course(plan, "Sample: investigating trafficking in persons", false, Police, Prosecution);
        var trainers = await Course(plan, "Sample: training of trainers", true, InstitutionType.Academy);

        var first = await Session(plan, trainers, -150, -146, "Police academy, capital", null, new(1, 2));
        await plan.Do(new ReportAttendance(first, new([Cell(Female, InstitutionType.Academy, 6, 6), Cell(Male, InstitutionType.Academy, 8, 8)]), 0), "first");
        await plan.Do(new ReportLearning(first, new(null, new(new(52.5m, 14), new(81m, 14))), new(null, new(6, 8))), "first");
        await plan.Do(new ReportFollowUp(first, new(plan.In(-15), [new(Female, InstitutionType.Academy, 6, 6, 5), new(Male, InstitutionType.Academy, 8, 6, 5)]), 0), "first");

        var second = await Session(plan, course, -20, -16, "Training centre, second city", null, new(3, 1));
        await plan.Do(new ReportAttendance(second, new([Cell(Female, Police, 9, 8), Cell(Male, Police, 12, 12), Cell(Female, Prosecution, 6, 5), Cell(Male, Prosecution, 5, 5)]), 0), "second");
        await plan.Do(new ReportLearning(second, new(null, new(new(47m, 31), new(73.5m, 30))), new(null, new(13, 17))), "second");
        await Session(plan, course, 10, 14, "Online", "iom", new(2, 2), SessionMode.Blended);

        await plan.Do(new RecordAcademy(null, new() { Name = new(null, "Sample: police academy"), Course = new(null, course), AgreedOn = new(null, plan.In(-60)), AdoptedOn = new(null, plan.In(60)) }));
    }

    private static AttendanceCell Cell(Sex sex, InstitutionType institution, int attended, int completed) => new(sex, institution, From25To34, attended + 1, attended, completed, attended);

    private static Task<Guid> Course(SamplePlan plan, string title, bool trainsTrainers, params InstitutionType[] groups) => plan.Do(new RecordCourse(null, new()
    {
        Title = new(null, title), Language = new(null, "ar"), Version = new(null, "1.1"), Modules = new([], ["Law", "Identification and referral", "Investigation", "Practical exercise"]), Groups = new([], groups.ToItems()),
        TrainsTrainers = trainsTrainers ? new(false, true) : null,
    }), title);

    private static Task<Guid> Session(SamplePlan plan, Guid course, int from, int to, string place, string? partner, TrainerCounts trainers, SessionMode mode = default) => plan.Do(new RecordSession(null, new()
    {
        Course = new(null, course), Dates = new(null, new(plan.In(from), plan.In(to))), Place = new(null, place), Partner = partner is null ? null : new(null, new OrganizationId(partner)), Trainers = new(default, trainers),
        Mode = mode == default ? null : new(default, mode),
    }), $"{from}");
}
