using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Writes what is listed as comma-separated values.</summary>
/// <param name="Filter">What is listed.</param>
/// <param name="Order">In which order.</param>
/// <param name="Day">Today, or the day as of which it is told.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Output">Where it goes. Nothing is written when it is refused.</param>
/// <param name="Words">How columns and values are named; null for the words of the JSON form.</param>
public sealed record PortfolioCsv(PortfolioFilter Filter, PortfolioOrder Order, PortfolioDay Day, Actor Actor, Stream Output, CsvWords? Words = null) : IRequest<CsvWritten>, IActed, IBulk;

/// <summary>How many engagements were written, or why none.</summary>
public readonly record struct CsvWritten(int Rows, Refusal? Refusal = null);

/// <summary>The names that people read in the file.</summary>
/// <param name="Column">The heading of a column.</param>
/// <param name="Value">The word for a value of a facet.</param>
/// <param name="Officers">Names of officers, those that have one.</param>
public sealed record CsvWords(
    Func<CsvColumn, string> Column, Func<PortfolioFacet, string, string> Value, Func<IReadOnlyCollection<UserId>, CancellationToken, Task<IReadOnlyDictionary<UserId, string>>> Officers)
{
    /// <summary>The words of the JSON form, and accounts for names.</summary>
    public static readonly CsvWords Plain = new(PortfolioWords.Word, (_, word) => word, (_, _) => Task.FromResult<IReadOnlyDictionary<UserId, string>>(new Dictionary<UserId, string>()));

    /// <summary>The word for an information classification.</summary>
    public Func<InformationClassification, string> Classification { get; init; } = PortfolioWords.Word;

    /// <summary>The language of the Member States' names.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>The columns, in order.</summary>
public enum CsvColumn
{
    /// <summary>The reference.</summary>
    Reference,

    /// <summary>The title.</summary>
    Title,

    /// <summary>ISO 3166-1 alpha-3.</summary>
    MemberState,

    /// <summary>The Member State's name.</summary>
    MemberStateName,

    /// <summary>UN M49 code of the region, by its word.</summary>
    Region,

    /// <summary>The topics, with a semicolon between them.</summary>
    Topics,

    /// <summary>The workstreams, with a semicolon between them.</summary>
    Workstreams,

    /// <summary>The state.</summary>
    State,

    /// <summary>The health on the day.</summary>
    Health,

    /// <summary>The next due date.</summary>
    NextDue,

    /// <summary>The lead office.</summary>
    LeadOffice,

    /// <summary>The lead officer.</summary>
    LeadOfficer,

    /// <summary>The programme.</summary>
    Programme,

    /// <summary>The organizations that take part otherwise than by giving money, with a semicolon between them.</summary>
    Partners,

    /// <summary>The first day.</summary>
    Start,

    /// <summary>The last day.</summary>
    End,

    /// <summary>The amount of the engagement's own budget.</summary>
    Budget,

    /// <summary>Its currency.</summary>
    BudgetCurrency,

    /// <summary>Open tasks.</summary>
    OpenTasks,

    /// <summary>Information classification.</summary>
    Classification,

    /// <summary>Time of the newest change, UTC.</summary>
    Changed,
}

/// <summary>Writes lines as RFC 4180 has them, so that no cell is taken for a formula by a spreadsheet.</summary>
internal static class Csv
{
    /// <summary>One line, ended by CR LF. A cell that begins like a formula gets an apostrophe before it.</summary>
    public static void Line(StringBuilder to, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                to.Append(',');
            first = false;
            Cell(to, cell ?? "");
        }

        to.Append("\r\n");
    }

    private static void Cell(StringBuilder to, string cell)
    {
        if (cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
            cell = "'" + cell;
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0)
            to.Append(cell);
        else
            to.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}

internal sealed class PortfolioCsvHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<PortfolioCsv, CsvWritten>
{
    /// <summary>Rows are read page by page, so that a slow reader holds no transaction of the database open.</summary>
    private const int PageSize = 500;

    private static readonly CsvColumn[] Columns = Enum.GetValues<CsvColumn>();

    public async Task<CsvWritten> Handle(PortfolioCsv request, CancellationToken cancellationToken)
    {
        if (Asking.Refusal(request.Filter, request.Day, request.Actor) is { } refusal)
            return new(0, refusal);
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        var words = request.Words ?? CsvWords.Plain;
        var order = request.Order.For(request.Actor);
        await request.Output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken);
        var lines = new StringBuilder();
        Csv.Line(lines, Columns.Select(words.Column));
        var written = 0;
        string[]? after = null;
        do
        {
            await using var db = await portfolio.Open(request.Day, cancellationToken);
            var listed = Facets.Listed(db.Visible(request.Actor), request.Filter, request.Day.On);
            var page = await PortfolioOrder.Take(order.Apply(listed, after, request.Day.On)!, PageSize, cancellationToken);
            await Write(lines, page, db, request, words, cancellationToken);
            await request.Output.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cancellationToken);
            lines.Clear();
            written += page.Count;
            after = page.Count == PageSize ? [order.Key(page[^1], request.Day.On), page[^1].Reference] : null;
        }
        while (after is not null);
        return new(written);
    }

    private static async Task Write(StringBuilder lines, List<EngagementRow> page, PortfolioDb db, PortfolioCsv request, CsvWords words, CancellationToken cancellation)
    {
        var references = page.ConvertAll(row => row.Reference);
        var partners = (await db.Organizations.Where(o => references.Contains(o.Reference) && o.TakesPart && o.Organization != "unodc")
            .OrderBy(o => o.Name).Select(o => new { o.Reference, o.Organization, o.Name }).ToListAsync(cancellation)).ToLookup(o => o.Reference);
        var officers = await words.Officers([.. page.Where(r => r.LeadOfficer != "").Select(r => new UserId(r.LeadOfficer)).Distinct()], cancellation);
        var seesPlan = Permissions.SeesAll(request.Actor);
        foreach (var full in page)
        {
            var row = PortfolioRow.Of(full, request.Day.On, request.Actor);
            var others = partners[full.Reference].Where(o => seesPlan || o.Organization == request.Actor.Organization.Value).Select(o => o.Name);
            Csv.Line(lines, Columns.Select(column => Cell(column, row, others, officers, words)));
        }
    }

    private static string? Cell(CsvColumn column, PortfolioRow row, IEnumerable<string> partners, IReadOnlyDictionary<UserId, string> officers, CsvWords words) => column switch
    {
        CsvColumn.Reference => row.Reference.ToString(),
        CsvColumn.Title => row.Title,
        CsvColumn.MemberState => row.MemberState,
        CsvColumn.MemberStateName => MemberStates.Find(row.MemberState)?.Name(words.Language),
        CsvColumn.Region => words.Value(PortfolioFacet.Region, row.Region),
        CsvColumn.Topics => string.Join(';', PortfolioWords.OfBits<Topic>(PortfolioWords.Bits(row.Topics)).Select(t => words.Value(PortfolioFacet.Topic, PortfolioWords.Word(t)))),
        CsvColumn.Workstreams => string.Join(';', row.Workstreams.Select(w => words.Value(PortfolioFacet.Workstream, PortfolioWords.Word(w)))),
        CsvColumn.State => words.Value(PortfolioFacet.State, PortfolioWords.Word(row.State)),
        CsvColumn.Health => row.Health is { } health ? words.Value(PortfolioFacet.Health, PortfolioWords.Word(health)) : null,
        CsvColumn.NextDue => row.NextDue?.ToString("O", CultureInfo.InvariantCulture),
        CsvColumn.LeadOffice => row.LeadOffice,
        CsvColumn.LeadOfficer => row.LeadOfficer is { } officer ? officers.GetValueOrDefault(officer, officer.Value) : null,
        CsvColumn.Programme => row.Programme?.Value,
        CsvColumn.Partners => string.Join(';', partners),
        CsvColumn.Start => row.Start,
        CsvColumn.End => row.End,
        CsvColumn.Budget => row.Budget?.Amount.ToString("0.##", CultureInfo.InvariantCulture),
        CsvColumn.BudgetCurrency => row.Budget?.Currency,
        CsvColumn.OpenTasks => row.OpenTasks?.ToString(CultureInfo.InvariantCulture),
        CsvColumn.Classification => words.Classification(row.Classification),
        CsvColumn.Changed => row.ChangedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };
}
