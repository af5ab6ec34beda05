using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>Something in a file that keeps it from being imported, with its place.</summary>
/// <param name="Line">From 1, the header's line; lines within quoted fields count.</param>
/// <param name="Column">From 1.</param>
/// <param name="Name">The column's name, where the header has one.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Detail">The limit that is passed, the words that are possible, or the line of the row's double.</param>
public sealed record FileFault(int Line, int Column, string? Name, FileFaultKind Kind, string? Detail = null);

/// <summary>The ways in which a file can be wrong.</summary>
public enum FileFaultKind
{
    /// <summary>The file holds nothing.</summary>
    EmptyFile,

    /// <summary>There is a header but no row.</summary>
    NoRows,

    /// <summary>The file is larger than <see cref="Limits.ImportBytes"/>.</summary>
    TooLarge,

    /// <summary>There are more rows than <see cref="Limits.ImportRows"/>.</summary>
    TooManyRows,

    /// <summary>Bytes that are not UTF-8 (RFC 3629), or the replacement character that stands for such bytes.</summary>
    NotUtf8,

    /// <summary>A quote within an unquoted field (RFC 4180).</summary>
    StrayQuote,

    /// <summary>Text behind a closing quote (RFC 4180).</summary>
    TextAfterQuote,

    /// <summary>A quoted field that is not closed before the end of the file (RFC 4180).</summary>
    UnclosedQuote,

    /// <summary>No column of this name is read.</summary>
    UnknownColumn,

    /// <summary>The header lacks a column.</summary>
    MissingColumn,

    /// <summary>The header has the column twice.</summary>
    DuplicateColumn,

    /// <summary>The row has more or fewer fields than the header.</summary>
    FieldCount,

    /// <summary>Control characters, or a line break where one line is meant.</summary>
    ControlCharacters,

    /// <summary>A text is longer than its limit.</summary>
    TooLong,

    /// <summary>A list has more items than its limit.</summary>
    TooManyItems,

    /// <summary>A field that must hold something holds nothing.</summary>
    Blank,

    /// <summary>No date: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601).</summary>
    NoDate,

    /// <summary>A date before 1945 or after 2100.</summary>
    DateOutOfRange,

    /// <summary>The end lies before the start.</summary>
    EndBeforeStart,

    /// <summary>No amount: digits, at most two decimals after a point.</summary>
    NoAmount,

    /// <summary>An amount above <see cref="Limits.Amount"/>, or a negative one.</summary>
    AmountOutOfRange,

    /// <summary>No currency code: three capital letters (ISO 4217).</summary>
    NoCurrency,

    /// <summary>A currency without an amount.</summary>
    CurrencyWithoutAmount,

    /// <summary>No State's code: three capital letters (ISO 3166-1 alpha-3).</summary>
    NoStateCode,

    /// <summary>The list names the same twice.</summary>
    NamedTwice,

    /// <summary>A word that is not in its list.</summary>
    NotListed,

    /// <summary>No absolute address of a web page (http or https).</summary>
    NoAddress,

    /// <summary>A reference without any letter or digit.</summary>
    NoReference,

    /// <summary>Another row has the same identity.</summary>
    DuplicateRow,
}
