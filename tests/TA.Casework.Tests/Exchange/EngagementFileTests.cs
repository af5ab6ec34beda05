using System.Text;
using TA.Casework.Exchange;
using TA.Engagements;
using Xunit;
using static TA.Casework.Exchange.FileFaultKind;
using static TA.Casework.Tests.Exchange.AFile;

namespace TA.Casework.Tests.Exchange;

public class EngagementFileTests
{
    private static int Place(string column) => EngagementFile.Columns.ToList().IndexOf(column) + 1;

    private static FileFault Only(string text)
    {
        var file = Read(text);
        Assert.Empty(file.Rows);
        return Assert.Single(file.Faults);
    }

    [Fact]
    public void Columns_may_stand_in_any_order()
    {
        var columns = EngagementFile.Columns.Reverse().ToList();
        var usual = Assert.Single(Read(Of(Row(("reference", "LAO/X26"), ("topic", "TIP")))).Rows);
        var turned = Assert.Single(Read($"{string.Join(',', columns)}\n{string.Join(',', columns.Select(c => c switch
        {
            "reference" => "LAO/X26", "title" => "A project", "source_url" => "https://example.org/a", "topic" => "TIP", _ => "",
        }))}").Rows);
        Assert.Equal(usual, turned);
    }

    [Fact]
    public void A_file_without_anything_is_told_from_one_without_rows()
    {
        Assert.Equal(new(1, 1, null, EmptyFile), Only(""));
        Assert.Equal(new(1, 1, null, EmptyFile), Only("\uFEFF"));
        Assert.Equal(new(1, 1, null, EmptyFile), Only("\n\n"));
        Assert.Equal(new(1, 1, null, NoRows), Only(Header));
        Assert.Equal(new(1, 1, null, NoRows), Only(Header + "\r\n\r\n"));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_not_read_on()
    {
        var file = await EngagementFile.Read(new MemoryStream(new byte[Limits.ImportBytes + 1]));
        Assert.Equal(new(1, 1, null, TooLarge, $"{Limits.ImportBytes}"), Assert.Single(file.Faults));
    }

    [Fact]
    public void More_rows_than_the_limit_are_refused_at_the_first_that_is_too_many()
    {
        var file = Read(Of([.. Enumerable.Range(0, Limits.ImportRows + 5).Select(i => Row(("reference", $"REF {i}")))]));
        Assert.Equal(new(Limits.ImportRows + 2, 1, null, TooManyRows, $"{Limits.ImportRows}"), Assert.Single(file.Faults));
        Assert.Empty(file.Rows);
    }

    [Fact]
    public void Unknown_missing_and_repeated_columns_are_named_with_their_place()
    {
        var file = Read($"{Header.Replace("topic", "subject", StringComparison.Ordinal)},title\n");
        Assert.Equal([new(1, 12, "subject", UnknownColumn), new(1, 19, "title", DuplicateColumn), new(1, 20, "topic", MissingColumn)], file.Faults);
    }

    [Fact]
    public void A_file_with_semicolons_lacks_all_columns() =>
        Assert.Equal(EngagementFile.Columns.Count, Read(Header.Replace(',', ';')).Faults.Count(f => f.Kind == MissingColumn));

    [Theory]
    [InlineData("a\"b", 3, StrayQuote)]
    [InlineData("\"a\"b", 3, TextAfterQuote)]
    [InlineData("\"\"\"", 3, UnclosedQuote)]
    [InlineData("\"ab", 3, UnclosedQuote)]
    public void Broken_quotes_are_found_where_they_stand(string cell, int line, FileFaultKind kind)
    {
        var fields = new string[18];
        (fields[0], fields[1], fields[13], fields[15]) = ("R 1", cell, "ongoing", "https://example.org");
        var file = Read($"{Header}\n{Row(("reference", "R 0"))}\n{string.Join(',', fields)}\n");
        Assert.Empty(file.Rows);
        Assert.Contains(new(line, 2, null, kind), file.Faults);
    }

    [Fact]
    public void A_quote_broken_behind_a_field_of_several_lines_is_found_on_its_own_line() =>
        Assert.Equal(new(4, 18, null, StrayQuote), Only(Of(Row(("reference", "R 1"), ("title", "x"), ("reported_results", "one\ntwo\nthree")) + "a\"b")));

    [Fact]
    public void A_row_with_too_few_or_too_many_fields_is_named()
    {
        Assert.Equal(new(2, 3, "member_states", FieldCount, "18"), Only($"{Header}\nR 1,A title\n"));
        Assert.Equal(new(3, 19, null, FieldCount, "18"), Only(Of(Row(("reference", "R 1")), Row(("reference", "R 2")) + ",more")));
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_found_in_their_column()
    {
        var text = Encoding.UTF8.GetBytes(Of(Row(("reference", "R 1")), Row(("reference", "R 2"), ("lead_office", "Bogot#"))));
        text[Array.IndexOf(text, (byte)'#')] = 0xE1;
        var file = EngagementFile.Read(text);
        Assert.Equal(new(3, Place("lead_office"), "lead_office", NotUtf8), Assert.Single(file.Faults));
    }

    [Fact]
    public void Utf_16_is_refused()
    {
        Assert.Equal(NotUtf8, Assert.Single(EngagementFile.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Of(Row()))).ToArray()).Faults).Kind);
        Assert.NotEmpty(EngagementFile.Read(Encoding.Unicode.GetBytes(Of(Row()))).Faults);
    }

    [Theory]
    [InlineData("reference", "---", NoReference, null)]
    [InlineData("title", " ", Blank, null)]
    [InlineData("title", "two\nlines", ControlCharacters, null)]
    [InlineData("note", "a\u0007b", ControlCharacters, null)]
    [InlineData("note", "a\0b", ControlCharacters, null)]
    [InlineData("member_states", "KEN;ken", NoStateCode, null)]
    [InlineData("member_states", "Kenya", NoStateCode, null)]
    [InlineData("member_states", "KEN;UGA;KEN", NamedTwice, null)]
    [InlineData("start_date", "07/2015", NoDate, null)]
    [InlineData("start_date", "2015-13", NoDate, null)]
    [InlineData("start_date", "2015-02-30", NoDate, null)]
    [InlineData("end_date", "1944", DateOutOfRange, "1945-2100")]
    [InlineData("end_date", "2101-01-01", DateOutOfRange, "1945-2100")]
    [InlineData("source_date", "yesterday", NoDate, null)]
    [InlineData("budget_amount", "1,000", NoAmount, null)]
    [InlineData("budget_amount", "1.005", NoAmount, null)]
    [InlineData("budget_amount", "1e6", NoAmount, null)]
    [InlineData("budget_amount", "USD 5", NoAmount, null)]
    [InlineData("budget_amount", "-5", AmountOutOfRange, "1000000000000")]
    [InlineData("budget_amount", "1000000000001", AmountOutOfRange, "1000000000000")]
    [InlineData("budget_currency", "USD", CurrencyWithoutAmount, null)]
    [InlineData("topic", "TIP;SOM", NotListed, "TIP, SOM, both")]
    [InlineData("topic", "tip", NotListed, "TIP, SOM, both")]
    [InlineData("workstreams", "training;police", NotListed, "legislation, unit, training")]
    [InlineData("workstreams", "training;training", NamedTwice, null)]
    [InlineData("status", "stopped", NotListed, "ongoing, completed, proposed")]
    [InlineData("source_url", "www.unodc.org", NoAddress, null)]
    [InlineData("source_url", "javascript:alert(1)", NoAddress, null)]
    [InlineData("source_url", "ftp://example.org", NoAddress, null)]
    public void A_bad_field_is_named_with_line_and_column(string column, string value, FileFaultKind kind, string? detail) =>
        Assert.Equal(new(3, Place(column), column, kind, detail), Only(Of(Row(("reference", "R 1")), Row(("reference", "R 2"), (column, value)))));

    [Fact]
    public void Texts_and_lists_have_their_limits()
    {
        Assert.Equal(new(2, Place("title"), "title", TooLong, $"{Limits.Line}"), Only(Of(Row(("title", new('a', Limits.Line + 1))))));
        Assert.Equal(new(2, Place("reported_results"), "reported_results", TooLong, $"{Limits.Text}"), Only(Of(Row(("reported_results", new('a', Limits.Text + 1))))));
        Assert.Equal(TooLong, Only(Of(Row(("donors", new('a', Limits.Line + 1))))).Kind);
        Assert.Equal(new(2, Place("partner_organizations"), "partner_organizations", TooManyItems, "25"), Only(Of(Row(("partner_organizations", string.Join(';', Enumerable.Range(0, 26)))))));
    }

    [Fact]
    public void A_currency_has_three_capital_letters() =>
        Assert.Equal(new(2, Place("budget_currency"), "budget_currency", NoCurrency), Only(Of(Row(("budget_amount", "5"), ("budget_currency", "US$")))));

    [Fact]
    public void An_end_before_the_start_is_refused_and_an_overlap_of_partial_dates_is_not()
    {
        Assert.Equal(new(2, Place("end_date"), "end_date", EndBeforeStart), Only(Of(Row(("start_date", "2015-07"), ("end_date", "2015-06")))));
        Assert.Single(Read(Of(Row(("start_date", "2015-07"), ("end_date", "2015")))).Rows);
    }

    [Fact]
    public void A_row_without_reference_needs_its_address() =>
        Assert.Equal(new(2, Place("source_url"), "source_url", Blank), Only(Of(Row(("source_url", "")))));

    [Fact]
    public void Two_rows_of_one_identity_are_refused_with_the_line_of_the_first()
    {
        Assert.Equal(new(4, 1, "reference", DuplicateRow, "2"), Only(Of(Row(("reference", "FS/LAO/04/R76")), Row(("reference", "X 1")), Row(("reference", "lao–r76")))));
        Assert.Equal(new(3, 2, "title", DuplicateRow, "2"), Only(Of(Row(), Row(("note", "another")))));
    }

    [Fact]
    public void All_faults_of_a_file_are_told_in_order_and_nothing_is_imported()
    {
        var file = Read(Of(Row(("topic", "x"), ("status", "y")), Row(("reference", "R 2")), Row(("reference", "R 3"), ("start_date", "z"))));
        Assert.Equal([(2, "topic"), (2, "status"), (4, "start_date")], file.Faults.Select(f => (f.Line, f.Name!)));
        Assert.Empty(file.Rows);
    }

    [Theory]
    [InlineData("2015", 2015, null, null)]
    [InlineData("2015-07", 2015, 7, null)]
    [InlineData("2015-07-19", 2015, 7, 19)]
    public void Dates_may_be_partial(string text, int year, int? month, int? day) =>
        Assert.Equal(new PartialDate(year, month, day), Assert.Single(Read(Of(Row(("start_date", text)))).Rows).Start);

    [Fact]
    public void Line_ends_and_a_byte_order_mark_make_no_difference()
    {
        var text = Of(Row(("reference", "R 1"), ("reported_results", "one\ntwo")), Row(("reference", "R 2")));
        var unix = Read(text);
        Assert.Equal(2, unix.Rows.Count);
        var windows = Read($"\uFEFF{text.ReplaceLineEndings("\r\n")}");
        Assert.Empty(windows.Faults);
        Assert.Equal(unix.Rows, windows.Rows);
    }

    [Fact]
    public void Quotes_commas_and_line_breaks_within_fields_are_text()
    {
        var row = Assert.Single(Read(Of(Row(("title", "The \"Blue Heart\", a campaign"), ("note", "first\n\nthird, with \"quotes\"")))).Rows);
        Assert.Equal("The \"Blue Heart\", a campaign", row.Title);
        Assert.Equal("first\n\nthird, with \"quotes\"", row.Note);
    }

    [Fact]
    public void Lines_within_fields_count_for_the_rows_that_follow() =>
        Assert.Equal(5, Only(Of(Row(("reference", "R 1"), ("note", "a\nb\nc")), Row(("reference", "R 2"), ("topic", "x")))).Line);

    [Fact]
    public void Arabic_text_is_kept_letter_by_letter()
    {
        const string Title = "تعزيز قدرات العدالة الجنائية لمكافحة الاتجار بالأشخاص";
        var row = Assert.Single(Read(Of(Row(("reference", "مشروع ٢٠٢٣/٠٩"), ("title", Title), ("national_counterparts", "مصر: وزارة العدل")))).Rows);
        Assert.Equal(Title, row.Title);
        Assert.Equal("مشروع202309", row.Identity);
        Assert.StartsWith("P-", RowIdentity.Programme(row.Identity).Value, StringComparison.Ordinal);
        Assert.True(ProgrammeId.TryParse(RowIdentity.Programme(row.Identity).Value, null, out _));
    }

    [Fact]
    public void A_cell_that_looks_like_a_formula_is_text_and_leaves_with_an_apostrophe()
    {
        const string Formula = "=HYPERLINK(\"https://example.org\")";
        Assert.Equal(Formula, Assert.Single(Read(Of(Row(("title", Formula)))).Rows).Title);
        Assert.Equal($"1\t'{Formula}\t'+1 2", TabSeparated.Line(["1", Formula, "+1\t2"]));
    }

    [Theory]
    [InlineData("FS/LAO/04/R76", "LAO/R76")]
    [InlineData("FS/LAO/04/R76", "lao r76")]
    [InlineData("FS/LAO/04/R76", "FS LAO 04 R76")]
    [InlineData("FS/LAO/04/R76", "fs-lao-04-r76")]
    [InlineData("FS/LAO/04/R76", "FSLAO04R76")]
    [InlineData("VNM/S79", "VNMS79")]
    [InlineData("VNM/S79", " VNM – S79. ")]
    [InlineData("VNM/S79", "ＶＮＭ／Ｓ７９")]
    [InlineData("2008/165-055", "2008.165/055")]
    [InlineData("CA-3-P009615001", "CA‑3‑P009615001")]
    public void One_code_written_in_several_ways_is_one(string one, string other) => Assert.Equal(RowIdentity.Normalized(one), RowIdentity.Normalized(other));

    [Theory]
    [InlineData("FS/VIE/04/R96", "FS/VIE/03/R21")]
    [InlineData("LAO/R76", "LAO/X26")]
    [InlineData("2023-09", "2023-90")]
    public void Different_codes_stay_different(string one, string other) => Assert.NotEqual(RowIdentity.Normalized(one), RowIdentity.Normalized(other));
}
