namespace TA.Engagements;

/// <summary>What a unit did in one year, as the national authority states it. Totals only, never records of persons or cases.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Totals">The totals.</param>
public sealed record UnitYear(int Year, YearTotals Totals);

/// <summary>Totals of one year. A blank is not a zero.</summary>
/// <param name="Referred">People referred to assistance.</param>
/// <param name="Trafficking">Cases of trafficking in persons.</param>
/// <param name="Smuggling">Cases of smuggling of migrants.</param>
/// <param name="Violence">Cases of violence against migrants.</param>
/// <param name="Source">Who states it, and where.</param>
public sealed record YearTotals(ReferredTotals? Referred = null, CaseTotals? Trafficking = null, CaseTotals? Smuggling = null, CaseTotals? Violence = null, string? Source = null);

/// <summary>People referred to assistance, by sex, adults and children apart. Where all parts are known and a total is stated, they add up to it.</summary>
/// <param name="Women">Women.</param>
/// <param name="Men">Men.</param>
/// <param name="Girls">Girls under 18.</param>
/// <param name="Boys">Boys under 18.</param>
/// <param name="NotStated">Sex or age is not stated.</param>
/// <param name="Total">All, as stated.</param>
public sealed record ReferredTotals(int? Women = null, int? Men = null, int? Girls = null, int? Boys = null, int? NotStated = null, int? Total = null)
{
    /// <summary>The parts, in the order above.</summary>
    internal IEnumerable<int?> Parts => [Women, Men, Girls, Boys, NotStated];

    /// <summary>The total stated, else the sum of the parts where all are known, else null.</summary>
    public int? All() => TotalsCheck.Total(Total, Parts);
}

/// <summary>Cases of one crime, each a number of its own: an investigation of one year may be prosecuted in another.</summary>
public sealed record CaseTotals(int? Investigations = null, int? Prosecutions = null, int? Convictions = null);

/// <summary>Records what a unit did in a year. Refused when the parts do not add up to the total stated.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">From 1945 to the present year.</param>
/// <param name="Totals">As the person saw them, null when there were none, and as they are.</param>
public sealed record RecordPerformance(Guid Unit, int Year, Edit<YearTotals?> Totals) : UnitCommand;

/// <summary>The totals of a year are on record.</summary>
public sealed record PerformanceRecorded(Guid Unit, int Year, YearTotals? Totals) : UnitEvent;

internal static class CountingPerformance
{
    public static Decision Decide(Engagement engagement, RecordPerformance command, in Asked asked)
    {
        if (engagement.Units.Find(command.Unit) is not { } unit)
            return new UnitUnknown(command.Unit);
        if (command.Year < Limits.FirstDate.Year || command.Year > asked.Today.Year)
            return new OutOfRange("year", command.Year, Limits.FirstDate.Year, asked.Today.Year);
        var judge = new EditJudge();
        if (judge.Judge("totals", unit.Years.FirstOrDefault(y => y.Year == command.Year)?.Totals, command.Totals) is null)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        return Fault(command.Totals.To) is { } fault ? fault : new PerformanceRecorded(unit.Id, command.Year, command.Totals.To);
    }

    private static Refusal? Fault(YearTotals? totals)
    {
        var check = new TotalsCheck();
        if (totals?.Referred is { } referred)
        {
            foreach (var (name, value) in new[] { ("women", referred.Women), ("men", referred.Men), ("girls", referred.Girls), ("boys", referred.Boys), ("notStated", referred.NotStated), ("total", referred.Total) })
                check.Count($"totals.to.referred.{name}", value);
            check.Sum("totals.to.referred.total", Counted.Referred, referred.Parts, referred.Total);
        }

        foreach (var (name, cases) in new[] { ("trafficking", totals?.Trafficking), ("smuggling", totals?.Smuggling), ("violence", totals?.Violence) })
        {
            check.Count($"totals.to.{name}.investigations", cases?.Investigations);
            check.Count($"totals.to.{name}.prosecutions", cases?.Prosecutions);
            check.Count($"totals.to.{name}.convictions", cases?.Convictions);
        }

        return check.Refusal;
    }

    public static Engagement Apply(Engagement engagement, PerformanceRecorded recorded) => engagement.With(recorded.Unit, unit => unit with
    {
        Years = unit.Years.Where(y => y.Year != recorded.Year).Concat(recorded.Totals is { } totals ? [new UnitYear(recorded.Year, totals)] : []).OrderBy(y => y.Year).ToItems(),
    });
}
