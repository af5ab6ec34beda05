using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class TrainingExamples
{
    public static readonly Guid Investigations = CommandId(701);
    public static readonly Guid Trainers = CommandId(702);
    public static readonly Guid First = CommandId(711);
    public static readonly Guid Later = CommandId(712);
    public static readonly Guid CalledOff = CommandId(713);
    public static readonly Guid School = CommandId(721);

    public static readonly Course Course = new(Investigations, "Investigating trafficking", "en", "2.1", ["Law", "Interviews"], [InstitutionType.Police, InstitutionType.Prosecution], Law: "leg.passage.promulgate");

    public static readonly AttendanceCounts Counts = new(
    [
        new(Sex.Female, InstitutionType.Police, AgeGroup.From25To34, 8, 7, 6, 7),
        new(Sex.Male, InstitutionType.Police, AgeGroup.From25To34, 10, 9, 9, 5),
        new(Sex.Male, InstitutionType.Prosecution, AgeGroup.From35To49, 4, 4, 4, 4),
    ], 22, 20, 19, 16);

    private static readonly TestMeans Tests = new(new(48.5m, 20), new(71m, 19));

    public static readonly TrainingSession Held = new()
    {
        Id = First,
        Plan = new(Investigations, Span("2026-02-09", "2026-02-13"), "Nairobi", SessionMode.InPerson, Iom, new(2, 1)),
        Attendance = Counts,
        AttendanceSince = 8,
        Tests = Tests,
        Certificates = new(6, 13, 0, 19),
    };

    private static readonly TrainingSession Planned = new() { Id = Later, Plan = new(Investigations, Span("2026-04-06", "2026-04-10")) };
    private static readonly TrainingSession Off = new() { Id = CalledOff, Plan = new(Investigations, Span("2026-02-16", "2026-02-20"), CancelledBecause: "Flood") };

    /// <summary>In delivery, with the workstream chosen, a course, and a session that IOM holds.</summary>
    public static Engagement Having(params TrainingSession[] sessions) => With(Task("leg.passage.promulgate", Ministry), Task("a", Unicef)) with
    {
        Details = Details with { Workstreams = [WorkstreamKind.Training] },
        Units = new() { Units = [UnitExamples.Ready] },
        Training = new()
        {
            Courses = [Course, new(Trainers, "Training of trainers", "en", TrainsTrainers: true)],
            Sessions = sessions.ToItems(),
            Academies = [new(School, "Police academy", Investigations, Day("2026-01-20"))],
        },
    };

    private static readonly Engagement Delivered = Having(Held, Planned, Off);
    private static readonly Engagement NotCounted = Having(Held with { Attendance = null, AttendanceSince = 0, Tests = null, Certificates = null });

    private static readonly CourseEdits NewCourse = new()
    {
        Title = new(null, "Evidence"),
        Language = new(null, "sw"),
        Version = new(null, "1"),
        Modules = new([], ["Chain of custody"]),
        Groups = new([], [InstitutionType.Police]),
        Law = new(null, "leg.passage.promulgate"),
        Unit = new(null, UnitExamples.Unit),
    };

    private static readonly SessionEdits NewSession = new() { Course = new(null, Investigations), Dates = new(null, April), Partner = new(null, Iom), Trainers = new(default, new(3, 0)) };

    private static readonly FollowUpCounts FollowUp = new(Today, [new(Sex.Female, InstitutionType.Police, 7, 6, 4), new(Sex.Male, InstitutionType.Police, 9, 5, 2)], 16, 11, 6);

    private static ReportAttendance Reported(AttendanceCounts counts) => new(First, counts, 0);

    private static AttendanceCounts WithFirstCell(Func<AttendanceCell, AttendanceCell> change) => Counts with { Cells = Counts.Cells.SetItem(0, change(Counts.Cells[0])) };

    public static readonly IReadOnlyList<Example> All =
    [
        Accepted("The needs of a target group are recorded",
            Having(), new AnalyseNeeds(InstitutionType.LabourInspection, new(null, new(Day("2026-02-02"), "Signs of forced labour", 60, 40))), LeadOfficer,
            new NeedsAnalysed(InstitutionType.LabourInspection, new(Day("2026-02-02"), "Signs of forced labour", 60, 40))),
        Refused("Needs are not analysed tomorrow",
            Having(), new AnalyseNeeds(InstitutionType.Police, new(null, new(Today.AddDays(1), "Interviews"))), LeadOfficer, new DateInFuture("need.to.on", Today.AddDays(1))),
        Refused("A share of women to be trained is at most 100 per cent",
            Having(), new AnalyseNeeds(InstitutionType.Police, new(null, new(Today, "Interviews", 10, 140))), LeadOfficer, new OutOfRange("need.to.targetShareOfWomen", 140, 0, 100)),
        Refused("Needs that a colleague has recorded meanwhile are not overwritten",
            Having() with { Training = new() { Needs = [new(InstitutionType.Police, new(Today, "Evidence"))] } },
            new AnalyseNeeds(InstitutionType.Police, new(null, new(Today, "Interviews"))), LeadOfficer,
            new EditConflict([new("need", null, "on: 2026-03-02; gaps: Evidence", "on: 2026-03-02; gaps: Interviews")])),

        Accepted("A course names the law and the unit it depends on",
            Having(), new RecordCourse(null, NewCourse), LeadOfficer,
            new CourseRecorded(new(CommandId(1), "Evidence", "sw", "1", ["Chain of custody"], [InstitutionType.Police], false, "leg.passage.promulgate", UnitExamples.Unit))),
        Accepted("A new version of a course is recorded",
            Having(), new RecordCourse(Investigations, new() { Version = new("2.1", "2.2"), Modules = new(Course.Modules, ["Law", "Interviews", "Trauma"]) }), LeadOfficer,
            new CourseRecorded(Course with { Version = "2.2", Modules = ["Law", "Interviews", "Trauma"] })),
        Refused("A course needs a title", Having(), new RecordCourse(null, NewCourse with { Title = null }), LeadOfficer, new Malformed([new("edits.title", FieldFaultKind.Blank)])),
        Refused("A language is a code of two or three letters",
            Having(), new RecordCourse(null, NewCourse with { Language = new(null, "Swahili") }), LeadOfficer, new Malformed([new("edits.language.to", FieldFaultKind.BadForm)])),
        Refused("A course that does not exist is not changed", Having(), new RecordCourse(School, NewCourse), LeadOfficer, new CourseUnknown(School)),
        Refused("A course does not depend on a law that the engagement does not know",
            Having(), new RecordCourse(null, NewCourse with { Law = new(null, "leg.none") }), LeadOfficer, new LawUnknown("leg.none")),
        Refused("A course does not depend on a unit that does not exist",
            Having(), new RecordCourse(null, NewCourse with { Unit = new(null, School) }), LeadOfficer, new UnitUnknown(School)),
        Refused("A course is not recorded where training is not chosen",
            Having() with { Details = Details }, new RecordCourse(null, NewCourse), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.Training)),

        Accepted("A session is planned that a partner holds",
            Having(), new RecordSession(null, NewSession), LeadOfficer, new SessionRecorded(CommandId(1), new(Investigations, April, Partner: Iom, Trainers: new(3, 0)))),
        Accepted("A session is called off with the reason",
            Delivered, new RecordSession(Later, new() { CancelledBecause = new(null, "No visas") }), LeadOfficer, new SessionRecorded(Later, Planned.Plan with { CancelledBecause = "No visas" })),
        Refused("A session that people attended is not called off",
            Delivered, new RecordSession(First, new() { CancelledBecause = new(null, "No visas") }), LeadOfficer, new SessionWasHeld(First, Held.Plan.Dates)),
        Refused("A session that people attended does not move into the future",
            Delivered, new RecordSession(First, new() { Dates = new(Held.Plan.Dates, April) }), LeadOfficer, new SessionWasHeld(First, Held.Plan.Dates)),
        Refused("A session needs dates", Having(), new RecordSession(null, NewSession with { Dates = null }), LeadOfficer, new Malformed([new("edits.dates", FieldFaultKind.Blank)])),
        Refused("A session does not end before it begins",
            Delivered, new RecordSession(Later, new() { Dates = new(Planned.Plan.Dates, new(April.Due, April.Start)) }), LeadOfficer, new DatesReversed("edits.dates.to.due")),
        Refused("A session is held by an organization that takes part",
            Having(), new RecordSession(null, NewSession with { Partner = new(null, new OrganizationId("osce")) }), LeadOfficer, new TakesNoPart(new("osce"))),
        Refused("A session that does not exist is not changed", Having(), new RecordSession(First, NewSession), LeadOfficer, new SessionUnknown(First)),
        Refused("An engagement has so many sessions and no more",
            Having([.. Enumerable.Range(1, Limits.Sessions).Select(n => Planned with { Id = CommandId(10_000 + n) })]), new RecordSession(null, NewSession), LeadOfficer,
            new TooMany("sessions", Limits.Sessions)),

        Accepted("A partner that holds a session enters its counts", NotCounted, Reported(Counts), PartnerUserOf(Iom), new AttendanceReported(First, Counts)),
        Accepted("A session of which only totals are known is counted without cells",
            NotCounted, Reported(new([], null, 20)), LeadOfficer, new AttendanceReported(First, new([], null, 20))),
        Accepted("A blank cell is not a zero: the cells that are known may add up to less than the total",
            NotCounted, Reported(WithFirstCell(c => c with { Completed = null })), LeadOfficer, new AttendanceReported(First, WithFirstCell(c => c with { Completed = null }))),
        Accepted("Who is invited is known before a session begins",
            Delivered, new ReportAttendance(Later, new([], 25), 0), LeadOfficer, new AttendanceReported(Later, new([], 25))),
        Nothing("The same counts reported again change nothing", Delivered, Reported(Counts), LeadOfficer),
        Refused("Not more people complete a session than attend it, and not more attend than are invited",
            NotCounted, Reported(new([], 18, 20, 23)), LeadOfficer,
            new TotalsDoNotAddUp(
            [
                new("counts.attended", Counted.Attended, 20, TotalsRelation.AtMost, Counted.Invited, 18, 2),
                new("counts.completed", Counted.Completed, 23, TotalsRelation.AtMost, Counted.Attended, 20, 3),
            ])),
        Refused("The cells add up to the total stated",
            NotCounted, Reported(Counts with { Attended = 21 }), PartnerUserOf(Iom),
            new TotalsDoNotAddUp([new("counts.attended", Counted.Attended, 20, TotalsRelation.SumOf, Counted.Attended, 21, 1)])),
        Refused("Each cell is possible by itself",
            NotCounted, Reported(new(Counts.Cells.SetItem(0, Counts.Cells[0] with { Completed = 9 }))), LeadOfficer,
            new TotalsDoNotAddUp(
            [
                new("counts.cells[0].completed", Counted.Completed, 9, TotalsRelation.AtMost, Counted.Attended, 7, 2, 1),
                new("counts.completed", Counted.Completed, 22, TotalsRelation.AtMost, Counted.Attended, 20, 2),
            ])),
        Refused("A combination of sex, institution and age group occurs once",
            NotCounted, Reported(new(Counts.Cells.Add(Counts.Cells[0]))), LeadOfficer, new Malformed([new("counts.cells[3]", FieldFaultKind.Repeated)])),
        Refused("Nobody has attended a session that has not begun",
            Delivered, new ReportAttendance(Later, new([], 25, 20), 0), LeadOfficer, new SessionNotHeldYet(Later, Planned.Plan.Dates.Start)),
        Refused("Nobody is counted in a session that was called off", Delivered, new ReportAttendance(CalledOff, new([], 25), 0), LeadOfficer, new SessionIsCalledOff(CalledOff)),
        Refused("Counts that somebody else has entered meanwhile are not overwritten",
            Delivered, Reported(new([], 22, 21)), LeadOfficer, new EditConflict([new("counts", null, "22 / 20 / 19 / 16", "22 / 21 / – / –")])),
        Refused("Attendance does not fall below the number tested",
            Delivered, new ReportAttendance(First, new([], 22, 19, 19), 8), LeadOfficer,
            new TotalsDoNotAddUp([new("tests.to.before.tested", Counted.TestedBefore, 20, TotalsRelation.AtMost, Counted.Attended, 19, 1)])),
        Refused("A partner does not count the session of another", Delivered, Reported(Counts), PartnerUserOf(Unicef), new SessionOfAnother(First, Iom)),

        Accepted("Means of the tests are reported with the number tested, and certificates by sex",
            Having(Held with { Tests = null, Certificates = null }), new ReportLearning(First, new(null, Tests), new(null, new(6, 13, 0, 19))), PartnerUserOf(Iom),
            new LearningReported(First, Tests, new(6, 13, 0, 19))),
        Refused("Not more people are tested than attended",
            Having(Held with { Tests = null }), new ReportLearning(First, new(null, new(new(40, 24)))), LeadOfficer,
            new TotalsDoNotAddUp([new("tests.to.before.tested", Counted.TestedBefore, 24, TotalsRelation.AtMost, Counted.Attended, 20, 4)])),
        Refused("Not more certificates are issued than people completed, of either sex",
            Having(Held), new ReportLearning(First, Certificates: new(Held.Certificates, new(9, 11, 0, 20))), LeadOfficer,
            new TotalsDoNotAddUp(
            [
                new("certificates.to.total", Counted.Certificates, 20, TotalsRelation.AtMost, Counted.Completed, 19, 1),
                new("certificates.to.women", Counted.CertificatesOfWomen, 9, TotalsRelation.AtMost, Counted.WomenCompleted, 6, 3),
            ])),
        Refused("A mean is a share of the best score",
            Having(Held), new ReportLearning(First, new(Tests, new(new(140, 20)))), LeadOfficer, new OutOfRange("tests.to.before.mean", 140, 0, 100)),

        Accepted("Six months later it is counted who was asked, who answered and who applies what was learnt",
            Delivered, new ReportFollowUp(First, FollowUp, 0), PartnerUserOf(Iom), new FollowUpReported(First, FollowUp)),
        Refused("Not more people answer than were asked, and not more are asked than attended",
            Delivered, new ReportFollowUp(First, new(Today, [], 24, 30, 12), 0), LeadOfficer,
            new TotalsDoNotAddUp(
            [
                new("counts.answered", Counted.Answered, 30, TotalsRelation.AtMost, Counted.Asked, 24, 6),
                new("counts.asked", Counted.Asked, 24, TotalsRelation.AtMost, Counted.Attended, 20, 4),
            ])),
        Refused("A follow-up comes after the session",
            Delivered, new ReportFollowUp(First, FollowUp with { On = Day("2026-02-12") }, 0), LeadOfficer, new DatesReversed("counts.on")),
        Refused("A follow-up was not made tomorrow",
            Delivered, new ReportFollowUp(First, FollowUp with { On = Today.AddDays(1) }, 0), LeadOfficer, new DateInFuture("counts.on", Today.AddDays(1))),

        Accepted("An academy adopts the curriculum and pays from its own budget",
            Delivered, new RecordAcademy(School, new() { AdoptedOn = new(null, Day("2026-03-01")), OwnBudgetSince = new(null, Day("2027-01-01")) }), LeadOfficer,
            new AcademyRecorded(new(School, "Police academy", Investigations, Day("2026-01-20"), Day("2026-03-01"), Day("2027-01-01")))),
        Refused("An academy that does not exist is not changed", Delivered, new RecordAcademy(First, new()), LeadOfficer, new AcademyUnknown(First)),
        Refused("An academy does not take over a course that does not exist",
            Delivered, new RecordAcademy(null, new() { Name = new(null, "Judicial school"), Course = new(null, School) }), LeadOfficer, new CourseUnknown(School)),

        Refused("Needs are not analysed where training is not chosen",
            Having() with { Details = Details }, new AnalyseNeeds(InstitutionType.Police, new(null, new(Today, "Interviews"))), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.Training)),
        Refused("A course that a colleague has changed meanwhile is not overwritten",
            Having(), new RecordCourse(Investigations, new() { Version = new("2.0", "3") }), LeadOfficer, new EditConflict([new("version", "2.0", "2.1", "3")])),
        Refused("An engagement has so many courses and no more",
            Having() with { Training = new() { Courses = [.. Enumerable.Range(1, Limits.Courses).Select(n => Course with { Id = CommandId(20_000 + n) })] } },
            new RecordCourse(null, NewCourse), LeadOfficer, new TooMany("courses", Limits.Courses)),
        Refused("A session is not recorded where training is not chosen",
            Having() with { Details = Details }, new RecordSession(null, NewSession), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.Training)),
        Refused("A session that a colleague has changed meanwhile is not overwritten",
            Delivered, new RecordSession(First, new() { Place = new(null, "Mombasa") }), LeadOfficer, new EditConflict([new("place", null, "Nairobi", "Mombasa")])),
        Refused("Trainers are counted from zero",
            Delivered, new RecordSession(First, new() { Trainers = new(Held.Plan.Trainers, new(-1)) }), LeadOfficer, new OutOfRange("edits.trainers.to.national", -1, 0, Limits.People)),
        Refused("A session is one of a course of the engagement", Having(), new RecordSession(null, NewSession with { Course = new(null, School) }), LeadOfficer, new CourseUnknown(School)),
        Refused("People are counted from zero", NotCounted, Reported(new([], -1)), LeadOfficer, new OutOfRange("counts.invited", -1, 0, Limits.People)),
        Refused("Nobody is counted in a session that does not exist", Having(), Reported(Counts), LeadOfficer, new SessionUnknown(First)),
        Refused("Nobody is tested in a session that does not exist", Having(), new ReportLearning(First, new(null, Tests)), LeadOfficer, new SessionUnknown(First)),
        Refused("Means that somebody else has entered meanwhile are not overwritten",
            Delivered, new ReportLearning(First, new(null, new(new(40, 20)))), LeadOfficer,
            new EditConflict([new("tests", null, "before: mean: 48.5; tested: 20; after: mean: 71; tested: 19", "before: mean: 40; tested: 20")])),
        Refused("Nobody is tested in a session that was called off", Delivered, new ReportLearning(CalledOff, new(null, Tests)), LeadOfficer, new SessionIsCalledOff(CalledOff)),
        Refused("Nobody is tested in a session that has not begun",
            Delivered, new ReportLearning(Later, new(null, Tests)), LeadOfficer, new SessionNotHeldYet(Later, Planned.Plan.Dates.Start)),
        Refused("A partner does not enter the means of another", Delivered, new ReportLearning(First, new(Tests, null)), PartnerUserOf(Unicef), new SessionOfAnother(First, Iom)),
        Refused("Nobody is asked after a session that does not exist", Having(), new ReportFollowUp(First, FollowUp, 0), LeadOfficer, new SessionUnknown(First)),
        Refused("A follow-up that somebody else has entered meanwhile is not overwritten",
            Having(Held with { FollowUp = FollowUp, FollowUpSince = 9 }), new ReportFollowUp(First, FollowUp with { Applying = 7 }, 0), LeadOfficer,
            new EditConflict([new("counts", null, "2026-03-02: 16 / 11 / 6", "2026-03-02: 16 / 11 / 7")])),
        Refused("Nobody is asked after a session that was called off", Delivered, new ReportFollowUp(CalledOff, FollowUp, 0), LeadOfficer, new SessionIsCalledOff(CalledOff)),
        Refused("People asked are counted from zero", Delivered, new ReportFollowUp(First, new(Today, [], -1), 0), LeadOfficer, new OutOfRange("counts.asked", -1, 0, Limits.People)),
        Refused("A combination of sex and institution occurs once in a follow-up",
            Delivered, new ReportFollowUp(First, FollowUp with { Cells = FollowUp.Cells.Add(FollowUp.Cells[0]) }, 0), LeadOfficer, new Malformed([new("counts.cells[2]", FieldFaultKind.Repeated)])),
        Refused("A partner does not enter the follow-up of another", Delivered, new ReportFollowUp(First, FollowUp, 0), PartnerUserOf(Unicef), new SessionOfAnother(First, Iom)),
        Refused("An academy is not recorded where training is not chosen",
            Having() with { Details = Details }, new RecordAcademy(null, new() { Name = new(null, "Judicial school") }), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.Training)),
        Refused("An academy that a colleague has changed meanwhile is not overwritten",
            Delivered, new RecordAcademy(School, new() { AgreedOn = new(null, Today) }), LeadOfficer, new EditConflict([new("agreedOn", null, "2026-01-20", "2026-03-02")])),
        Refused("An engagement has so many academies and no more",
            Having() with { Training = new() { Academies = [.. Enumerable.Range(1, Limits.Courses).Select(n => new Academy(CommandId(20_000 + n), "School"))] } },
            new RecordAcademy(null, new() { Name = new(null, "Judicial school") }), LeadOfficer, new TooMany("academies", Limits.Courses)),
    ];
}
