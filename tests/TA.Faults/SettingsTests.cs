using Xunit;

namespace TA.Faults;

/// <summary>A seed that was printed replays its round: in another process, on another machine.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void A_seed_gives_the_same_choices_in_every_process()
    {
        var choices = Settings.Choices(1548508083, 1, 3);

        Assert.Equal([122, 325, 158, 576], Enumerable.Range(0, 4).Select(_ => choices.Next(1000)));
    }

    [Fact]
    public void Each_round_and_kind_has_choices_of_its_own() =>
        Assert.Equal(300, (from round in Enumerable.Range(1, 25) from kind in Enumerable.Range(0, 12) select Settings.Choices(7, round, kind).Next()).Distinct().Count());
}
