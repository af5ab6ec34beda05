using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using System.Text;
using System.Text.RegularExpressions;
using TA.Casework.Grains;
using TA.Casework.Storage;
using TA.Engagements;

namespace TA.Web.Tests.Api;

/// <summary>A record that a newer release has written: this one neither shows it nor writes it, and says when to come back.</summary>
public sealed class NewerFormatTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ta-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("engagement", "", "/comment-on-task", """{"task":"case.request.log","text":"A remark"}""")]
    [InlineData("history", "/history", null, null)]
    [InlineData("member-state", "/api/calendars/KEN", "/api/engagements", ApiSite.Opening)]
    [InlineData("member-state", "/api/calendars/KEN", "/api/calendars/KEN/change-calendar", """{"add":[{"on":"2026-12-12","name":"Jamhuri Day"}],"remove":[]}""")]
    [InlineData("programme", "/api/programmes/P-GLOT59", "/api/programmes/P-GLOT59/record-programme-contribution",
        """{"contribution":null,"donor":{"from":null,"to":"Japan"},"pledged":{"from":null,"to":{"amount":1000000,"currency":"USD"}},"received":{"from":null,"to":null}}""")]
    public async Task A_record_of_a_newer_release_is_neither_shown_nor_written(string state, string read, string? change, string? body)
    {
        string token, engagement;
        await using (var site = await RunningSite.Start(folder: folder))
        {
            token = await site.NewToken(await site.Add(AccountRoles.Officer, organization: null));
            using var officer = site.WithToken(token);
            engagement = await Filled(officer);
            // The first piece of history is sealed beside the changes.
            while ((await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IHistorySegmentGrain>(GrainKeys.Segment(EngagementReference.Parse(engagement.Split('/')[^1]), 0)).Read()).Count == 0)
                await Task.Delay(20);
        }

        var newer = MakeNewer(state);
        await using (var site = await RunningSite.Start(folder: folder))
        {
            using var officer = site.WithToken(token);
            string At(string path) => path.StartsWith("/api", StringComparison.Ordinal) ? path : engagement + path;

            using var reading = await officer.GetAsync(At(read));
            await reading.IsProblem(HttpStatusCode.ServiceUnavailable, "storage");
            Assert.NotNull(reading.Headers.RetryAfter);
            if (change is not null)
            {
                using var changing = await officer.Command(At(change), body!);
                await changing.Is(HttpStatusCode.ServiceUnavailable);
                Assert.NotNull(changing.Headers.RetryAfter);
            }
            else
            {
                var segment = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IHistorySegmentGrain>(GrainKeys.Segment(EngagementReference.Parse(engagement.Split('/')[^1]), 0));
                await Assert.ThrowsAsync<NewerFormatException>(() => segment.Seal([]));
            }
        }

        Assert.Equal(newer, Payload(state).Text);
    }

    /// <summary>An engagement with history that is sealed, and a programme.</summary>
    private static async Task<string> Filled(HttpClient officer)
    {
        using var opened = await officer.Command("/api/engagements", ApiSite.Opening);
        await opened.Is(HttpStatusCode.Created);
        var engagement = opened.Headers.Location!.OriginalString;
        for (var i = 0; i < 2 * EngagementRecord.SegmentLength; i++)
            await (await officer.Command($"{engagement}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{i}}"}""")).Is(HttpStatusCode.OK);
        await (await officer.Command("/api/programmes/P-GLOT59", """{"title":"Global programme","start":"2015-07"}""")).Is(HttpStatusCode.Created);
        return engagement;
    }

    /// <summary>Makes the first record of a kind one of the next form, by hand and past the product.</summary>
    private string MakeNewer(string state)
    {
        var (row, before) = Payload(state);
        var after = new Regex("\"format\":([0-9]+)").Replace(before, f => $"\"format\":{int.Parse(f.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) + 1}", 1);
        Assert.NotEqual(before, after);
        using var connection = Open();
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE OrleansStorage SET PayloadBinary = $payload WHERE rowid = $row";
        write.Parameters.AddWithValue("$payload", Encoding.UTF8.GetBytes(after));
        write.Parameters.AddWithValue("$row", row);
        Assert.Equal(1, write.ExecuteNonQuery());
        return after;
    }

    private (long Row, string Text) Payload(string state)
    {
        using var connection = Open();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT rowid, PayloadBinary FROM OrleansStorage WHERE GrainTypeString = $state ORDER BY GrainIdExtensionString LIMIT 1";
        read.Parameters.AddWithValue("$state", state);
        using var row = read.ExecuteReader();
        Assert.True(row.Read());
        return (row.GetInt64(0), Encoding.UTF8.GetString((byte[])row[1]));
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, GrainDatabase.FileName)};Pooling=false");
        connection.Open();
        return connection;
    }
}
