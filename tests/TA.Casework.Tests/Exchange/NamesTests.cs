using TA.Casework.Exchange;
using Xunit;

namespace TA.Casework.Tests.Exchange;

public class NamesTests
{
    [Theory]
    [InlineData("IOM", "iom")]
    [InlineData("iom", "iom")]
    [InlineData("International Organization for Migration", "iom")]
    [InlineData("International Organization for Migration (IOM)", "iom")]
    [InlineData("IOM (lead agency)", "iom")]
    [InlineData("International Labour Organization (ILO)", "ilo")]
    [InlineData("UN Department of Peace Operations (DPO)", "dpo")]
    [InlineData("Southern African Development Community (SADC)", "sadc")]
    [InlineData("League of Arab States", "las")]
    [InlineData("UN Women", "unwomen")]
    [InlineData("World Vision", "worldvision")]
    [InlineData("Save the Children", "savechildren")]
    [InlineData("INTERPOL", "interpol")]
    public void A_listed_organization_is_found_by_each_of_its_names(string name, string key) => Assert.Equal(key, ListedNames.Find(name)?.Id.Value);

    [Theory]
    [InlineData("Legal Aid Society (LAS)")]
    [InlineData("Friends-International (small grant)")]
    [InlineData("La Strada")]
    [InlineData("European Union")]
    [InlineData("MINUSMA police component")]
    [InlineData("()")]
    public void Another_organization_is_not_taken_for_a_listed_one(string name) => Assert.Null(ListedNames.Find(name));

    [Theory]
    [InlineData("Pakistan: Federal Investigation Agency", "PAK", "Federal Investigation Agency")]
    [InlineData("Lao PDR: Ministry of Justice", "LAO", "Ministry of Justice")]
    [InlineData("Tanzania: Ministry of Home Affairs", "TZA", "Ministry of Home Affairs")]
    [InlineData("Bolivia: Ministerio de Gobierno", "BOL", "Ministerio de Gobierno")]
    [InlineData("مصر: وزارة العدل", "EGY", "وزارة العدل")]
    [InlineData("KEN: Judiciary", "KEN", "Judiciary")]
    [InlineData("Côte d'Ivoire: Gendarmerie", "CIV", "Gendarmerie")]
    [InlineData("Egypt: Ministry of Justice: Judicial Studies", "EGY", "Ministry of Justice: Judicial Studies")]
    [InlineData("Project Childhood: Protection Pillar", null, "Project Childhood: Protection Pillar")]
    [InlineData("Ministry of Justice", null, "Ministry of Justice")]
    [InlineData("Kenya:", null, "Kenya:")]
    public void A_State_before_a_colon_is_told_from_other_words(string written, string? state, string name) => Assert.Equal((state, name), StateNames.Split(written));
}
