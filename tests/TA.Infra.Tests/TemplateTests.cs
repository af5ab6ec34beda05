using System.Text.Json.Nodes;

namespace TA.Infra.Tests;

/// <summary>What the templates promise, read from what is sent to Azure.</summary>
public class TemplateTests
{
    private const string BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string VaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string RegistryPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d";

    [BicepTheory]
    [InlineData("main")]
    [InlineData("web")]
    public void The_compiler_has_nothing_to_say(string name)
    {
        var file = Path.Combine(Bicep.Repository, "infra", name + ".bicep");
        Assert.Equal("", Bicep.Run("build", file, "--stdout").Diagnostics);
        var (output, diagnostics) = Bicep.Run("lint", file);
        Assert.Equal("", output + diagnostics);
    }

    [BicepTheory]
    [InlineData("main")]
    [InlineData("web")]
    public void Every_parameter_and_output_says_what_it_is(string name)
    {
        var template = name == "main" ? Template.OfMain : Template.OfWeb;
        foreach (var part in new[] { "parameters", "outputs" })
            Assert.All(template.Json[part]!.AsObject(), p => Assert.False(string.IsNullOrEmpty((string?)p.Value!["metadata"]?["description"]), p.Key));
    }

    [BicepTheory]
    [InlineData("main")]
    [InlineData("web")]
    public void The_values_azd_fills_in_fit_the_parameters(string name)
    {
        var parameters = (name == "main" ? Template.OfMain : Template.OfWeb).Json["parameters"]!.AsObject();
        var given = JsonNode.Parse(File.ReadAllText(Path.Combine(Bicep.Repository, "infra", name + ".parameters.json")))!["parameters"]!.AsObject();
        Assert.All(given, p => Assert.True(parameters.ContainsKey(p.Key), $"{p.Key} is no parameter."));
        Assert.All(parameters, p => Assert.True(p.Value!["defaultValue"] is not null || given.ContainsKey(p.Key), $"{p.Key} gets no value."));
    }

    [BicepFact]
    public void What_a_release_needs_is_put_out_by_what_it_stands_on()
    {
        var outputs = Template.OfMain.Json["outputs"]!.AsObject();
        var given = JsonNode.Parse(File.ReadAllText(Path.Combine(Bicep.Repository, "infra", "web.parameters.json")))!["parameters"]!.AsObject();
        // A variable without a default must come from somewhere: two are azd's own.
        var needed = given.Select(p => (string)p.Value!["value"]!).Where(v => !v.Contains('=')).Select(v => v[2..^1]);
        Assert.All(needed.Except(["AZURE_ENV_NAME", "SERVICE_WEB_IMAGE_NAME"]), v => Assert.True(outputs.ContainsKey(v), $"{v} is no output."));
    }

