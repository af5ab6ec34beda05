using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>Numbers that count themselves: from what the workstreams record to the indicator.</summary>
public sealed class WorkSourcesTests
{
    private static readonly Guid Unit = CommandId(501);
    private static readonly Guid Course = CommandId(502);
    private static readonly Guid Tot = CommandId(503);
    private static readonly DateSpan February = Span("2026-02-02", "2026-02-06");

    private static Reached One(Engagement engagement, string code) => Assert.Single(ResultsReached.Of(engagement, Indicators.Find(code)!));

    private static string Cells(Reached reached, string dimension) =>
        string.Join(' ', reached.Cells.Where(c => c.Dimension == dimension).Select(c => FormattableString.Invariant($"{c.Category}:{c.Value}{(c.Of is null ? "" : "/")}{c.Of}")));

    private static Engagement Trained(params TrainingSession[] sessions) => With() with
    {
        Training = new()
        {
            Courses = [new(Course, "Investigation", "en"), new(Tot, "Trainers", "en", TrainsTrainers: true)],
            Sessions = sessions.ToItems(),
        },
    };

    private static TrainingSession Session(int n, Guid course, params AttendanceCell[] cells) => new()
    {
        Id = CommandId(510 + n), Plan = new(course, February), Attendance = cells.Length == 0 ? null : new(cells.ToItems()),
    };

    private static AttendanceCell Women(int attended, int? first = null, InstitutionType institution = InstitutionType.Police) => new(Sex.Female, institution, AgeGroup.NotStated, attended, attended, attended, first);

    private static AttendanceCell Men(int attended, int? first = null, InstitutionType institution = InstitutionType.Police) => new(Sex.Male, institution, AgeGroup.NotStated, attended, attended, attended, first);

    [Fact]
    public void Officials_trained_are_unique_persons_by_sex_and_institution()
    {
        var trained = One(Trained(Session(1, Course, Women(12, 12), Men(20, 20)), Session(2, Course, Women(12, 2), Men(8, 8, InstitutionType.Prosecution))), "TRN-1");
        Assert.Equal((2026, 42m, true), (trained.Year, trained.Value, trained.FromWork));
        Assert.Equal("men:28 women:14", Cells(trained, "sex"));
        Assert.Equal("police:34 prosecution:8", Cells(trained, "institution"));
    }

    [Fact]
    public void Of_the_only_session_everybody_is_there_for_the_first_time() => Assert.Equal(32, One(Trained(Session(1, Course, Women(12), Men(20))), "TRN-1").Value);

    [Fact]
    public void Of_the_session_that_began_first_everybody_is_there_for_the_first_time_whatever_comes_later()
    {
        var march = Session(2, Course, Women(12)) with { Plan = new(Course, Span("2026-03-02", "2026-03-06")) };
        Assert.Equal(32, One(Trained(Session(1, Course, Women(12), Men(20)), march), "TRN-1").Value);
        Assert.Equal(36, One(Trained(Session(1, Course, Women(12), Men(20)), march with { Attendance = new([Women(12, 4)]) }), "TRN-1").Value);
        Assert.Equal(4, One(Trained(Session(1, Course, Women(12, 4), Men(20)) with { Attendance = new([Women(12, 4), Men(20)], FirstTime: 4) }, march), "TRN-1").Value);
    }

    [Fact]
    public void A_number_and_its_parts_are_of_the_same_sessions()
    {
        var trained = One(Trained(Session(1, Course, Women(30, 20), Men(30)), Session(2, Course, Women(4, 4), Men(4, 4))), "TRN-1");
        Assert.Equal((8m, "men:4 women:4"), (trained.Value, Cells(trained, "sex")));

        var certified = One(Trained(Session(1, Tot, Women(10), Men(5)) with { Certificates = new(10, 5) }, Session(2, Tot, Women(5), Men(5)) with { Certificates = new(5, 5, 0) }), "TRN-2");
        Assert.Equal((10m, "men:5 women:5"), (certified.Value, Cells(certified, "sex")));

        FollowUpCounts Asked(int? answered, int applying) => new(Day("2026-03-01"), [new(Sex.Female, InstitutionType.Police, 20, answered, applying)]);
        var applying = One(Trained(Session(1, Course, Women(20)) with { FollowUp = Asked(null, 12) }, Session(2, Course, Women(20)) with { FollowUp = Asked(20, 5) }), "TRN-5");
        Assert.Equal((5m, 20m, "women:5/20"), (applying.Value, applying.Of!.Value, Cells(applying, "sex")));
    }

    [Fact]
    public void An_academy_that_is_expected_to_adopt_a_course_has_not_yet()
    {
        var engagement = With() with { Training = new() { Academies = [new(CommandId(540), "A", AdoptedOn: Day("2026-02-01")), new(CommandId(541), "B", AdoptedOn: Day("2026-11-20"))] } };
        Assert.Equal([1m], ResultsReached.Of(engagement, Indicators.Find("TRN-6")!, Day("2026-11-19")).Select(r => r.Value));
        Assert.Equal([2m], ResultsReached.Of(engagement, Indicators.Find("TRN-6")!, Day("2026-11-20")).Select(r => r.Value));
    }

