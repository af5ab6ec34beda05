namespace TA.Web.Tests.Verbs;

/// <summary>The verb move runs as a process of its own, from one column to the other.</summary>
public sealed class MoveTests
{
    [Theory]
    [InlineData("embedded", "azure")]
    [InlineData("azure", "embedded")]
    public async Task An_installation_moves_to_the_other_column_with_every_byte_of_the_records(string from, string to)
    {
        await using var source = await APlace.Of(from);
        await using var target = await APlace.Of(to);
        var installation = await AnInstallation.In(source);
        var heads = Path.Combine(Path.GetDirectoryName(source.Folder)!, "heads");
        await source.Says(0, "nothing is wrong", "verify", "--write-heads", heads);

        await source.Says(0, "5 engagements .* 1 programmes, .* 5 earlier heads: nothing is wrong", ["move", .. await target.AsEndOfMove()]);

        await target.Says(0, "5 earlier heads: nothing is wrong", "verify", "--heads", heads);
        Assert.Equal(await source.States(), await target.States());
        await installation.Is(target);
        Assert.Contains("the place is not empty", await source.Says(1, "^$", ["move", .. await target.AsEndOfMove()]));
    }

    [Theory]
    [InlineData("embedded", "azure")]
    [InlineData("azure", "embedded")]
    public async Task A_move_that_was_killed_goes_on_where_it_ended(string from, string to)
    {
        await using var source = await APlace.Of(from);
        await using var target = await APlace.Of(to);
        var installation = await AnInstallation.In(source, engagements: 100);
        var end = await target.AsEndOfMove();
        await target.KillInTheMiddle(() => source.Begin(["move", .. end]));
        Assert.Contains("is the beginning of a copy from", await target.Says(1, "^$", "serve", "--urls", "http://127.0.0.1:0"));

        // The source is still whole, and a change there goes along.
        await installation.Is(source);
        await source.Says(0, "nothing is wrong", ["move", .. end]);
        Assert.Equal(await source.States(), await target.States());
        await installation.Is(target);
    }

    [Fact]
    public async Task A_move_that_was_killed_when_all_was_in_its_place_is_repeated_and_ends_with_verify()
    {
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        var installation = await AnInstallation.In(source, engagements: 100);
        var end = await target.AsEndOfMove();
        await target.KillWhenListed(100, () => source.Begin(["move", .. end]));
        Assert.Contains("is the beginning of a copy from", await target.Says(1, "^$", "serve", "--urls", "http://127.0.0.1:0"));

        await source.Says(0, "100 earlier heads: nothing is wrong", ["move", .. end]);
        await installation.Is(target);
    }

    [Fact]
    public async Task On_a_place_where_a_copy_has_faults_no_site_starts_and_the_copy_can_be_repeated()
    {
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        var installation = await AnInstallation.In(source, engagements: 1);
        var end = await target.AsEndOfMove();
        source.Tamper("\"engagement\":{\"reference\"", "\"engagement\":{\"isSample\":true,\"reference\"");
        const string fault = "the state is not what its history leads to";
        await source.Says(1, fault, ["move", .. end]);
        Assert.Contains("is the beginning of a copy from", await target.Says(1, "^$", "serve", "--urls", "http://127.0.0.1:0"));
        await source.Says(1, fault, ["move", .. end]);

        source.Tamper("\"isSample\":true,", "");
        await source.Says(0, "nothing is wrong", ["move", .. end]);
        await installation.Is(target);
    }

    [Theory]
    [InlineData("embedded", "embedded", "is in use by process")]
    [InlineData("azure", "embedded", "the silo silo-.* works on")]
    public async Task An_installation_at_which_somebody_works_is_not_moved(string from, string to, string why)
    {
        await using var source = await APlace.Of(from);
        await using var target = await APlace.Of(to);
        var end = await target.AsEndOfMove();
        using var site = source.Begin("serve", "--urls", "http://127.0.0.1:0");
        try
        {
            await AzureColumn.Address(site);
            Assert.Matches(why, Assert.Single((await source.Says(1, "^$", ["move", .. end])).TrimEnd().Split('\n')));
        }
        finally
        {
            site.Kill();
            await site.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Wrong_settings_of_the_place_to_move_to_are_told_in_one_line()
    {
        await using var source = await APlace.Of("embedded");
        await using var target = await APlace.Of("embedded");
        await using (await source.Start())
        {
        }

        var end = await target.AsEndOfMove();
        Assert.StartsWith("TA cannot move: --to-data is missing", await source.Says(2, "^$", "move", "--to", end[1]), StringComparison.Ordinal);
        await File.WriteAllTextAsync(end[1], """{"Profile":"Cloud"}""");
        Assert.StartsWith("TA cannot move: Profile is 'Cloud'", await source.Says(2, "^$", ["move", .. end]), StringComparison.Ordinal);
        await File.WriteAllTextAsync(end[1], "{");
        Assert.Contains("cannot be read as a file of settings", Assert.Single((await source.Says(2, "^$", ["move", .. end])).TrimEnd().Split('\n')));
    }
}
