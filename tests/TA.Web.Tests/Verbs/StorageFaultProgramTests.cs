using Microsoft.Data.Sqlite;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Verbs;

/// <summary>A folder whose databases cannot be used: the program says why in one line, changes nothing and ends with 1.</summary>
public sealed class StorageFaultProgramTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ta-test-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("grains.db", "is damaged. Keep a copy of it and restore a backup.")]
    [InlineData("app.db", "cannot be used: ")]
    public async Task A_database_that_is_damaged_before_the_start_is_named_and_left_as_it_is(string name, string told)
    {
        await Fill();
        var file = Path.Combine(folder, name);
        var bytes = await File.ReadAllBytesAsync(file);
        Random.Shared.NextBytes(bytes.AsSpan(0, 2048));
        await File.WriteAllBytesAsync(file, bytes);
        await EndsWith("serve", $"{file} {told}", file);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_database_that_is_locked_at_the_start_is_named()
    {
        await Fill();
        var file = Path.Combine(folder, "grains.db");
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM OrleansStorage WHERE 0";
        await command.ExecuteNonQueryAsync();
        await EndsWith("serve", $"{file} is locked by another process", file);
    }

    [Fact]
    public async Task Damage_in_the_middle_of_the_file_is_found_by_verify()
    {
        await Fill();
        var file = Path.Combine(folder, "grains.db");
        var bytes = await File.ReadAllBytesAsync(file);
        for (var page = 4096; page + 4096 <= bytes.Length; page += 4096)
            Array.Clear(bytes, page, 64);
        await File.WriteAllBytesAsync(file, bytes);
        var (status, output, errors) = await ProgramRun.ToItsEnd("verify", "--data", folder);
        Assert.Equal((2, ""), (status, output));
        Assert.Contains($"{file} is damaged", Assert.Single(errors.TrimEnd().Split('\n')));
    }

    [MountFact]
    public async Task Without_room_for_a_beginning_the_program_does_not_start_and_says_so()
    {
        using var disk = SmallDisk.Of(1, folder);
        disk.Fill();
        var (status, output, errors) = await ProgramRun.ToItsEnd("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal((1, ""), (status, output));
        Assert.Matches("^TA cannot start: .*(disk is full|[Nn]o space left)", Assert.Single(errors.TrimEnd().Split('\n')));
    }

    private async Task EndsWith(string verb, string told, string file)
    {
        var (status, output, errors) = await ProgramRun.ToItsEnd(verb, "--data", folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal((1, ""), (status, output));
        Assert.Contains(told, Assert.Single(errors.TrimEnd().Split('\n')));
        Assert.Contains(file, errors);
    }

    /// <summary>Puts something into the folder, whole and closed.</summary>
    private async Task Fill()
    {
        await using var site = await RunningSite.Start(folder: folder);
        using var officer = await site.WithToken(await site.Add(AccountRoles.Officer));
        await (await officer.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
    }
}
