using CsCheck;

namespace TA.Engagements.Tests;

public sealed class PartnerProperties
{
    /// <summary>Whatever a partner sends, only the work on its own tasks changes: their state, progress, reasons, person, proposals, comments and documents; and the numbers of the sessions it holds.</summary>
    [Fact]
    public void No_way_leads_from_a_partner_to_another_partner_s_task()
    {
        var accepted = 0;
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = new EngagementRecord { Engagement = RandomWork.Shared };
            var id = 0;
            foreach (var pick in picks)
            {
                var isPartner = pick.A % 3 != 0;
                var organization = pick.A % 2 == 0 ? Iom : Unicef;
                var before = record.Engagement!;
                var command = pick.C % 7 == 0 ? work.Wild(before, pick) : work.AsAPage(before, pick);
                var answer = record.Ask(CommandId(++id), isPartner ? PartnerUserOf(organization) : Importer, command);
                if (isPartner && answer.Version > record.Version)
                {
                    Interlocked.Increment(ref accepted);
                    Assert.Equal(WithoutWorkOf(organization, before, before), WithoutWorkOf(organization, before, answer.Record.Engagement!));
                }

                record = answer.Record;
            }
        }, iter: 450);
        Assert.True(accepted > 200, $"Only {accepted} commands of partners were accepted.");
    }

    /// <summary>The engagement with everything reset that an organization may change.</summary>
    private static Engagement WithoutWorkOf(OrganizationId organization, Engagement before, Engagement engagement)
    {
        var own = before.Tasks.Where(t => t.Organization == organization).Select(t => t.Id).ToHashSet();
        return engagement with
        {
            Version = 0,
            CommentIds = default,
            Legislation = engagement.Legislation with
            {
                Rounds = engagement.Legislation.Rounds.Select(r => !r.Reviewers.Contains(organization) ? r : r with { Comments = r.Comments.Where(c => c.Organization != organization).ToItems() }).ToItems(),
            },
            Documents = engagement.Documents.Where(d => d.Task is not { } task || !own.Contains(task)).ToItems(),
            Training = engagement.Training with { Sessions = engagement.Training.Sessions.Select(s => s.Plan.Partner == organization ? new TrainingSession { Id = s.Id, Plan = s.Plan } : s).ToItems() },
            Tasks = engagement.Tasks.Select(t => !own.Contains(t.Id) ? t : t with
            {
                State = default,
                StateSince = 0,
                PercentDone = 0,
                StartedOn = null,
                Because = null,
                WhatIsMissing = null,
                Person = null,
                Proposal = null,
                ProposalSince = 0,
                Comments = [],
            }).ToItems(),
        };
    }

    [Fact]
    public void What_a_partner_sees_holds_other_organizations_tasks_only_in_outline() =>
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = new EngagementRecord { Engagement = RandomWork.Shared };
            var id = 0;
            foreach (var pick in picks)
                record = record.Ask(CommandId(++id), Importer, work.AsAPage(record.Engagement!, pick)).Record;
            var view = Permissions.View(PartnerUserOf(Iom), record.Engagement!);
            var own = record.Engagement!.Tasks.Where(t => t.Organization == Iom).ToList();
            Assert.Equal(own, view.Tasks.Where(t => t.Organization == Iom && own.Any(o => o.Id == t.Id)));
            Assert.All(view.Tasks.Where(t => t.Organization != Iom), t =>
            {
                Assert.Contains(own, o => o.Predecessors.Any(p => p.Task == t.Id));
                Assert.True(t is { Description: null, Because: null, WhatIsMissing: null, Person: null, Proposal: null, Finding: null, Comments.Count: 0, PercentDone: 0 });
            });
            Assert.All(view.Training.Sessions, s => Assert.Equal(Iom, s.Plan.Partner));
            Assert.Equal(record.Engagement.Training.Sessions.Count(s => s.Plan.Partner == Iom), view.Training.Sessions.Count);
            Assert.True(view.Training is { Needs.Count: 0, Academies.Count: 0 } && view.Units.Units.Count == 0);
            Assert.All(view.Tasks, t => Assert.Equal(record.Engagement.StateOf(record.Engagement.Find(t.Id)!), view.StateOf(t)));
            Assert.All(view.Documents, d => Assert.Contains(own, o => o.Id == d.Task));
            Assert.True(view is { Contributions.Count: 0, Conflicts.Count: 0, Funding: null, Document: null, HealthRemark: null, Provenance: null, Details.Budget: null });
        }, iter: 150);
}