    [Fact]
    public void Of_two_sessions_that_do_not_say_who_is_there_for_the_first_time_nobody_is_counted_twice() =>
        Assert.Empty(ResultsReached.Of(Trained(Session(1, Course, Women(12)), Session(2, Course, Women(12))), Indicators.Find("TRN-1")!));

    [Fact]
    public void Sessions_held_count_and_those_without_people_do_not()
    {
        Assert.Equal(2, One(Trained(Session(1, Course, Women(12)), Session(2, Tot, Men(6)), Session(3, Course)), "TRN-3").Value);
        Assert.Empty(ResultsReached.Of(Trained(Session(3, Course)), Indicators.Find("TRN-3")!));
    }

    [Fact]
    public void Trainers_count_by_their_certificates_and_are_not_officials_trained()
    {
        var engagement = Trained(Session(1, Tot, Women(6), Men(6)) with { Certificates = new(6, 5, 0) });
        Assert.Equal((11m, "men:5 women:6"), (One(engagement, "TRN-2").Value, Cells(One(engagement, "TRN-2"), "sex")));
        Assert.Empty(ResultsReached.Of(engagement, Indicators.Find("TRN-1")!));
    }

    [Fact]
    public void The_mean_gain_is_weighted_by_the_number_tested()
    {
        var engagement = Trained(
            Session(1, Course, Women(10)) with { Tests = new(new(40, 10), new(60, 10)) }, Session(2, Course, Men(30)) with { Tests = new(new(50, 30), new(60, 30)) });
        var gain = One(engagement, "TRN-4");
        Assert.Equal(12.5m, ResultsReached.Shown(Measure.Mean, gain.Value, gain.Of));
    }

    [Fact]
    public void Who_applies_what_was_learnt_is_told_out_of_those_who_answered()
    {
        var followUp = new FollowUpCounts(Day("2026-03-01"), [new(Sex.Female, InstitutionType.Police, 20, 15, 12), new(Sex.Male, InstitutionType.Police, 20, 10, 5)]);
        var applying = One(Trained(Session(1, Course, Women(20), Men(20)) with { FollowUp = followUp }), "TRN-5");
        Assert.Equal((17m, 25m, "men:5/10 women:12/15"), (applying.Value, applying.Of!.Value, Cells(applying, "sex")));
    }

    [Fact]
    public void Women_in_filled_posts_and_yearly_totals_of_the_units_follow()
    {
        var unit = new SpecializedUnit
        {
            Id = Unit,
            Facts = new("Anti-trafficking unit", UnitKind.Police),
            StaffedOn = Today,
            Posts = [new(CommandId(520), "Investigators", PostLevel.Operational, new(20, 16, 6)), new(CommandId(521), "Drivers", PostLevel.Support, new(4, 4))],
            Operational = [new(Day("2025-06-01"), Day("2025-12-01")), new(Day("2026-01-10"))],
            Years = [new(2025, new(new(10, 2, 3, null, null, 20), new(7, 3, 1), new(2)))],
        };
        var engagement = With() with { Units = new() { Units = [unit] } };
        Assert.Equal((6m, 16m), (One(engagement, "UNIT-2").Value, One(engagement, "UNIT-2").Of));
        Assert.Equal([(2025, 0m), (2026, 1m)], ResultsReached.Of(engagement, Indicators.Find("UNIT-1")!, Today).Select(r => (r.Year, r.Value)));
        var referred = One(engagement, "UNIT-5");
        Assert.Equal((20m, "men:2 not-stated:5 women:13", "adult:12 child:3 not-stated:5"), (referred.Value, Cells(referred, "sex"), Cells(referred, "age")));
        Assert.Equal((9m, "smuggling:2 trafficking:7"), (One(engagement, "UNIT-6").Value, Cells(One(engagement, "UNIT-6"), "crime")));
        Assert.Equal((4m, "conviction:1 prosecution:3"), (One(engagement, "UNIT-7").Value, Cells(One(engagement, "UNIT-7"), "step")));
    }

    [Fact]
    public void A_law_in_force_counts_for_each_treaty_it_carries_out()
    {
        var version = new DraftVersion(CommandId(530), 1, Day("2025-09-01"), "Amina Diallo", new('a', 64), Provisions: ["TIP-5.1", "SOM-6.1a"]);
        var bill = new Bill(CommandId(531), "Trafficking Act", BillKind.Act, [version], [new(LegislativeMilestone.InForce, Actual: Day("2026-02-01")), new(LegislativeMilestone.Regulations, Actual: Day("2026-02-20"))], 1);
        var engagement = With() with { Legislation = new() { Bills = [bill] } };
        Assert.Equal((2025, 1m), (One(engagement, "LEG-2").Year, One(engagement, "LEG-2").Value));
        Assert.Equal((2026, 1m, "som:1 tip:1"), (One(engagement, "LEG-3").Year, One(engagement, "LEG-3").Value, Cells(One(engagement, "LEG-3"), "instrument")));
        Assert.Equal(1, One(engagement, "LEG-6").Value);
    }

