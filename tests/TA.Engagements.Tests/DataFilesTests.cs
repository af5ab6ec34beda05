namespace TA.Engagements.Tests;

public sealed class DataFilesTests
{
    [Theory]
    [InlineData("src/TA.Engagements/Data")]
    [InlineData("src/TA.Casework/Exchange/Data")]
    public void Every_data_file_stands_in_the_document_that_tells_sources_and_licences(string folder)
    {
        var headings = File.ReadLines(Files.Path("docs", "data.md")).Where(line => line.StartsWith("### ", StringComparison.Ordinal)).ToList();
        var files = new DirectoryInfo(Files.Path(folder.Split('/'))).GetFiles().Select(f => f.Name).Where(f => !f.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => !headings.Exists(h => h.Contains(file, StringComparison.Ordinal)));
    }
}
