using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>Whatever is reported of a session in whatever order: what is accepted never contradicts itself, and what is refused is told by how much.</summary>
public sealed class TotalsProperties
{
    private static readonly Gen<int?> Number = Gen.Int[-1, 12].Select(n => n < 0 ? (int?)null : n);

    private static readonly Gen<AttendanceCounts> Counts = Gen.Select(
        Gen.Select(Number, Number, Number, Number, (i, a, c, f) => (i, a, c, f)).Array[0, 4], Gen.Int[0, 40].Nullable(), Gen.Int[0, 40].Nullable(), Gen.Int[0, 40].Nullable(), Number,
        (cells, invited, attended, completed, first) => new AttendanceCounts(
            cells.Select((c, n) => new AttendanceCell((Sex)(n % 3), InstitutionType.Police, AgeGroup.From50, c.i, c.a, c.c, c.f)).DistinctBy(c => c.Sex).ToItems(), invited, attended, completed, first));

    private static readonly Gen<(int What, AttendanceCounts Counts, int? A, int? B, int? C)> Report = Gen.Select(Gen.Int[0, 2], Counts, Number, Number, Number, (w, t, a, b, c) => (w, t, a, b, c));

    [Fact]
    public void Numbers_of_a_session_that_were_accepted_never_contradict_each_other()
    {
        var (accepted, refused) = (0, 0);
        Report.Array[1, 8].Sample(reports =>
        {
            var record = new EngagementRecord { Engagement = TrainingExamples.Having(new TrainingSession { Id = TrainingExamples.First, Plan = TrainingExamples.Held.Plan }) };
            foreach (var (n, report) in reports.Index())
            {
                var session = record.Engagement!.Training.Sessions[0];
                EngagementCommand command = report.What switch
                {
                    0 => new ReportAttendance(session.Id, report.Counts, session.AttendanceSince),
                    1 => new ReportLearning(session.Id, new(session.Tests, new(new(50, 1 + (report.A ?? 0)))), new(session.Certificates, new(report.A, report.B, Total: report.C))),
                    _ => new ReportFollowUp(session.Id, new(Today, [], report.A, report.B, report.C), session.FollowUpSince),
                };
                var answer = EngagementRules.Decide(record.Engagement, command, new(Reference, CommandId(n + 1), LeadOfficer, Now));
                if (answer.Refusal is TotalsDoNotAddUp { Faults: var faults })
                {
                    Assert.NotEmpty(faults);
                    Assert.All(faults, f => Assert.Equal(Math.Abs(f.Value - f.Other), f.By));
                    Assert.All(faults, f => Assert.True(f.By > 0));
                    Interlocked.Increment(ref refused);
                }

                foreach (var happened in answer.Events)
                    record = record with { Engagement = record.Engagement!.Apply(happened, new(record.Version + 1, Now, LeadOfficer)) };
                if (answer.Events.Count > 0)
                    Interlocked.Increment(ref accepted);
                Consistent(record.Engagement!.Training.Sessions[0]);
            }
        }, iter: 2_000);
        Assert.True(accepted > 200 && refused > 200, $"{accepted} accepted, {refused} refused: the test has lost its teeth.");
    }

    // Written down once more, apart from the rules.
    private static void Consistent(TrainingSession session)
    {
        var counts = session.Attendance ?? new();
        foreach (var (total, parts) in new (int?, IEnumerable<int?>)[]
        {
            (counts.Invited, counts.Cells.Select(c => c.Invited)), (counts.Attended, counts.Cells.Select(c => c.Attended)),
            (counts.Completed, counts.Cells.Select(c => c.Completed)), (counts.FirstTime, counts.Cells.Select(c => c.FirstTime)),
        })
            if (total is { } stated && counts.Cells.Count > 0)
                Assert.True(parts.Contains(null) ? parts.Sum() <= stated : parts.Sum() == stated);
        foreach (var cell in counts.Cells)
            Assert.False(cell.Attended > cell.Invited || cell.Completed > cell.Attended || cell.FirstTime > cell.Attended || (cell.Attended is null && cell.Completed > cell.Invited));
        var attended = counts.Total(Counted.Attended);
        Assert.False(attended > counts.Total(Counted.Invited) || counts.Total(Counted.Completed) > attended || counts.Total(Counted.FirstTime) > attended);
        Assert.False(session.Tests?.Before?.Tested > attended || session.Certificates?.All() > counts.Total(Counted.Completed));
        Assert.False(session.FollowUp?.Asked > attended || session.FollowUp?.Answered > session.FollowUp?.Asked || session.FollowUp?.Applying > session.FollowUp?.Answered);
    }
}