    [BicepFact]
    public void Blobs_are_opened_by_identity_only_and_never_to_the_public()
    {
        var account = Template.OfMain.One("Microsoft.Storage/storageAccounts");
        Assert.Equal("false", account.Text("allowSharedKeyAccess"));
        Assert.Equal("false", account.Text("allowBlobPublicAccess"));
        Assert.Equal("false", account.Text("isLocalUserEnabled"));
        Assert.Equal("Disabled", account.Text("publicNetworkAccess"));
        Assert.Equal("Deny", account.Text("networkAcls", "defaultAction"));
        Assert.All(Template.OfMain.All("Microsoft.Storage/storageAccounts/blobServices/containers"), c => Assert.Equal("None", c.Text("publicAccess")));
        // Whoever lists keys, needs them.
        Assert.DoesNotContain("listKeys", Template.OfMain.Json.ToJsonString() + Template.OfWeb.Json.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", Template.OfMain.Json.ToJsonString() + Template.OfWeb.Json.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [BicepFact]
    public void Blobs_that_were_deleted_or_written_over_come_back()
    {
        var blobs = Template.OfMain.One("Microsoft.Storage/storageAccounts/blobServices");
        Assert.Equal("true", blobs.Text("isVersioningEnabled"));
        Assert.Equal("true", blobs.Text("deleteRetentionPolicy", "enabled"));
        Assert.Equal("true", blobs.Text("containerDeleteRetentionPolicy", "enabled"));
        Assert.Equal("true", blobs.Text("restorePolicy", "enabled"));
        Assert.Equal("true", blobs.Text("changeFeed", "enabled"));
        var names = Template.OfMain.All("Microsoft.Storage/storageAccounts/blobServices/containers").Select(c => c.Name).ToList();
        Assert.Contains(names, n => n.Contains("'grainstate'", StringComparison.Ordinal));
        Assert.Contains(names, n => n.Contains("'documents'", StringComparison.Ordinal));
    }

    [BicepFact]
    public void Nothing_speaks_less_than_TLS_1_2()
    {
        var account = Template.OfMain.One("Microsoft.Storage/storageAccounts");
        Assert.Equal("TLS1_2", account.Text("minimumTlsVersion"));
        Assert.Equal("true", account.Text("supportsHttpsTrafficOnly"));
        Assert.Equal("on", Configuration("require_secure_transport"));
        Assert.Equal("TLSv1.2", Configuration("ssl_min_protocol_version"));
        Assert.Equal("false", Web.Text("configuration", "ingress", "allowInsecure"));
        var connections = Template.OfMain.Json.ToJsonString() + Template.OfWeb.Json.ToJsonString();
        Assert.Equal(2, connections.Split("SSL Mode=VerifyFull").Length - 1);
    }

    [BicepFact]
    public void Nobody_has_a_password_in_the_database()
    {
        var server = Template.OfMain.One("Microsoft.DBforPostgreSQL/flexibleServers");
        Assert.Equal("Enabled", server.Text("authConfig", "activeDirectoryAuth"));
        Assert.Equal("Disabled", server.Text("authConfig", "passwordAuth"));
        Assert.Null(server.At("administratorLoginPassword"));
        Assert.Equal("Disabled", server.Text("network", "publicNetworkAccess"));
        Assert.True(int.Parse(server.Text("version")!, System.Globalization.CultureInfo.InvariantCulture) >= 15);
        Assert.Contains("migrate", Assert.Single(Template.OfMain.All("Microsoft.DBforPostgreSQL/flexibleServers/administrators")).Scope.Given!["administrator"]!.ToJsonString());
    }

    [BicepFact]
    public void The_vault_gives_secrets_by_role_and_forgets_nothing_at_once()
    {
        var vault = Template.OfMain.One("Microsoft.KeyVault/vaults");
        Assert.Equal("true", vault.Text("enableRbacAuthorization"));
        Assert.Equal("true", vault.Text("enableSoftDelete"));
        Assert.Equal("true", vault.Text("enablePurgeProtection"));
        Assert.Equal("Disabled", vault.Text("publicNetworkAccess"));
        Assert.Null(vault.At("accessPolicies"));
    }

    [BicepFact]
    public void Blobs_database_and_vault_are_reached_through_the_network_alone()
    {
        var endpoints = Template.OfMain.All("Microsoft.Network/privateEndpoints");
        Assert.Equal(["blob", "postgresqlServer", "vault"], endpoints.Select(e => e.Scope.Follow((string)e.At("privateLinkServiceConnections", 0, "properties", "groupIds", 0)!)).Order());
        Assert.Equal(3, Template.OfMain.All("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
        Assert.Equal(3, Template.OfMain.All("Microsoft.Network/privateDnsZones").Count);
        Assert.Equal(3, Template.OfMain.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        Assert.Contains("appsSubnetId", Template.OfMain.One("Microsoft.App/managedEnvironments").Scope.Given!["subnetId"]!.ToJsonString());
        Assert.NotNull(Template.OfMain.One("Microsoft.App/managedEnvironments").At("vnetConfiguration", "infrastructureSubnetId"));
    }

    [BicepFact]
    public void The_identities_have_three_roles_and_no_more()
    {
        var roles = Template.OfMain.All("Microsoft.Authorization/roleAssignments");
        Assert.Empty(Template.OfWeb.All("Microsoft.Authorization/roleAssignments"));
        Assert.Equal(
            [(RegistryPull, "Microsoft.ContainerRegistry/registries"), (VaultSecretsUser, "Microsoft.KeyVault/vaults"), (BlobDataContributor, "Microsoft.Storage/storageAccounts")],
            roles.Select(r => (Role(r), Between((string)r.Json["scope"]!, "resourceId('", "'"))).OrderBy(r => r.Item2));
        // The job that changes the schema reads neither blobs nor secrets.
        Assert.All(
            roles.Where(r => Role(r) != RegistryPull),
            r => Assert.DoesNotContain("migrate", r.Scope.Given!.ToJsonString(), StringComparison.Ordinal));
    }

    [BicepFact]
    public void The_app_has_two_to_ten_replicas()
    {
        var parameters = Template.OfWeb.Json["parameters"]!;
        Assert.Equal("[int(parameters('minReplicas'))]", Web.Text("template", "scale", "minReplicas"));
        Assert.Equal("[int(parameters('maxReplicas'))]", Web.Text("template", "scale", "maxReplicas"));
        Assert.Equal(("2", "10"), ((string)parameters["minReplicas"]!["defaultValue"]!, (string)parameters["maxReplicas"]!["defaultValue"]!));
        foreach (var name in new[] { "minReplicas", "maxReplicas" })
            Assert.Equal(Enumerable.Range(2, 9).Select(n => $"{n}"), parameters[name]!["allowedValues"]!.AsArray().Select(v => (string)v!));
        Assert.Equal("Single", Web.Text("configuration", "activeRevisionsMode"));
    }

    [BicepFact]
    public void All_replicas_of_two_releases_together_open_no_more_connections_than_the_database_gives()
    {
        var sizes = JsonNode.Parse(File.ReadAllText(Path.Combine(Bicep.Repository, "infra", "sizes.json")))!.AsObject();
        var replicas = 2 * Template.OfWeb.Json["parameters"]!["maxReplicas"]!["allowedValues"]!.AsArray().Max(v => int.Parse((string)v!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(sizes, size => Assert.Equal((int)size.Value!["database"]!["connections"]! / replicas, (int)size.Value["web"]!["poolSize"]!));
        // What Azure gives to users (https://learn.microsoft.com/azure/postgresql/configure-maintain/concepts-limits).
        Assert.Equal(
            [("Standard_B2s", 414), ("Standard_D2ds_v5", 844), ("Standard_D4ds_v5", 1703)],
            sizes.Select(size => ((string)size.Value!["database"]!["sku"]!, (int)size.Value["database"]!["connections"]!)));
        var placement = Template.OfWeb.Json["variables"]!["placement"]!.AsArray().Single(s => (string)s!["name"]! == "Database__ConnectionString")!;
        Assert.Matches(@"Maximum Pool Size=\{[0-9]\}'.*variables\('machine'\)\.poolSize", (string)placement["value"]!);
    }

    [BicepFact]
    public void A_domain_of_ones_own_outlives_a_deployment()
    {
        var domains = Web.Text("configuration", "ingress", "customDomains")!;
        Assert.StartsWith("[if(empty(parameters('domainName')), createArray(), createArray(", domains, StringComparison.Ordinal);
        Assert.Contains("'bindingType', 'SniEnabled', 'certificateId', parameters('certificateId')", domains);
        Assert.Contains("if(empty(parameters('certificateId')), createObject('name', parameters('domainName'), 'bindingType', 'Disabled')", domains);
        var given = File.ReadAllText(Path.Combine(Bicep.Repository, "infra", "web.parameters.json"));
        Assert.All(["TA_DOMAIN_NAME", "TA_CERTIFICATE_ID"], name => Assert.Contains($"${{{name}=}}", given));
    }

    [BicepFact]
    public void The_platform_asks_the_app_how_it_is()
    {
        var probes = Web.At("template", "containers", 0, "probes")!.AsArray().ToDictionary(p => (string)p!["type"]!, p => p!);
        Assert.Equal("/health/live", Path("Startup"));
        Assert.Equal("/health/live", Path("Liveness"));
        Assert.Equal("/health/ready", Path("Readiness"));
        Assert.All(probes.Keys, probe => Assert.Contains($"\"{Path(probe)}\"", Source("Health", "SiteHealth.cs")));
        // Each part that is asked has its time to answer; the platform has to wait for it.
        Assert.All(probes.Values, probe => Assert.True((int?)probe["timeoutSeconds"] >= (probe == probes["Readiness"] ? 1 + Seconds("Limit", "Health", "Asks.cs") : 1)));

        string Path(string probe) => (string)probes[probe]["httpGet"]!["path"]!;
    }

    [BicepFact]
    public void The_platform_waits_longer_than_the_host_takes_to_stop()
    {
        var seconds = (int)Template.OfWeb.Json["variables"]!["shutdownSeconds"]!;
        Assert.Equal(Seconds("Longest", "Health", "Stopping.cs"), seconds);
        Assert.Equal("[add(variables('shutdownSeconds'), 30)]", Web.Text("template", "terminationGracePeriodSeconds"));
    }

    [BicepFact]
    public void The_app_and_the_job_run_under_their_own_identities_and_write_to_the_scratch_volume_only()
    {
        foreach (var resource in new[] { Web, Template.OfMain.One("Microsoft.App/jobs") })
        {
            Assert.Equal("UserAssigned", (string?)resource.Json["identity"]!["type"]);
            Assert.Equal("/tmp", resource.Text("template", "containers", 0, "volumeMounts", 0, "mountPath"));
            Assert.Equal("EmptyDir", resource.Text("template", "volumes", 0, "storageType"));
            Assert.Contains("\"--data\",\"/tmp/ta\"", resource.At("template", "containers", 0, "args")!.ToJsonString());
            Assert.Null(resource.At("configuration", "registries", 0, "passwordSecretRef"));
        }
    }

    [BicepFact]
    public void The_schema_is_changed_by_a_job_that_somebody_starts()
    {
        var job = Template.OfMain.One("Microsoft.App/jobs");
        Assert.Equal("Manual", job.Text("configuration", "triggerType"));
        Assert.Equal("migrate", job.Text("template", "containers", 0, "args", 0));
        Assert.DoesNotContain("migrate", Web.Json.ToJsonString(), StringComparison.Ordinal);
        var azd = File.ReadAllText(Path.Combine(Bicep.Repository, "azure.yaml"));
        Assert.Contains("postpublish:", azd);
        var hook = azd.Split('\n').Single(line => line.TrimStart().StartsWith("run: sh ", StringComparison.Ordinal)).Split("run: sh ")[1].Trim();
        // azd runs it in the folder of the service.
        Assert.True(File.Exists(Path.Combine(Bicep.Repository, "src", "TA.Web", hook)), hook);
    }

    [BicepFact]
    public void Telemetry_goes_by_OTLP_to_Application_Insights_and_logs_to_the_workspace()
    {
        var environment = Template.OfMain.One("Microsoft.App/managedEnvironments");
        Assert.Equal("appInsights", environment.Text("openTelemetryConfiguration", "tracesConfiguration", "destinations", 0));
        Assert.Equal("appInsights", environment.Text("openTelemetryConfiguration", "logsConfiguration", "destinations", 0));
        Assert.Equal("azure-monitor", environment.Text("appLogsConfiguration", "destination"));
        Assert.NotNull(Template.OfMain.One("Microsoft.Insights/components").At("WorkspaceResourceId"));
        Assert.Equal(4, Template.OfMain.All("Microsoft.Insights/diagnosticSettings").Count);
    }

    private static Resource Web => Template.OfWeb.One("Microsoft.App/containerApps");

    private static string? Configuration(string name) =>
        Template.OfMain.All("Microsoft.DBforPostgreSQL/flexibleServers/configurations").Single(c => c.Name.Contains($"'{name}'", StringComparison.Ordinal)).Text("value");

    /// <summary>A file of the product.</summary>
    private static string Source(params string[] path) => File.ReadAllText(Path.Combine([Bicep.Repository, "src", "TA.Web", .. path]));

    /// <summary>A span of time that the product names.</summary>
    private static int Seconds(string name, params string[] path) =>
        int.Parse(Between(Source(path), $"TimeSpan {name} = TimeSpan.FromSeconds(", ")")!, System.Globalization.CultureInfo.InvariantCulture);

    private static string Role(Resource assignment) =>
        assignment.Text("roleDefinitionId") is { } text && Between(text, "roleDefinitions', '", "'") is { } role ? role : $"unknown: {assignment.Text("roleDefinitionId")}";

    private static string? Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        return from < 0 ? null : text[(from + start.Length)..text.IndexOf(end, from + start.Length, StringComparison.Ordinal)];
    }
}
