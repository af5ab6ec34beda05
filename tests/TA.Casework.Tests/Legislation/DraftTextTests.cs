using TA.Casework.Legislation;
using TA.Engagements;
using Xunit;

namespace TA.Casework.Tests.Legislation;

public class DraftTextTests
{
    private const string Bill = """
        An Act to prevent trafficking in persons.

        Article 1. Definitions [TIP-3.a, TIP-3.d]
        In this Act, child means a person under eighteen.
        Article 5 of the Constitution applies.

        Article 5 – Trafficking in persons [TIP-5.1]
        A person who recruits another commits an offence.

        Article 5 bis
        The attempt is punished.
        """;

    [Fact]
    public void A_pasted_bill_is_divided_into_its_articles_with_the_provisions_they_carry_out()
    {
        var articles = DraftText.Parse(Bill).Articles;
        Assert.Equal(["0", "1", "5", "5 bis"], articles.Select(a => a.Number));
        Assert.Equal(new DraftArticle("5", "Trafficking in persons", "A person who recruits another commits an offence.", ["TIP-5.1"]), articles[2]);
        Assert.Equal((Items<ProvisionId>)["TIP-3.a", "TIP-3.d"], articles[1].Provisions);
        Assert.Equal("In this Act, child means a person under eighteen.\nArticle 5 of the Constitution applies.", articles[1].Text);
        Assert.Equal((null, "The attempt is punished."), (articles[3].Heading, articles[3].Text));
    }

    [Theory]
    [InlineData("Article 12 : Peines\nLe texte", "12", "Peines")]
    [InlineData("Artículo 3. Definiciones\nEl texto", "3", "Definiciones")]
    [InlineData("Статья 7. Ответственность\nТекст", "7", "Ответственность")]
    [InlineData("المادة ٥: الاتجار بالأشخاص\nنص", "٥", "الاتجار بالأشخاص")]
    [InlineData("第五条 定义\n文字", "五", "定义")]
    [InlineData("Section 4A\nText", "4A", null)]
    public void Articles_are_found_in_the_six_languages(string text, string number, string? heading) =>
        Assert.Equal((number, heading), Assert.Single(DraftText.Parse(text).Articles) is var article ? (article.Number, article.Heading) : default);

    [Fact]
    public void What_is_shown_for_the_next_version_reads_back_as_the_same_text() => Assert.Equal(DraftText.Parse(Bill), DraftText.Parse(DraftText.Parse(Bill).Whole()));

    [Fact]
    public void The_kept_form_reads_back_as_it_was_written() => Assert.Equal(DraftText.Parse(Bill), DraftText.Read(DraftText.Parse(Bill).Content()));

    [Fact]
    public void A_text_with_two_articles_of_one_number_is_not_taken() =>
        Assert.Equal(new Malformed([new("articles", FieldFaultKind.Repeated)]), DraftText.Parse("Article 1\nA\nArticle 1\nB").Fault());

    [Fact]
    public void A_text_without_words_is_not_taken() => Assert.Equal(new Malformed([new("articles", FieldFaultKind.Empty)]), DraftText.Parse(" \n ").Fault());

    [Fact]
    public void An_article_that_is_too_long_is_named() =>
        Assert.Equal("articles[0].text", Assert.Single(DraftText.Parse($"Article 1\n{new string('x', Limits.ArticleText + 1)}").Fault()!.Fields).Field);

    [Fact]
    public void A_provision_that_has_not_its_form_is_named() =>
        Assert.Equal("articles[0].provisions[0]", Assert.Single(new DraftText([new("1", null, "Text", ["TIP 5"])]).Fault()!.Fields).Field);
}
