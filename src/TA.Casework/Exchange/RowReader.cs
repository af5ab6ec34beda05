using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TA.Engagements;
using static TA.Casework.Exchange.FileFaultKind;

namespace TA.Casework.Exchange;

/// <summary>Reads the fields of a row and notes what is wrong with each.</summary>
internal sealed partial class RowReader
{
    /// <summary>The columns in the order in which a row's content is hashed; never changed.</summary>
    internal static readonly string[] Columns =
    [
        "reference", "title", "member_states", "start_date", "end_date", "budget_amount", "budget_currency", "donors", "lead_office", "national_counterparts",
        "partner_organizations", "topic", "workstreams", "status", "reported_results", "source_url", "source_date", "note",
    ];

    // A note and a list of counterparts together fit into one text, with what else the import puts beside them: see RowCommands.
    private const int HalfText = (Limits.Text / 2) - 200;

    private readonly Dictionary<string, int> _places;
    private readonly int _width;

    private RowReader(Dictionary<string, int> places, int width) => (_places, _width) = (places, width);

    /// <summary>A reader for the file with this header, or null when rows cannot be read by it.</summary>
    public static RowReader? For(CsvRecord header, List<FileFault> faults)
    {
        var before = faults.Count;
        var places = new Dictionary<string, int>();
        for (var i = 0; i < header.Fields.Length; i++)
        {
            var name = header.Fields[i].Trim();
            var shown = name.Length is > 0 and <= 40 && !name.Any(char.IsControl) ? name : null;
            if (!Columns.Contains(name))
                faults.Add(new(header.Lines[i], i + 1, shown, name.Contains('\uFFFD') ? NotUtf8 : UnknownColumn));
            else if (!places.TryAdd(name, i))
                faults.Add(new(header.Lines[i], i + 1, shown, DuplicateColumn));
        }

        foreach (var missing in Columns.Where(c => !places.ContainsKey(c)))
            faults.Add(new(header.Line, header.Fields.Length + 1, missing, MissingColumn));
        return faults.Count > before ? null : new(places, header.Fields.Length);
    }

    /// <summary>A fault of a column.</summary>
    public FileFault Fault(int line, string column, FileFaultKind kind, string? detail = null) => new(line, _places[column] + 1, column, kind, detail);

    /// <summary>The row, or null when it has faults.</summary>
    public FileRow? Read(CsvRecord record, List<FileFault> faults)
    {
        if (record.Fields.Length != _width)
        {
            var first = Math.Min(record.Fields.Length, _width);
            faults.Add(new(record.Lines[Math.Min(first, record.Lines.Length - 1)], first + 1, _places.FirstOrDefault(p => p.Value == first).Key, FieldCount, $"{_width}"));
            return null;
        }

        var before = faults.Count;
        var row = new Fields(this, record, faults).Row();
        return faults.Count > before ? null : row;
    }

    /// <summary>The fields of one record.</summary>
    private sealed class Fields(RowReader reader, CsvRecord record, List<FileFault> faults)
    {
        public FileRow Row()
        {
            var reference = Line("reference");
            if (reference is not null && RowIdentity.Normalized(reference) is null)
                Note("reference", NoReference);
            var title = Required("title");
            var start = Date("start_date");
            var end = Date("end_date");
            if (start is { } from && end is { } to && to.Latest < from.Earliest)
                Note("end_date", EndBeforeStart);
            var (budget, without) = Budget();
            var address = Address();
            if (reference is null && address is null && Cell("source_url").Length == 0)
                Note("source_url", Blank);
            return new()
            {
                Line = record.Line,
                Identity = RowIdentity.Of(reference, title, address),
                Content = Convert.ToHexStringLower(DerivedId.Hash([.. Columns.Select(Cell)])),
                Reference = reference,
                Title = title,
                MemberStates = States(),
                Start = start,
                End = end,
                Budget = budget,
                AmountWithoutCurrency = without,
                Donors = Names("donors", Limits.Contributions),
                LeadOffice = Line("lead_office"),
                NationalCounterparts = Names("national_counterparts", Limits.Organizations / 2),
                PartnerOrganizations = Names("partner_organizations", Limits.Organizations / 2 / 2),
                Topics = Topics(),
                Workstreams = Words("workstreams", WorkstreamWords).Order().ToItems(),
                Status = Word("status", StatusWords),
                ReportedResults = Text("reported_results", Limits.Text),
                SourceUrl = address,
                SourceDate = Date("source_date"),
                Note = Text("note", HalfText),
            };
        }

        private string Cell(string column) => record.Fields[reader._places[column]].ReplaceLineEndings("\n").Trim();

        private void Note(string column, FileFaultKind kind, string? detail = null) =>
            faults.Add(reader.Fault(record.Lines[reader._places[column]], column, kind, detail));

