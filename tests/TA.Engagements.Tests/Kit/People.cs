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

    public static Actor PartnerUserOf(OrganizationId organization) => new(new($"{organization}-user"), $"User of {organization}", ActorRoles.Partner, organization);

    private static Actor Officer(string user, string name, string office) => new(new(user), name, ActorRoles.Officer, Unodc, office);
}
