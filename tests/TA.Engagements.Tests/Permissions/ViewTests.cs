using System.Text.Json;

namespace TA.Engagements.Tests;

public sealed class ViewTests
{
    /// <summary>Every text that IOM must not read says so.</summary>
    private static readonly Engagement Shared = With(
        Secret(Task("predecessor", Unicef)),
        Task("own", Iom, after: ["predecessor"]) with { Description = "For IOM", Comments = [new(CommandId(1), Now, "Amina Diallo", Unodc, "For IOM")] },
        Secret(Task("other", Unicef)) with { Title = "SECRET" },
        Secret(Task("nobodys", ofNobody: true)) with { Title = "SECRET" }) with
    {
        Details = Details with { Budget = new(1m, "USD") },
        Documents =
        [
            new(CommandId(2), "own.pdf", DocumentType.Pdf, 1, new('a', 64), "own", "IOM", Iom, Now),
            new(CommandId(3), "SECRET.pdf", DocumentType.Pdf, 1, new('b', 64), "predecessor", "UNICEF", Unicef, Now),
            new(CommandId(4), "SECRET.pdf", DocumentType.Pdf, 1, new('c', 64), null, "UNODC", Unodc, Now),
        ],
        Contributions = [new(CommandId(5), "SECRET")],
        Conflicts = [new(CommandId(6), "other", [new("title", "SECRET", null, null)])],
        Funding = new(Today, "SECRET"),
        Document = new(Today, "SECRET"),
        HealthRemark = "SECRET",
        Provenance = new("SECRET", null, null, true, null, null),
        Gates = [new("leg.draft", Today, "SECRET", "SECRET")],
        Roles = [new(ResponsibleRole.Ngo, new("secret-ngo"))],
        Participants =
        [
            new(new("secret-donor"), "SECRET", ParticipationPart.Donor), new(new("secret-ngo"), "SECRET", ParticipationPart.Partner), new(Iom, "IOM", ParticipationPart.Partner),
            new(Unicef, "UNICEF", ParticipationPart.Partner),
        ],
    };

    private static readonly Engagement View = Permissions.View(PartnerUserOf(Iom), Shared);

    [Fact]
    public void A_partner_reads_nothing_that_is_not_its_own() =>
        Assert.DoesNotContain("SECRET", JsonSerializer.Serialize(View, EngagementJson.Public), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_partner_sees_its_own_task_as_it_is_and_whom_it_waits_for()
    {
        Assert.Equal(["predecessor", "own"], View.Tasks.Select(t => t.Id.Value));
        Assert.Equal(Shared.Find("own"), View.Find("own"));
        Assert.Equal((Unicef, March, PlanTaskState.Blocked), (View.Find("predecessor")!.Organization!.Value, View.Find("predecessor")!.Dates, View.Find("predecessor")!.State));
        Assert.Equal(Shared.StateOf(Shared.Find("own")!), View.StateOf(View.Find("own")!));
        Assert.Equal("own.pdf", Assert.Single(View.Documents).Name);
        Assert.Equal(["IOM", "UNICEF"], View.Participants.Select(p => p.Name));
    }

    [Fact]
    public void What_a_partner_waits_for_reads_as_it_is_though_the_partner_does_not_see_what_that_waits_for_in_turn()
    {
        var chain = With(Task("first", Unicef), Task("second", Unicef, after: ["first"]), Task("own", Iom, after: ["second"]));
        Assert.Equal("second planned, own planned", Read(chain));
        Assert.Equal("second ready, own planned", Read(With(Task("first", Unicef, PlanTaskState.Accepted), Task("second", Unicef, after: ["first"]), Task("own", Iom, after: ["second"]))));
        Assert.Equal("second planned, own planned", Read(chain with { State = EngagementState.Suspended }));

        static string Read(Engagement engagement)
        {
            var view = Permissions.View(PartnerUserOf(Iom), engagement);
            Assert.All(view.Tasks, t => Assert.Equal(engagement.StateOf(engagement.Find(t.Id)!), view.StateOf(t)));
            return string.Join(", ", view.Tasks.Select(t => $"{t.Id} {view.StateOf(t).ToString().ToLowerInvariant()}"));
        }
    }

    [Fact]
    public void Officers_managers_and_administrators_see_all() =>
        Assert.All([LeadOfficer, OtherOfficer, Manager, Administrator], person => Assert.Equal(Shared, Permissions.View(person, Shared)));

    private static PlanTask Secret(PlanTask task) => task with
    {
        State = PlanTaskState.Blocked,
        Description = "SECRET",
        Because = "SECRET",
        WhatIsMissing = "SECRET",
        Person = new("SECRET"),
        Proposal = new(April, "SECRET"),
        Finding = new("SECRET"),
        Comments = [new(CommandId(9), Now, "SECRET", Unicef, "SECRET")],
        PercentDone = 40,
    };
}
