using TA.Casework.Portfolio;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

/// <summary>Titles and names are folded whatever is in them: an engagement whose title could not be would be in no list.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData(0xFFFE, "a\uFFFDb")]
    [InlineData(0xD800, "a\uFFFDb")]
    [InlineData(0xDC00, "a\uFFFDb")]
    [InlineData('É', "aeb")]
    public void What_is_no_character_is_folded_too(int code, string folded) => Assert.Equal(folded, Folding.Fold($"a{(char)code}b"));
}
