using CsCheck;

namespace TA.Engagements.Tests;

public sealed class EngagementRulesProperties
{
    private static readonly Actor[] People = [Importer, LeadOfficer, Deputy, OtherOfficer, Manager, Administrator, PartnerUserOf(Iom), PartnerUserOf(Unicef)];

    [Fact]
    public void No_well_formed_command_is_ever_a_fault() =>
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = RandomWork.Start(picks.Length);
            var id = 0;
            foreach (var pick in picks)
            {
                var command = pick.C % 2 == 0 ? work.Wild(record.Engagement!, pick) : work.AsAPage(record.Engagement!, pick);
                Assert.Null(WellFormed.Check(command) is { } malformed && malformed.Fields.Any(f => f.Fault is not (FieldFaultKind.Repeated or FieldFaultKind.DateOutOfRange)) ? malformed : null);
                record = record.Ask(CommandId(++id), pick.B % 2 == 0 ? Importer : People[pick.B % People.Length], command).Record;
            }
        }, iter: 200);

    [Fact]
    public void Every_kind_of_command_is_accepted_somewhere_in_random_work()
    {
        var missing = EveryTypeIsShownTests.Concrete<EngagementCommand>().Except([typeof(OpenEngagement), typeof(RecordEngagement)]).ToHashSet();
        for (var batch = 0; batch < 1_000 && missing.Count > 0; batch++)
            RandomWork.Picks.Sample(picks =>
            {
                var work = new RandomWork();
                var record = RandomWork.Start(picks.Length);
                var id = 0;
                foreach (var pick in picks)
                {
                    var command = work.AsAPage(record.Engagement!, pick);
                    var answer = record.Ask(CommandId(++id), Importer, command);
                    if (answer.Version > record.Version)
                        missing.Remove(command.GetType());
                    record = answer.Record;
                }
            }, iter: 25, threads: 1);
        Assert.Empty(missing);
    }
}
