namespace TA.Engagements.Tests;

/// <summary>The people and organizations of the tests.</summary>
internal static class People
{
    public static readonly OrganizationId Unodc = OrganizationId.Unodc;
    public static readonly OrganizationId Iom = new("iom");
    public static readonly OrganizationId Unicef = new("unicef");
    public static readonly OrganizationId Ministry = new("ken-ministry-of-justice");

    public static readonly Actor LeadOfficer = Officer("amina", "Amina Diallo", "Nairobi");
    public static readonly Actor Deputy = Officer("bo", "Bo Lindqvist", "Vienna");
    public static readonly Actor OtherOfficer = Officer("chen", "Chen Wei", "Bangkok");
    public static readonly Actor OfficerOfLeadOffice = Officer("dana", "Dana Njoroge", "Nairobi");
    public static readonly Actor Manager = new(new("elena"), "Elena Petrova", ActorRoles.Manager, Unodc);
    public static readonly Actor Administrator = new(new("farid"), "Farid Haddad", ActorRoles.Administrator, Unodc);
    public static readonly Actor Importer = new(new("system"), "Import", ActorRoles.System, Unodc);

    public static readonly UserId Colleague = new("iom-colleague");

    /// <summary>An officer whose account is disabled.</summary>
    public static readonly UserId Retired = new("retired");

    private static readonly KnownPerson[] AtUnodc =
    [
        .. new[] { LeadOfficer, Deputy, OtherOfficer, OfficerOfLeadOffice, Manager, Administrator }.Select(p => new KnownPerson(p.User, p.Roles, p.Organization, IsActive: true)),
        new(Retired, ActorRoles.Officer, Unodc, IsActive: false),
    ];

    /// <summary>
    /// What the accounts say: the people above by name, <c>iom-colleague</c>, <c>iom-user</c> and <c>iom-user-7</c> for people of IOM and so for every organization, where those of
    /// UNODC are officers. Nobody else has an account.
    /// </summary>
    public static KnownPerson? Account(UserId user)
    {
        if (AtUnodc.FirstOrDefault(p => p.User == user) is { } known)
            return known;
        var end = Math.Max(user.Value.LastIndexOf("-user", StringComparison.Ordinal), user.Value.LastIndexOf("-colleague", StringComparison.Ordinal));
        return end < 0 ? null
            : new(user, user.Value[..end] == Unodc.Value ? ActorRoles.Officer : ActorRoles.Partner, new(user.Value[..end]), IsActive: true);
    }

    /// <summary>The answer of a record to a command, with what the accounts say of the people whom it names.</summary>
    public static RecordAnswer Ask(this EngagementRecord record, Guid id, Actor by, EngagementCommand command, long sealedThrough = 0) =>
        record.Answer(Reference, id, by, command, Now, sealedThrough, Named(record.Engagement, command));

    /// <summary>The circumstances of a command, with what the accounts say of the people whom it names.</summary>
    public static Asked CircumstancesOf(Engagement? engagement, Guid id, Actor by, EngagementCommand command) => new(Reference, id, by, Now, Named(engagement, command));

    private static Items<KnownPerson> Named(Engagement? engagement, EngagementCommand command) =>
        NamedPeople.Of(engagement, command).Select(Account).OfType<KnownPerson>().ToItems();

    public static Actor PartnerUserOf(OrganizationId organization) => new(new($"{organization}-user"), $"User of {organization}", ActorRoles.Partner, organization);

    private static Actor Officer(string user, string name, string office) => new(new(user), name, ActorRoles.Officer, Unodc, office);
}