    [Fact]
    public void Provisions_met_are_told_out_of_the_mandatory_ones_that_apply()
    {
        var mandatory = With().AssessedProvisions().Where(p => p.Obligation == ObligationLevel.Mandatory).ToList();
        var assessment = new GapAssessment(CommandId(540), "Penal Code", Day("2026-02-01"), null,
        [
            new(mandatory[0].Id, ComplianceRating.Met, On: Day("2026-02-02")), new(mandatory[1].Id, ComplianceRating.NotApplicable, On: Day("2026-02-02")),
            new(mandatory[2].Id, ComplianceRating.NotMet, On: Day("2026-02-02")),
        ]);
        var met = One(With() with { Legislation = new() { Assessments = [assessment] } }, "LEG-4");
        Assert.Equal((1m, mandatory.Count - 1m), (met.Value, met.Of!.Value));
        Assert.Empty(ResultsReached.Of(With() with { Legislation = new() { Assessments = [assessment] } }, Indicators.Find("LEG-1")!));
    }

    [Fact]
    public void An_assessment_that_has_just_begun_does_not_take_the_place_of_one_that_rates_everything()
    {
        var mandatory = With().AssessedProvisions().Where(p => p.Obligation == ObligationLevel.Mandatory).ToList();
        GapAssessment Rated(int n, string day, int provisions) => new(CommandId(n), "Penal Code", Day(day), null, mandatory.Take(provisions).Select(p => new ProvisionFinding(p.Id, ComplianceRating.Met, On: Day(day))).ToItems());
        var before = Rated(540, "2025-12-30", mandatory.Count);
        Assert.Equal([(2025, (decimal)mandatory.Count)], Met(before, Rated(541, "2026-02-02", 1)));
        Assert.Equal([(2025, mandatory.Count), (2026, (decimal)mandatory.Count)], Met(before, Rated(541, "2026-02-02", mandatory.Count)));

        IEnumerable<(int, decimal)> Met(params GapAssessment[] assessments) =>
            ResultsReached.Of(With() with { Legislation = new() { Assessments = assessments.ToItems() } }, Indicators.Find("LEG-4")!).Select(r => (r.Year, r.Value));
    }

    [Fact]
    public void Regulations_that_are_kept_as_bills_are_not_counted_by_the_step_of_their_law_too()
    {
        var law = new Bill(CommandId(531), "Trafficking Act", BillKind.Act, [], [new(LegislativeMilestone.Regulations, Actual: Day("2026-02-20"))], 1);
        var regulation = new Bill(CommandId(532), "Shelter regulation", BillKind.Regulation, [], [new(LegislativeMilestone.InForce, Actual: Day("2026-02-20"))], 1);
        Assert.Equal(1, One(With() with { Legislation = new() { Bills = [law] } }, "LEG-6").Value);
        Assert.Equal(1, One(With() with { Legislation = new() { Bills = [law, regulation] } }, "LEG-6").Value);
    }

    [Fact]
    public void A_gap_assessment_counts_once_it_is_complete_and_the_State_has_validated_it()
    {
        var complete = new GapAssessment(CommandId(540), "Penal Code", Day("2025-02-01"), null,
            With().AssessedProvisions().Where(p => p.Obligation == ObligationLevel.Mandatory).Select(p => new ProvisionFinding(p.Id, ComplianceRating.Met, On: Day("2025-12-30"))).ToItems());
        var work = new LegislationWork { Assessments = [complete] };
        Assert.Equal(2025, One(With() with { Legislation = work }, "LEG-1").Year);
        Assert.Empty(ResultsReached.Of(With(Task("leg.assess.validate")) with { Legislation = work }, Indicators.Find("LEG-1")!));
        Assert.Equal(2026, One(With(Task("leg.assess.validate", state: PlanTaskState.Accepted)) with { Legislation = work }, "LEG-1").Year);
    }

    [Fact]
    public void Every_number_that_follows_from_the_work_fits_its_dimensions_and_people_add_up() =>
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = RandomWork.Start(picks.Length);
            var id = 0;
            foreach (var pick in picks)
                record = record.Answer(Reference, CommandId(++id), Importer, work.AsAPage(record.Engagement!, pick), Now, 0).Record;
            foreach (var indicator in Indicators.All)
                foreach (var reached in ResultsReached.Of(record.Engagement!, indicator))
                {
                    Assert.All(reached.Cells, c => Assert.Contains(c.Dimension, indicator.Dimensions));
                    Assert.All(reached.Cells, c => Assert.True(Indicators.Dimensions[c.Dimension] is { Count: 0 } || Indicators.Dimensions[c.Dimension].Contains(c.Category), $"{indicator.Code} {c}"));
                    if (indicator.CountsPeople && reached.FromWork)
                        Assert.All(reached.Cells.GroupBy(c => c.Dimension), d => Assert.Equal(reached.Value, d.Sum(c => c.Value)));
                    SmallCells.Publish(indicator, reached);
                }
        }, iter: 40);
}
