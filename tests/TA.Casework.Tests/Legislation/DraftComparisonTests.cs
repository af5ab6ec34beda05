using CsCheck;
using TA.Casework.Legislation;
using TA.Engagements;
using Xunit;

namespace TA.Casework.Tests.Legislation;

public class DraftComparisonTests
{
    private static DraftText Text(params (string Number, string Text)[] articles) => new(articles.Select(a => new DraftArticle(a.Number, null, a.Text)).ToItems());

    [Fact]
    public void Changes_are_shown_article_by_article_and_word_by_word()
    {
        var compared = DraftComparison.Of(
            1, Text(("1", "Child means a person under sixteen."), ("2", "As before."), ("3", "Migrants are punished.")),
            2, Text(("1", "Child means any person under eighteen."), ("1 bis", "New."), ("2", "As before."))).Articles;
        Assert.Equal([("1", ArticleChange.Changed), ("1 bis", ArticleChange.Added), ("2", ArticleChange.Same), ("3", ArticleChange.Removed)], compared.Select(a => (a.Number, a.Change)));
        Assert.Equal(
            [
                new(PieceChange.Same, "Child means "), new(PieceChange.Removed, "a"), new(PieceChange.Added, "any"), new(PieceChange.Same, " person under "),
                new(PieceChange.Removed, "sixteen"), new(PieceChange.Added, "eighteen"), new(PieceChange.Same, "."),
            ],
            compared[0].Pieces);
    }

    [Fact]
    public void Chinese_is_compared_character_by_character() =>
        Assert.Equal(
            [new(PieceChange.Same, "儿童是指未满十"), new(PieceChange.Removed, "六"), new(PieceChange.Added, "八"), new(PieceChange.Same, "岁的人。")],
            DraftComparison.Of(1, Text(("1", "儿童是指未满十六岁的人。")), 2, Text(("1", "儿童是指未满十八岁的人。"))).Articles[0].Pieces);

    [Fact]
    public void The_pieces_of_any_two_texts_make_up_both_again()
    {
        var words = Gen.Int[0, 5].Select(n => ((string[])["a", " ", "child", ".", "\n", "ребёнок"])[n]).Array[0, 30].Select(string.Concat);
        var articles = Gen.Int[0, 6].Array[0, 7].SelectMany(numbers => words.Array[7].Select(texts => Text([.. numbers.Distinct().Select(n => ($"{n}", texts[n] + "."))])));
        Gen.Select(articles, articles).Sample((older, newer) =>
        {
            var compared = DraftComparison.Of(1, older, 2, newer).Articles;
            Assert.Equal(newer.Articles.Select(a => a.Text), compared.Where(a => a.Change != ArticleChange.Removed).Select(a => Joined(a, PieceChange.Removed)));
            Assert.Equal(
                older.Articles.Select(a => a.Text).Order(StringComparer.Ordinal),
                compared.Where(a => a.Change != ArticleChange.Added).Select(a => Joined(a, PieceChange.Added)).Order(StringComparer.Ordinal));
        }, iter: 500);
    }

    private static string Joined(ComparedArticle article, PieceChange without) => string.Concat(article.Pieces.Where(p => p.Change != without).Select(p => p.Text));
}
