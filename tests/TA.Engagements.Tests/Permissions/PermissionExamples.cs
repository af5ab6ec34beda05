using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class PermissionExamples
{
    private static readonly Engagement Shared = With(Task("leg.a", Iom), Task("leg.b", Unicef), Task("leg.c", ofNobody: true));

    public static IEnumerable<Example> All =>
    [
        Refused("A partner does not start the task of another", Shared, new StartTask("leg.b"), PartnerUserOf(Iom), new TaskOfAnother("leg.b", Unicef)),
        Refused("A partner does not start a task that nobody has yet", Shared, new StartTask("leg.c"), PartnerUserOf(Iom), new TaskOfAnother("leg.c", null)),
        Refused("A partner that takes no part does not learn of the engagement", Shared, new StartTask("leg.a"), PartnerUserOf(new("osce")), new EngagementUnknown(Reference)),
        Refused("An officer changes the engagements that he or she leads", Shared, new StartTask("leg.a"), OtherOfficer, new NotYourEngagement()),
        Refused("A manager watches and does not work", Shared, new StartTask("leg.a"), Manager, new OfficersOnly()),
    ];
}
