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
                record = record.Answer(Reference, CommandId(++id), pick.B % 2 == 0 ? Importer : People[pick.B % People.Length], command, Now, 0).Record;
            }
        }, iter: 200);

    [Fact]
    public void Every_kind_of_command_is_accepted_somewhere_in_random_work()
    {
        var accepted = new System.Collections.Concurrent.ConcurrentDictionary<Type, int>();
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = RandomWork.Start(picks.Length);
            var id = 0;
            foreach (var pick in picks)
            {
                var command = work.AsAPage(record.Engagement!, pick);
                var answer = record.Answer(Reference, CommandId(++id), Importer, command, Now, 0);
                if (answer.Version > record.Version)
                    accepted.AddOrUpdate(command.GetType(), 1, (_, n) => n + 1);
                record = answer.Record;
            }
        }, iter: 150);
        Assert.Empty(EveryTypeIsShownTests.Concrete<EngagementCommand>().Except(accepted.Keys).Except([typeof(OpenEngagement), typeof(RecordEngagement)]));
    }
}
