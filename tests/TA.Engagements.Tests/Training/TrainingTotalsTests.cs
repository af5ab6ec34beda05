using System.Text.Json;

namespace TA.Engagements.Tests;

public sealed class TrainingTotalsTests
{
    private static readonly DateOnly From = Day("2026-01-01");
    private static readonly DateOnly To = Day("2026-12-31");

    private static readonly TrainingSession Second = new()
    {
        Id = CommandId(731),
        Plan = new(TrainingExamples.Investigations, Span("2026-03-30", "2026-04-03")),
        Attendance = new([new(Sex.Female, InstitutionType.Police, AgeGroup.From25To34, 10, 10, null, 3)], null, 12),
        Tests = new(new(60, 10), new(80, 10)),
        FollowUp = new(Day("2027-01-10"), [], 10, 8, 6),
    };

    private static readonly TrainingSession OfTrainers = new()
    {
        Id = CommandId(732),
        Plan = new(TrainingExamples.Trainers, Span("2026-02-02", "2026-02-06")),
        Attendance = new([], null, 8, 8, 8),
        Certificates = new(4, 3, null, 7),
    };

    private static readonly TrainingSession NotReported = new() { Id = CommandId(733), Plan = new(TrainingExamples.Investigations, Span("2026-05-04", "2026-05-08")) };

    private static readonly Engagement Trained = TrainingExamples.Having(TrainingExamples.Held, Second, OfTrainers, NotReported);

    [Fact]
    public void Attendances_and_unique_persons_are_told_apart()
    {
        var people = TrainingTotals.Of(Trained, From, To).People;
        Assert.Equal((2, 1), (people.Sessions, people.NotReported));
        Assert.Equal((32, 19, 0), (people.Attendances, people.Persons, people.PersonsNotKnown));
    }

    [Fact]
    public void Trainers_are_counted_apart()
    {
        var totals = TrainingTotals.Of(Trained, From, To);
        Assert.Equal((1, 8, 8), (totals.Trainers.Sessions, totals.Trainers.Attendances, totals.Trainers.Persons));
        Assert.Equal(new SexCounts(4, 3, null, 7), totals.Trainers.Certificates);
        Assert.Equal(new SexCounts(6, 13, 0, 19), totals.People.Certificates);
    }

    [Fact]
    public void People_are_summed_by_sex_institution_and_age()
    {
        var people = TrainingTotals.Of(Trained, From, To).People;
        Assert.Equal((17, 13), (people.Sum(Counted.Attended, Sex.Female), people.Sum(Counted.Attended, Sex.Male)));
        Assert.Equal((26, 4), (people.Sum(Counted.Attended, institution: InstitutionType.Police), people.Sum(Counted.Attended, institution: InstitutionType.Prosecution)));
        Assert.Equal(4, people.Sum(Counted.Attended, Sex.Male, age: AgeGroup.From35To49));
        Assert.Null(people.Sum(Counted.Attended, institution: InstitutionType.Judiciary));
        Assert.Equal([new(InstitutionType.Police, 2), new(InstitutionType.Prosecution, 1)], people.SessionsByInstitution);
    }

    [Fact]
    public void A_number_that_nobody_knows_is_null_and_not_zero()
    {
        var people = TrainingTotals.Of(TrainingExamples.Having(NotReported), From, To).People;
        Assert.Equal((0, 1), (people.Sessions, people.NotReported));
        Assert.True(people is { Attendances: null, Persons: null, Completed: null, Certificates: null, Asked: null, Cells.Count: 0 });
    }

    [Fact]
    public void A_session_counts_in_the_period_that_holds_its_last_day_and_a_follow_up_in_its_own()
    {
        Assert.Equal((1, 20), (TrainingTotals.Of(Trained, From, Day("2026-04-02")).People.Sessions, TrainingTotals.Of(Trained, From, Day("2026-04-02")).People.Attendances));
        Assert.Equal((1, 12), (TrainingTotals.Of(Trained, Day("2026-04-03"), To).People.Sessions, TrainingTotals.Of(Trained, Day("2026-04-03"), To).People.Attendances));
        Assert.Null(TrainingTotals.Of(Trained, From, To).People.Asked);
        var next = TrainingTotals.Of(Trained, Day("2027-01-01"), Day("2027-12-31")).People;
        Assert.Equal((10, 8, 6), (next.Asked, next.Answered, next.Applying));
    }

    [Fact]
    public void Means_are_weighted_by_the_number_tested()
    {
        var gains = TrainingTotals.Of(Trained, From, To).People.Gains;
        Assert.Equal([new TestGain(null, 48.5m, 20, 71m, 19), new TestGain(InstitutionType.Police, 60m, 10, 80m, 10)], gains);
        var same = TrainingTotals.Of(TrainingExamples.Having(Second, Second with { Id = CommandId(740), Tests = new(new(30, 5), new(50, 10)) }), From, To).People.Gains;
        Assert.Equal([new TestGain(InstitutionType.Police, 50m, 15, 65m, 20)], same);
    }

    [Fact]
    public void A_session_that_was_called_off_counts_nowhere() =>
        Assert.Equal(new TrainingFigures(), TrainingTotals.Of(TrainingExamples.Having(NotReported with { Plan = NotReported.Plan with { CancelledBecause = "Flood" } }), From, To).People);

    [Fact]
    public void A_cell_in_storage_is_short_and_reads_back()
    {
        var text = JsonSerializer.Serialize(TrainingExamples.Counts, EngagementJson.Stored);
        Assert.Contains("\"f/police/25/8/7/6/7\"", text);
        Assert.Equal(TrainingExamples.Counts, JsonSerializer.Deserialize<AttendanceCounts>(text, EngagementJson.Stored));
    }

    [Theory]
    [InlineData("f/police/25/8/7/6")]
    [InlineData("f/police/25/8/7/6/5/4")]
    [InlineData("f/police/26/8/7/6/5")]
    [InlineData("f/army/25/8/7/6/5")]
    [InlineData("f/police/25/8/-7/6/5")]
    public void A_cell_in_storage_that_is_not_well_formed_is_a_fault(string cell) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AttendanceCell>($"\"{cell}\"", EngagementJson.Stored));

    [Fact]
    public void Every_word_of_a_cell_reads_back_from_storage() =>
        Assert.All(
            from sex in Enum.GetValues<Sex>() from institution in Enum.GetValues<InstitutionType>() from age in Enum.GetValues<AgeGroup>() select new AttendanceCell(sex, institution, age, 0, null, 1),
            cell => Assert.Equal(cell, JsonSerializer.Deserialize<AttendanceCell>(JsonSerializer.Serialize(cell, EngagementJson.Stored), EngagementJson.Stored)));

    [Fact]
    public void Forty_sessions_with_eight_cells_each_take_under_30_KB_in_storage()
    {
        var cells = Enumerable.Range(1, 8).Select(n => new AttendanceCell((Sex)(1 + (n % 2)), (InstitutionType)n, AgeGroup.From35To49, 12, 11, 10, 9)).ToItems();
        var sessions = Enumerable.Range(1, 40).Select(n => TrainingExamples.Held with { Id = Guid.NewGuid(), Attendance = new(cells, 96, 88, 80, 72) }).ToItems();
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(new TrainingWork { Sessions = sessions }, EngagementJson.Stored).Length, 10_000, 30_000);
    }
}
