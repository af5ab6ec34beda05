using DiffPlex;
using DiffPlex.Chunkers;
using TA.Engagements;

namespace TA.Casework.Legislation;

/// <summary>What changed between two versions of a bill, article by article and word by word, in the order of the newer one.</summary>
/// <param name="From">The number of the older version.</param>
/// <param name="To">The number of the newer version.</param>
/// <param name="Articles">All articles of both; one that was taken out stands where it stood.</param>
public sealed record DraftComparison(int From, int To, Items<ComparedArticle> Articles)
{
    /// <summary>Compares two texts. Articles belong together by their number.</summary>
    public static DraftComparison Of(int from, DraftText older, int to, DraftText newer)
    {
        var olds = older.Articles.ToDictionary(a => a.Number);
        var news = newer.Articles.Select(a => a.Number).ToHashSet();
        var compared = new List<ComparedArticle>();
        var next = 0;
        foreach (var article in newer.Articles)
        {
            // What stood before this article and is gone comes before it.
            var stood = older.Articles.FindIndex(a => a.Number == article.Number);
            for (; next < stood; next++)
                if (!news.Contains(older.Articles[next].Number))
                    compared.Add(Removed(older.Articles[next]));
            next = Math.Max(next, stood + 1);
            compared.Add(olds.TryGetValue(article.Number, out var before)
                ? Changed(before, article)
                : new(article.Number, article.Heading, ArticleChange.Added, [], [new(PieceChange.Added, article.Text)]));
        }

        compared.AddRange(older.Articles.Skip(next).Where(a => !news.Contains(a.Number)).Select(Removed));
        return new(from, to, compared.ToItems());
    }

    private static ComparedArticle Removed(DraftArticle article) => new(article.Number, article.Heading, ArticleChange.Removed, [], [new(PieceChange.Removed, article.Text)]);

    private static ComparedArticle Changed(DraftArticle before, DraftArticle after)
    {
        var (heading, text) = (before.Heading == after.Heading ? [] : Words(before.Heading ?? "", after.Heading ?? ""), Words(before.Text, after.Text));
        return new(after.Number, after.Heading, before.Text == after.Text && before.Heading == after.Heading ? ArticleChange.Same : ArticleChange.Changed, heading, text);
    }

    private static Items<TextPiece> Words(string before, string after)
    {
        IChunker chunker = HasWords(before + after) ? new WordChunker() : new CharacterChunker();
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, chunker);
        var pieces = new List<TextPiece>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(PieceChange.Same, diff.PiecesNew, at, block.InsertStartB);
            Add(PieceChange.Removed, diff.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            Add(PieceChange.Added, diff.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            at = block.InsertStartB + block.InsertCountB;
        }

        Add(PieceChange.Same, diff.PiecesNew, at, diff.PiecesNew.Count);
        return pieces.ToItems();

        void Add(PieceChange change, IReadOnlyList<string> from, int start, int end)
        {
            if (end > start)
                pieces.Add(new(change, string.Concat(from.Skip(start).Take(end - start))));
        }
    }

    // Chinese has no spaces between words: there the pieces are characters.
    private static bool HasWords(string text) => text.Count(c => c is >= '\u3400' and <= '\u9fff') * 4 < text.Length;
}

/// <summary>One article in two versions.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Heading">The newer heading.</param>
/// <param name="Change">What became of it.</param>
/// <param name="HeadingPieces">The heading in pieces where it changed.</param>
/// <param name="Pieces">The text in pieces, in order.</param>
public sealed record ComparedArticle(string Number, string? Heading, ArticleChange Change, Items<TextPiece> HeadingPieces, Items<TextPiece> Pieces);

/// <summary>What became of an article.</summary>
public enum ArticleChange
{
    /// <summary>It reads as before.</summary>
    Same,

    /// <summary>It reads otherwise.</summary>
    Changed,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>A piece of text and what became of it.</summary>
public readonly record struct TextPiece(PieceChange Change, string Text);

/// <summary>What became of a piece of text.</summary>
public enum PieceChange
{
    /// <summary>It stands in both versions.</summary>
    Same,

    /// <summary>It stands in the older version only.</summary>
    Removed,

    /// <summary>It stands in the newer version only.</summary>
    Added,
}
