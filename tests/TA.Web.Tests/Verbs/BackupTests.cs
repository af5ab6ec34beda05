using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using TA.Casework.Grains;
using TA.Casework.Installations;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Engagements;
using TA.Web.Tests.Api;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Verbs;

/// <summary>The verbs backup and restore run as processes of their own, beside the site or after it.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ta-backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Backup => In("backup.zip");

    [Theory]
    [InlineData("embedded")]
    [InlineData("azure")]
    public async Task A_backup_made_while_people_work_holds_all_that_was_acknowledged_before_it_began_and_is_whole(string column)
    {
        await using var source = await APlace.Of(column);
        await using var target = await APlace.Of(column);
        string token;
        List<(string Address, Guid Command)> before;
        await using (var site = await source.Start())
        {
            token = await site.NewToken(await site.Add(AccountRoles.Officer));
            await using var work = new Work(site, token);
            await work.Until(w => w.Accepted.Count > 400 && w.Documents > 3);
            before = [.. work.Accepted];
            await source.Says(0, @"^.*backup\.zip holds [0-9]+ engagements, 0 programmes, 1 Member States and [0-9]+ documents", "backup", Backup);
            Assert.True(work.Accepted.Count > before.Count, "Nothing was done while the backup was made.");
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        await target.Says(0, "nothing is wrong", "restore", Backup);
        await using (var restored = await target.Start())
        {
            using var client = restored.WithToken(token);
            foreach (var commands in before.GroupBy(c => c.Address, c => c.Command))
                Assert.Empty(commands.Except((await client.Json($"{commands.Key}/history")).EnumerateArray().Select(e => e.GetProperty("commandId").GetGuid())));
            var documents = 0;
            foreach (var address in before.Select(c => c.Address).Distinct())
                foreach (var document in (await client.Json(address)).GetProperty("documents").EnumerateArray())
                {
                    Assert.StartsWith("%PDF-", await client.GetStringAsync($"{address}/documents/{document.GetProperty("id").GetGuid()}"), StringComparison.Ordinal);
                    documents++;
                }

            Assert.InRange(documents, 4, int.MaxValue);
            // What was half done or new is finished, and numbers go on from there.
            await (await client.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
            await restored.Services.GetRequiredService<Sweep>().Run();
        }

        await target.Says(0, "nothing is wrong", "verify");
    }

    [Theory]
    [InlineData("embedded", "embedded")]
    [InlineData("embedded", "azure")]
    [InlineData("azure", "embedded")]
    public async Task A_restored_installation_has_every_byte_of_the_records_and_knows_its_people(string from, string to)
    {
        await using var source = await APlace.Of(from);
        await using var target = await APlace.Of(to);
        var installation = await AnInstallation.In(source);
        await source.Says(0, "nothing is wrong", "verify", "--write-heads", In("heads"));
        await source.Says(0, "holds 5 engagements, 1 programmes, 1 Member States and 1 documents", "backup", Backup);

        await target.Says(0, "5 engagements .* 1 programmes, .* nothing is wrong", "restore", Backup);

        await target.Says(0, "5 earlier heads: nothing is wrong", "verify", "--heads", In("heads"));
        Assert.Equal(await source.States(), await target.States());
        await installation.Is(target);
    }

    [Fact]
    public async Task A_backup_that_is_not_as_it_was_written_is_refused_before_anything_is_written()
    {
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        await AnInstallation.In(source);
        await source.Says(0, "holds", "backup", Backup);
        var whole = await File.ReadAllBytesAsync(Backup);
        var at = whole.AsSpan().IndexOf("%PDF-1.7"u8);
        Assert.True(at > 0);

        await Refused("documents/[0-9a-f]{64} is not as it was written", Changed(whole, at + 8));
        await Refused("is damaged, or no backup", whole[..^100]);
        await Refused("is damaged, or no backup", Encoding.UTF8.GetBytes("This is no backup."));
        await Refused("is damaged: it is not as it was written", Changed(whole, whole.Length - 5));
        foreach (var piece in new[] { "engagement/", "history/", "sql/accounts", "keys/" })
            await Refused($"{piece}.* is missing", Without(whole, piece));
        await Refused("it has no manifest", Without(whole, "manifest"));
        foreach (var manifest in new[] { "null", "{}", """{"form":1}""", "[" })
            await Refused("manifest names no pieces|is damaged, or no backup", Edited(whole, archive =>
            {
                archive.Entries.First(e => e.FullName.StartsWith("manifest", StringComparison.Ordinal)).Delete();
                using var entry = archive.CreateEntry("manifest.json").Open();
                entry.Write(Encoding.UTF8.GetBytes(manifest));
            }));
        await Refused("holds [0-9]+ pieces, and its manifest names [0-9]+", With(whole, "engagement/KEN-2026-0099.json"));

        // No byte can be another one, wherever it stands.
        for (var tries = 0; tries < 500; tries++)
        {
            await File.WriteAllBytesAsync(In("damaged.zip"), Changed(whole, at = Random.Shared.Next(whole.Length)));
            var fault = await Assert.ThrowsAsync<InvalidDataException>(async () =>
            {
                using var opened = await BackupFile.Open(In("damaged.zip"), default);
                Assert.Fail($"Byte {at} of {whole.Length} was changed, and nobody has noticed.");
            });
            Assert.DoesNotContain('\n', fault.Message);
        }

        async Task Refused(string why, byte[] file)
        {
            await File.WriteAllBytesAsync(In("damaged.zip"), file);
            var told = await target.Says(1, "^$", "restore", In("damaged.zip"));
            Assert.True(Regex.IsMatch(told, $"^TA cannot restore: {In("damaged.zip")} .*{why}[^\n]*\n$"), $"{told} is not {why}");
            Assert.False(Directory.Exists(target.Folder));
        }
    }

    [Fact]
    public async Task Nothing_that_is_there_is_overwritten_and_nothing_is_restored_into_what_is_not_empty_or_in_use()
    {
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        await AnInstallation.In(source);
        await File.WriteAllTextAsync(In("mine.txt"), "mine");
        Assert.Contains("is there already", await source.Says(1, "^$", "backup", In("mine.txt")));
        Assert.Equal("mine", await File.ReadAllTextAsync(In("mine.txt")));
        Assert.Contains("There is no database file", await target.Says(1, "^$", "backup", Backup));
        await source.Says(0, "holds", "backup", Backup);
        Assert.Equal(["backup.zip", "mine.txt"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());

        Assert.Contains("the place is not empty", await source.Says(1, "^$", "restore", Backup));
        using var held = DataFolder.Take(target.Folder, "serve");
        Assert.Contains("is in use by process", await target.Says(1, "^$", "restore", Backup));
    }

    [Fact]
    public async Task What_is_damaged_is_not_backed_up_and_the_line_says_what_it_is()
    {
        await using var source = await APlace.Of("embedded");
        await AnInstallation.In(source);
        var document = Assert.Single(Directory.GetFiles(Path.Combine(source.Folder, "documents")));
        await File.AppendAllTextAsync(document, "changed");
        Assert.Matches($"^TA cannot backup: The document {Path.GetFileName(document)} of KEN-.* is damaged", await source.Says(1, "^$", "backup", Backup));
        File.Delete(document);
        Assert.Matches($"^TA cannot backup: KEN-.* names the document {Path.GetFileName(document)}, which is not there", await source.Says(1, "^$", "backup", Backup));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("azure")]
    public async Task Every_table_is_in_a_backup_unless_it_is_made_anew(string column)
    {
        await using var source = await APlace.Of(column);
        await using (await source.Start())
        {
        }

        await source.Says(0, "holds", "backup", Backup);
        using var opened = await BackupFile.Open(Backup, default);
        // The keys are pieces of their own, in both columns.
        string[] others = ["portfolio_", "leases", "schema_numbers", "orleans", "__EF", "sqlite_", "setup_codes", "protection_keys"];
        var left = (await source.Tables()).Except(opened.Manifest.Pieces.Select(p => p.Name.Split('/', '.')[1]));
        Assert.All(left, table => Assert.Contains(others, o => table.StartsWith(o, StringComparison.Ordinal)));
        Assert.Contains(opened.Manifest.Pieces, p => p.Name == "sql/organizations.json");
        Assert.Contains(opened.Manifest.Pieces, p => p.Name.StartsWith("keys/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_engagement_that_was_read_before_the_calendar_of_its_Member_State_changed_goes_by_it_after_the_restore()
    {
        var jamhuri = new DateOnly(2027, 12, 12);
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        TestAccount officer;
        EngagementReference reference;
        await using (var site = await source.Start())
        {
            officer = await site.Add(AccountRoles.Officer, office: "Vienna");
            reference = await site.Engagement(officer);
        }

        await source.Says(0, "holds", "backup", In("before.zip"));
        await using (var site = await source.Start())
        {
            var kenya = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IMemberStateGrain>(GrainKeys.MemberState("KEN"));
            Assert.Equal(OutcomeKind.Accepted, (await kenya.ChangeCalendar(new(Guid.NewGuid(), Kit.Casework.ActorOf(officer), new(Add: [new(jamhuri, "Jamhuri")])))).Kind);
            await kenya.FinishOpenings();
        }

        await source.Says(0, "holds", "backup", In("after.zip"));
        using (var before = await BackupFile.Open(In("before.zip"), default))
        using (var after = await BackupFile.Open(In("after.zip"), default))
            await BackupFile.Write(Backup, Mixed(before, after), before.Manifest.Begun, default);

        await target.Says(0, "nothing is wrong", "restore", Backup);
        await using var restored = await target.Start();
        Assert.Contains(jamhuri, Assert.Single((await restored.Read(officer, reference)).Calendars).Holidays);

        static async IAsyncEnumerable<Piece> Mixed(BackupFile before, BackupFile after)
        {
            var late = await after.Read(null, default).Where(p => p.Parts().Kind == "member-state").ToDictionaryAsync(p => p.Name);
            await foreach (var piece in before.Read(null, default))
                yield return late.GetValueOrDefault(piece.Name, piece);
        }
    }

    [Fact]
    public async Task A_mail_that_waits_is_sent_after_the_restore_and_not_by_it()
    {
        await using var server = new MailServer();
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        foreach (var place in new[] { source, target })
            (place.Settings["Mail__Host"], place.Settings["Mail__Port"], place.Settings["Mail__Security"], place.Settings["Mail__From"]) = ("127.0.0.1", $"{server.Port}", "None", "ta@example.org");
        string token, address;
        await using (var site = await source.Start())
        {
            token = await site.NewToken(await site.Add(AccountRoles.Officer));
            await site.Add(AccountRoles.Partner, "iom@example.org");
            using var client = site.WithToken(token);
            (address, _) = await Work.Attached(client);
            await Assign(client, "case.request.log");
            for (var tries = 0; await source.Waiting() == 0; tries++)
            {
                Assert.True(tries < 600, "There is no mail.");
                await Task.Delay(50);
            }
        }

        await source.Says(0, "holds", "backup", Backup);
        server.Start();
        await target.Says(0, "nothing is wrong", "restore", Backup);
        Assert.Equal(0, server.Connections);

        await using var restored = await target.Start();
        Assert.Equal("iom@example.org", (await server.Arrived(1))[0].To.Mailboxes.Single().Address);
        using var again = restored.WithToken(token);
        await Assign(again, "case.request.ack");
        await server.Arrived(2);

        async Task Assign(HttpClient client, string task) =>
            await (await client.Command($"{address}/assign-tasks", $$"""{"tasks":[{"task":"{{task}}","from":"unodc"}],"organization":"iom","name":"IOM"}""")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_backup_that_was_killed_leaves_nothing_that_looks_like_one()
    {
        await using var source = await APlace.Of("embedded");
        await AnInstallation.In(source);
        using (var process = source.Begin("backup", Backup))
        {
            for (var tries = 0; Directory.GetFiles(folder).Length == 0; tries++)
            {
                Assert.True(tries < 60_000 && !process.HasExited, "It has ended, or does not get on.");
                await Task.Delay(1);
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        if (!File.Exists(Backup))
            await source.Says(0, "holds", "backup", Backup);
        using var whole = await BackupFile.Open(Backup, default);
        Assert.All(Directory.GetFiles(folder), file => Assert.True(file == Backup || file.EndsWith(".part", StringComparison.Ordinal), file));
    }

    [Fact]
    public async Task A_restore_that_was_killed_is_no_installation_until_it_has_been_repeated()
    {
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        await AnInstallation.In(source, engagements: 100);
        await source.Says(0, "holds", "backup", Backup);
        await target.KillInTheMiddle(() => target.Begin("restore", Backup));

        const string told = "is the beginning of a copy from the backup of";
        Assert.Contains(told, await target.Says(1, "^$", "serve", "--urls", "http://127.0.0.1:0"));
        Assert.Contains(told, await target.Says(1, "^$", "rebuild-portfolio"));
        // Half of an installation makes no backup and moves nowhere.
        Assert.Contains(told, await target.Says(1, "^$", "backup", In("half.zip")));
        Assert.False(File.Exists(In("half.zip")));
        await using var elsewhere = await APlace.Of("embedded");
        Assert.Contains(told, await target.Says(1, "^$", ["move", .. await elsewhere.AsEndOfMove()]));
        // Another backup does not go on where this one has ended.
        await source.Says(0, "holds", "backup", In("another.zip"));
        Assert.Contains(told, await target.Says(1, "^$", "restore", In("another.zip")));

        await target.Says(0, "nothing is wrong", "restore", Backup);
        Assert.Equal(await source.States(), await target.States());
        await using var site = await target.Start();
    }

    private string In(string name) => Path.Combine(folder, name);

    private static byte[] Changed(byte[] whole, int at)
    {
        var changed = whole.ToArray();
        changed[at] ^= 0x20;
        return changed;
    }

    private static byte[] Without(byte[] whole, string piece) => Edited(whole, archive => archive.Entries.First(e => e.FullName.StartsWith(piece, StringComparison.Ordinal)).Delete());

    private static byte[] With(byte[] whole, string piece) => Edited(whole, archive => archive.CreateEntry(piece));

    private static byte[] Edited(byte[] whole, Action<ZipArchive> edit)
    {
        using var file = new MemoryStream();
        file.Write(whole);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            edit(archive);
        return file.ToArray();
    }
}