        private string? Line(string column) => Text(column, Limits.Line);

        private string Required(string column)
        {
            var text = Line(column);
            if (Cell(column).Length == 0)
                Note(column, Blank);
            return text ?? "";
        }

        private string? Text(string column, int length)
        {
            var text = Cell(column);
            if (text.Length > length)
                Note(column, TooLong, $"{length}");
            if (text.Contains('\uFFFD'))
                Note(column, NotUtf8);
            if (text.Any(c => char.IsControl(c) && !(c is '\n' or '\t' && length > Limits.Line)))
                Note(column, ControlCharacters);
            return text.Length == 0 ? null : text;
        }

        private List<string> List(string column, int most)
        {
            var items = (Text(column, HalfText) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
            if (items.Exists(i => i.Length > Limits.Line))
                Note(column, TooLong, $"{Limits.Line}");
            if (items.Exists(i => i.Any(char.IsControl)))
                Note(column, ControlCharacters);
            if (items.Count > most)
                Note(column, TooManyItems, $"{most}");
            return items;
        }

        private Items<string> Names(string column, int most) => List(column, most).Distinct().ToItems();

        private Items<string> States()
        {
            var codes = List("member_states", Limits.ListItems);
            if (codes.Exists(c => c.Length != 3 || !c.All(char.IsAsciiLetterUpper)))
                Note("member_states", NoStateCode);
            if (codes.Distinct().Count() != codes.Count)
                Note("member_states", NamedTwice);
            return codes.ToItems();
        }

        private PartialDate? Date(string column)
        {
            var text = Cell(column);
            if (text.Length == 0)
                return null;
            if (PartialDate.TryParse(text, CultureInfo.InvariantCulture, out var date))
                return date;
            var isDate = DateOnly.TryParseExact(text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            Note(column, isDate ? DateOutOfRange : NoDate, isDate ? $"{Limits.FirstDate.Year}-{Limits.LastDate.Year}" : null);
            return null;
        }

        private (Money? Budget, string? AmountWithoutCurrency) Budget()
        {
            var (amount, currency) = (Cell("budget_amount"), Cell("budget_currency"));
            if (currency.Length > 0 && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
                Note("budget_currency", NoCurrency);
            if (amount.Length == 0)
            {
                if (currency.Length > 0)
                    Note("budget_currency", CurrencyWithoutAmount);
                return (null, null);
            }

            if (!AmountForm().IsMatch(amount) || !decimal.TryParse(amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                Note("budget_amount", NoAmount);
            else if (value is < 0 or > Limits.Amount)
                Note("budget_amount", AmountOutOfRange, $"{Limits.Amount:0}");
            else
                return currency.Length == 0 ? (null, amount) : (new(value, currency), null);
            return (null, null);
        }

        private string? Address()
        {
            var text = Line("source_url");
            if (text is null)
                return null;
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 && !text.Any(char.IsWhiteSpace))
                return text;
            Note("source_url", NoAddress);
            return null;
        }

        private Topics Topics()
        {
            var text = Cell("topic");
            if (text is not ("" or "TIP" or "SOM" or "both"))
                Note("topic", NotListed, "TIP, SOM, both");
            return new(TraffickingInPersons: text is "TIP" or "both", SmugglingOfMigrants: text is "SOM" or "both");
        }

        private IEnumerable<T> Words<T>(string column, Dictionary<string, T> words)
        {
            var items = List(column, Limits.ListItems);
            if (items.Exists(i => !words.ContainsKey(i)))
                Note(column, NotListed, string.Join(", ", words.Keys));
            if (items.Distinct().Count() != items.Count)
                Note(column, NamedTwice);
            return items.Where(words.ContainsKey).Select(i => words[i]);
        }

        private T? Word<T>(string column, Dictionary<string, T> words) where T : struct
        {
            var text = Cell(column);
            if (text.Length == 0)
                return null;
            if (words.TryGetValue(text, out var word))
                return word;
            Note(column, NotListed, string.Join(", ", words.Keys));
            return null;
        }
    }

    private static readonly Dictionary<string, WorkstreamKind> WorkstreamWords = new()
    {
        ["legislation"] = WorkstreamKind.Legislation,
        ["unit"] = WorkstreamKind.SpecializedUnit,
        ["training"] = WorkstreamKind.Training,
    };

    private static readonly Dictionary<string, EngagementState> StatusWords = new()
    {
        ["ongoing"] = EngagementState.Delivery,
        ["completed"] = EngagementState.Closed,
        ["proposed"] = EngagementState.Requested,
    };

    [GeneratedRegex(@"\A-?[0-9]{1,28}(\.[0-9]{1,2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex AmountForm();
}
