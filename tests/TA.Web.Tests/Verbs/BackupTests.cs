using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TA.Casework.Storage;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Verbs;

/// <summary>The verbs backup and restore run as processes of their own, beside the site or after it.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Officer = "officer@example.org";

    private readonly string folder = Directory.CreateTempSubdirectory("ta-backup-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private string Source => In("source");

    private string Backup => In("backup.zip");

    [Fact]
    public async Task A_backup_made_while_people_work_holds_all_that_was_acknowledged_before_it_began_and_is_whole()
    {
        string token;
        List<(string Address, Guid Command)> before;
        await using (var site = await RunningSite.Start(folder: Source))
        {
            token = await site.NewToken(await site.Add(AccountRoles.Officer, Officer));
            await using var work = new Work(() => site.WithToken(token));
            await work.Until(w => w.Accepted.Count > 1000);
            before = [.. work.Accepted];
            await Says(0, @"^.*backup\.zip holds [0-9]+ engagements, 0 programmes, 1 Member States and [0-9]+ documents", "backup", Backup, "--data", Source);
            var after = work.Accepted.Count;
            Assert.True(after > before.Count, "Nothing was done while the backup was made.");
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        await Says(0, "nothing is wrong", "restore", Backup, "--data", In("restored"));
        await using var restored = await RunningSite.Start(folder: In("restored"));
        using var client = restored.WithToken(token);
        foreach (var commands in before.GroupBy(c => c.Address, c => c.Command))
            Assert.Empty(commands.Except(await Commands(client, commands.Key)));
        // What was half done or new is finished, and numbers go on from there.
        await (await client.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
        await Says(0, "nothing is wrong", "verify", "--data", In("restored"));
    }

    [Fact]
    public async Task A_restored_installation_has_every_byte_of_the_records_and_knows_its_people()
    {
        string token, cookie, document, address;
        await using (var site = await RunningSite.Start(folder: Source))
        {
            var officer = await site.Add(AccountRoles.Officer, Officer);
            token = await site.NewToken(officer);
            using var browser = site.Anonymous();
            using var signedIn = await browser.SignIn(officer.Email, officer.Password);
            cookie = string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
            using var client = site.WithToken(token);
            await (await client.Command("/api/programmes/P-GLOT59", """{"title":"Global programme"}""")).Is(HttpStatusCode.Created);
            await using (var work = new Work(() => site.WithToken(token)))
                await work.Until(w => w.Accepted.Count > 500 && w.Documents > 3);
            (address, document) = await Attached(client);
        }

        await Says(0, "nothing is wrong", "verify", "--data", Source, "--write-heads", In("heads"));
        await Says(0, "holds", "backup", Backup, "--data", Source);
        await Says(0, "nothing is wrong", "restore", Backup, "--data", In("restored"));
        await Says(0, "earlier heads: nothing is wrong", "verify", "--data", In("restored"), "--heads", In("heads"));
        Assert.Equal(await States(Source), await States(In("restored")));

        await using var restored = await RunningSite.Start(folder: In("restored"));
        using (var client = restored.WithToken(token))
        {
            Assert.StartsWith("%PDF-", await client.GetStringAsync(document), StringComparison.Ordinal);
            await (await client.Command($"{address}/comment-on-task", Comment("Here"))).Is(HttpStatusCode.OK);
        }

        // The keys came along: who was signed in still is.
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(restored.Address, "/portfolio"));
        page.Headers.Add("Cookie", cookie);
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.OK, (await plain.SendAsync(page)).StatusCode);
    }

    [Fact]
    public async Task A_backup_that_is_not_as_it_was_written_is_refused_before_anything_is_written()
    {
        await Fill();
        await Says(0, "holds", "backup", Backup, "--data", Source);
        var whole = await File.ReadAllBytesAsync(Backup);
        var at = whole.AsSpan().IndexOf("%PDF-1.7"u8);
        Assert.True(at > 0);

        await Refused("documents/[0-9a-f]{64} is not as it was written", Changed(whole, at + 8));
        await Refused("is damaged", Changed(whole, whole.Length / 2));
        await Refused("is damaged, or no backup", whole[..^100]);
        await Refused("is damaged, or no backup", Encoding.UTF8.GetBytes("This is no backup."));
        await Refused("the manifest is not as it was written", Changed(whole, whole.Length - 5));
        foreach (var piece in new[] { "engagement/", "history/", "sql/accounts", "keys/" })
            await Refused($"{piece}.* is missing", Without(whole, piece));
        await Refused("it has no manifest", Without(whole, "manifest"));

        async Task Refused(string why, byte[] file)
        {
            await File.WriteAllBytesAsync(In("damaged.zip"), file);
            var told = await Says(1, "^$", "restore", In("damaged.zip"), "--data", In("restored"));
            Assert.Matches($"^TA cannot restore: {In("damaged.zip")} .*{why}", Assert.Single(told.TrimEnd().Split('\n')));
            Assert.False(Directory.Exists(In("restored")));
        }
    }

    [Fact]
    public async Task Nothing_that_is_there_is_overwritten_and_nothing_is_restored_into_what_is_not_empty_or_in_use()
    {
        await Fill();
        await File.WriteAllTextAsync(In("mine.txt"), "mine");
        Assert.Contains("is there already", await Says(1, "^$", "backup", In("mine.txt"), "--data", Source));
        Assert.Equal("mine", await File.ReadAllTextAsync(In("mine.txt")));
        Assert.Contains("There is no database file", await Says(1, "^$", "backup", Backup, "--data", In("nothing")));
        await Says(0, "holds", "backup", Backup, "--data", Source);
        Assert.Equal(["backup.zip", "mine.txt"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());

        Assert.Contains("the place is not empty", await Says(1, "^$", "restore", Backup, "--data", Source));
        await using var empty = await RunningSite.Start(folder: In("empty"));
        using var held = DataFolder.Take(In("empty"), "serve");
        Assert.Contains("is in use by process", await Says(1, "^$", "restore", Backup, "--data", In("empty")));
    }

    [Fact]
    public async Task A_restore_that_was_killed_is_no_installation_until_it_has_been_repeated()
    {
        await Fill(engagements: 150);
        await Says(0, "holds", "backup", Backup, "--data", Source);
        await KillInTheMiddle("restore", Backup, "--data", In("restored"));

        Assert.Contains("is the beginning of a copy from the backup of", await Says(1, "^$", "serve", "--data", In("restored"), "--urls", "http://127.0.0.1:0"));
        Assert.Contains("is the beginning of a copy from the backup of", await Says(1, "^$", "rebuild-portfolio", "--data", In("restored")));
        // Another backup does not go on where this one has ended.
        await Says(0, "holds", "backup", In("another.zip"), "--data", Source);
        Assert.Contains("is the beginning of a copy from the backup of", await Says(1, "^$", "restore", In("another.zip"), "--data", In("restored")));

        await Says(0, "nothing is wrong", "restore", Backup, "--data", In("restored"));
        Assert.Equal(await States(Source), await States(In("restored")));
        await using var site = await RunningSite.Start(folder: In("restored"));
    }

    private string In(string name) => Path.Combine(folder, name);

    private static string Comment(string text) => $$"""{"task":"case.request.log","text":"{{text}}"}""";

    /// <summary>Makes the source: engagements, one with a long history and one with a document; and stops it.</summary>
    private async Task Fill(int engagements = 2)
    {
        await using var site = await RunningSite.Start(folder: Source);
        using var client = site.WithToken(await site.NewToken(await site.Add(AccountRoles.Officer, Officer)));
        var (address, _) = await Attached(client);
        for (var i = 0; i < 100; i++)
            await (await client.Command($"{address}/comment-on-task", Comment($"Remark {i}"))).Is(HttpStatusCode.OK);
        for (var i = 1; i < engagements; i++)
            await (await client.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
    }

    /// <summary>A new engagement with a document.</summary>
    private static async Task<(string Engagement, string Document)> Attached(HttpClient client)
    {
        using var opened = await client.Command("/api/engagements", ApiSite.Opening);
        await opened.Is(HttpStatusCode.Created);
        var address = opened.Headers.Location!.OriginalString;
        using var attached = await Attach(client, address, Guid.NewGuid());
        await attached.Is(HttpStatusCode.Created);
        return (address, attached.Headers.Location!.OriginalString);
    }

    private static Task<HttpResponseMessage> Attach(HttpClient client, string address, Guid command)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/documents?name=x.pdf") { Content = new ByteArrayContent(Encoding.ASCII.GetBytes($"%PDF-1.7 {command}")) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Headers.Add("Idempotency-Key", command.ToString());
        return client.SendAsync(request);
    }

    private static async Task<HashSet<Guid>> Commands(HttpClient client, string address) =>
        [.. (await client.Json($"{address}/history")).EnumerateArray().Select(e => e.GetProperty("commandId").GetGuid())];

    private static byte[] Changed(byte[] whole, int at)
    {
        var changed = whole.ToArray();
        changed[at] ^= 0x20;
        return changed;
    }

    private static byte[] Without(byte[] whole, string piece)
    {
        using var file = new MemoryStream();
        file.Write(whole);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            archive.Entries.First(e => e.FullName.StartsWith(piece, StringComparison.Ordinal)).Delete();
        return file.ToArray();
    }

    /// <summary>Every state in the grain storage of a folder, with its bytes as text.</summary>
    private static async Task<SortedDictionary<string, string>> States(string data)
    {
        using var database = GrainDatabase.OpenReadOnly(data);
        var states = new SortedDictionary<string, string>();
        foreach (var state in new[] { "engagement", "history", "member-state", "programme" })
            await foreach (var (key, _) in new SqliteEngagementCatalogue(database).List(state))
                states[$"{state}/{key}"] = Encoding.UTF8.GetString(new StoredGrains(database).Read(state, key)!.Utf8Json.Span);
        return states;
    }

    /// <summary>Runs the program to its end and holds what it answers; gives its standard error.</summary>
    private static async Task<string> Says(int status, string output, params string[] arguments)
    {
        var (ended, said, errors) = await ProgramRun.ToItsEnd(arguments);
        Assert.True(ended == status, $"{string.Join(' ', arguments)}: {ended} {said}{errors}");
        Assert.Matches(output, said);
        return errors;
    }

    /// <summary>Kills a program as soon as it has put some records in place, and holds that there were more to come.</summary>
    private async Task KillInTheMiddle(params string[] arguments)
    {
        var all = (await States(Source)).Count;
        using var process = ProgramRun.Start(arguments);
        try
        {
            for (var tries = 0; Count() < all / 10; tries++)
            {
                Assert.True(tries < 6000 && !process.HasExited, "It has ended, or does not get on.");
                await Task.Delay(10);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.InRange(Count(), all / 10, all - 1);

        int Count()
        {
            if (!File.Exists(Path.Combine(In("restored"), GrainDatabase.FileName)))
                return 0;
            try
            {
                using var database = GrainDatabase.OpenReadOnly(In("restored"));
                return Array.ConvertAll(new[] { "engagement", "history", "member-state" }, s => new SqliteEngagementCatalogue(database).Count(s).Result).Sum();
            }
            catch (Exception fault) when (fault is GrainDatabaseException or AggregateException)
            {
                return 0; // the tables are not made yet
            }
        }
    }

    /// <summary>People at work: they open engagements, comment until histories are sealed, and attach documents.</summary>
    private sealed class Work : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task people;
        private int documents;

        public Work(Func<HttpClient> person) => people = Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => One(number, person()))));

        /// <summary>What was acknowledged.</summary>
        public ConcurrentQueue<(string Address, Guid Command)> Accepted { get; } = new();

        public int Documents => documents;

        public async Task Until(Func<Work, bool> done)
        {
            for (var tries = 0; !done(this); tries++)
            {
                Assert.True(tries < 12000 && !people.IsCompleted, $"{Accepted.Count} commands, {people.Exception}");
                await Task.Delay(10);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await people;
            stop.Dispose();
        }

        private async Task One(int number, HttpClient client)
        {
            using var own = client;
            var address = await Open(client);
            for (var i = number; !stop.IsCancellationRequested; i++)
            {
                // The first two write long histories, the others open engagements most of the time.
                if (number > 1 && i % 3 != 0)
                    address = await Open(client);
                var command = Guid.NewGuid();
                using var answer = i % 10 == 0 ? await Attach(client, address, command) : await client.Command($"{address}/comment-on-task", Comment($"Remark {i}"), command);
                await answer.Is2xx("work");
                Accepted.Enqueue((address, command));
                if (i % 10 == 0)
                    Interlocked.Increment(ref documents);
            }
        }

        private async Task<string> Open(HttpClient client)
        {
            var command = Guid.NewGuid();
            using var opened = await client.Command("/api/engagements", ApiSite.Opening, command);
            await opened.Is(HttpStatusCode.Created);
            Accepted.Enqueue((opened.Headers.Location!.OriginalString, command));
            return opened.Headers.Location.OriginalString;
        }
    }
}
