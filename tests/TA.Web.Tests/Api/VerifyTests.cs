using Microsoft.Data.Sqlite;
using System.Text;

namespace TA.Web.Tests.Api;

/// <summary>The verb runs as a process of its own, beside the site that serves.</summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private readonly ApiSite site = new();
    private string address = null!;

    private string Reference => address.Split('/')[^1];

    private string HeadsFile => Path.Combine(site.Site.DataFolder, "heads.txt");

    public async Task InitializeAsync()
    {
        await site.InitializeAsync();
        address = await site.Engagement();
    }

    public async Task DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task What_was_kept_is_whole_and_damage_to_the_newest_history_is_named()
    {
        // Long enough for sealed segments.
        for (var i = 0; i < 120; i++)
            await (await site.Iom.Command($"{address}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{i}}"}""")).Is(HttpStatusCode.OK);
        var (status, output, errors) = await Verify("--write-heads", HeadsFile);
        Assert.True(status == 0, output + errors);
        Assert.Matches("^Checked 1 engagements with [0-9]+ events, 0 programmes, 1 Member States, the portfolio: nothing is wrong.$", output.TrimEnd());
        Assert.Matches($"^{Reference} [0-9]+ [0-9a-f]{{64}}$", (await File.ReadAllTextAsync(HeadsFile)).TrimEnd());

        await (await site.Iom.Command($"{address}/start-task", """{"task":"case.request.log"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await Verify("--heads", HeadsFile)).Status);

        Change("engagement", "Remark 119", "Remark 118");
        (status, output, _) = await Verify();
        Assert.Equal(1, status);
        Assert.Matches($"^{Reference}: event [0-9]+ was changed", output);
    }

    [Fact]
    public async Task Damage_to_a_sealed_piece_of_history_is_named()
    {
        for (var i = 0; i < 120; i++)
            await (await site.Iom.Command($"{address}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{i}}"}""")).Is(HttpStatusCode.OK);
        Change("history", "KEN", "UGA");
        var (status, output, _) = await Verify();
        Assert.Equal(1, status);
        Assert.Contains($"{Reference}: event 1 was changed", output);
    }

    [Fact]
    public async Task A_document_that_is_damaged_or_gone_is_named()
    {
        await (await Verbs.Work.Attach(site.Officer, address, Guid.NewGuid())).Is(HttpStatusCode.Created);
        Assert.Equal(0, (await Verify("--documents")).Status);
        var document = Assert.Single(Directory.GetFiles(Path.Combine(site.Site.DataFolder, "documents")));

        await File.AppendAllTextAsync(document, "changed");
        var (status, output, _) = await Verify("--documents");
        Assert.Equal(1, status);
        Assert.Contains($"{Reference}: the document {Path.GetFileName(document)}, which it names, is damaged", output);

        File.Delete(document);
        (status, output, _) = await Verify();
        Assert.Equal(1, status);
        Assert.Contains($"{Reference}: the document {Path.GetFileName(document)}, which it names, is not there", output);
    }

    [Fact]
    public async Task A_state_that_its_history_does_not_lead_to_is_named()
    {
        Change("engagement", "\"engagement\":{\"reference\":\"" + Reference, "\"engagement\":{\"isSample\":true,\"reference\":\"" + Reference);
        var (status, output, _) = await Verify();
        Assert.Equal(1, status);
        Assert.Contains($"{Reference}: the state is not what its history leads to", output);
    }

    [Fact]
    public async Task Earlier_heads_that_history_no_longer_holds_are_named()
    {
        await File.WriteAllLinesAsync(HeadsFile, [$"{Reference} 1 {new string('0', 64)}", $"UGA-2026-0001 5 {new string('1', 64)}"]);
        var (status, output, _) = await Verify("--heads", HeadsFile);
        Assert.Equal(1, status);
        Assert.Contains($"{Reference}: its history no longer holds the event 1 of the earlier export", output);
        Assert.Contains("UGA-2026-0001: there is no such record", output);

        await File.WriteAllTextAsync(HeadsFile, "nonsense");
        (status, output, var errors) = await Verify("--heads", HeadsFile);
        Assert.Equal((2, ""), (status, output));
        Assert.Contains("Line 1 of", Assert.Single(errors.TrimEnd().Split('\n')));
    }

    [Fact]
    public async Task A_folder_without_data_is_told_in_one_line()
    {
        var (status, output, errors) = await ProgramRun.ToItsEnd("verify", "--data", Path.Combine(site.Site.DataFolder, "nothing"));
        Assert.Equal((2, ""), (status, output));
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    private Task<(int Status, string Output, string Errors)> Verify(params string[] more) =>
        ProgramRun.ToItsEnd(["verify", "--data", site.Site.DataFolder, .. more]);

    /// <summary>Changes the first record of a kind that holds a text, by hand and past the product.</summary>
    private void Change(string state, string from, string to)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.Site.DataFolder, "grains.db")}");
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT rowid, PayloadBinary FROM OrleansStorage WHERE GrainTypeString = $state ORDER BY GrainIdExtensionString LIMIT 1";
        read.Parameters.AddWithValue("$state", state);
        using var row = read.ExecuteReader();
        Assert.True(row.Read());
        var payload = Encoding.UTF8.GetString((byte[])row[1]);
        var at = payload.LastIndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, payload);
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE OrleansStorage SET PayloadBinary = $payload WHERE rowid = $row";
        write.Parameters.AddWithValue("$payload", Encoding.UTF8.GetBytes(payload[..at] + to + payload[(at + from.Length)..]));
        write.Parameters.AddWithValue("$row", row[0]);
        row.Close();
        Assert.Equal(1, write.ExecuteNonQuery());
    }
}
