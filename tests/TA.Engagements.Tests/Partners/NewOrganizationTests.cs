namespace TA.Engagements.Tests;

public sealed class NewOrganizationTests
{
    private static readonly OrganizationId Uganda = new("uga-ministry-of-justice");
    private static readonly NewOrganization Ministry = new("Ministry of Justice", OrganizationKind.National, "KEN");

    internal static readonly IReadOnlyList<(NewOrganization Wanted, Actor By, OrganizationId[] Alike, Refusal Refusal)> Refusals =
    [
        (Ministry, Manager, [], new OfficersOnly()),
        (Ministry, PartnerUserOf(Iom), [], new OfficersOnly()),
        (Ministry with { Name = "  " }, OtherOfficer, [], new Malformed([new("name", FieldFaultKind.Blank)])),
        (Ministry with { MemberState = null }, OtherOfficer, [], new Malformed([new("memberState", FieldFaultKind.Blank)])),
        (Ministry with { MemberState = "ABW" }, OtherOfficer, [], new NoMemberState("ABW")),
        (Ministry with { Kind = OrganizationKind.Ngo }, OtherOfficer, [], new OnlyNationalBodies()),
        (Ministry, OtherOfficer, [Uganda], new OrganizationsAlike([Uganda])),
        (Ministry with { OtherThan = [Iom] }, OtherOfficer, [Uganda], new OrganizationsAlike([Uganda])),
    ];

    [Fact]
    public void An_organization_is_not_entered_without_permission_nor_half_nor_for_one_of_the_same_name() =>
        Assert.All(Refusals, r => Assert.Equal(r.Refusal, EnteringOrganizations.Refusal(r.Wanted, r.By, r.Alike)));

    [Fact]
    public void Every_officer_and_the_administrator_enter_organizations()
    {
        Assert.Null(EnteringOrganizations.Refusal(Ministry, OtherOfficer, []));
        Assert.Null(EnteringOrganizations.Refusal(Ministry, Administrator, []));
        Assert.Null(EnteringOrganizations.Refusal(new("Hope for Children", OrganizationKind.Ngo), OtherOfficer, []));
    }

    [Fact]
    public void One_of_the_same_name_is_entered_once_it_is_said_to_be_another() =>
        Assert.Null(EnteringOrganizations.Refusal(Ministry with { OtherThan = [Uganda] }, OtherOfficer, [Uganda]));
}
