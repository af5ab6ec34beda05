using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TA.Infra.Tests;

/// <summary>The image that the project says is the one that the templates run.</summary>
public class ImageTests
{
    [BicepFact]
    public void It_has_no_root_and_no_shell_and_listens_where_the_template_asks()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "msbuild", Path.Combine(Bicep.Repository, "src", "TA.Web", "TA.Web.csproj"), "-getProperty:ContainerUser,ContainerFamily,ContainerRepository", "-getItem:ContainerPort,ContainerDefaultArgs",
        ])
        { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var image = JsonNode.Parse(process.StandardOutput.ReadToEnd())!;
        process.WaitForExit();

        Assert.Equal("1654", (string?)image["Properties"]!["ContainerUser"]);
        Assert.Contains("chiseled", (string?)image["Properties"]!["ContainerFamily"]);
        var port = (string?)Assert.Single(image["Items"]!["ContainerPort"]!.AsArray())!["Identity"];
        Assert.Equal(Template.OfWeb.One("Microsoft.App/containerApps").Text("configuration", "ingress", "targetPort"), port);
        Assert.Contains(image["Items"]!["ContainerDefaultArgs"]!.AsArray(), a => (string?)a!["Identity"] == $"http://+:{port}");
    }
}
