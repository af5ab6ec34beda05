using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization;
using TA.Casework.Storage;
using TA.Casework.Tests.Storage.Rules;
using Xunit;

namespace TA.Casework.Tests.Storage
{
    public sealed class EngagementSerializationTests
    {
        // As strict as the product's own: an unknown member is a fault.
        private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

        private static readonly SampleEnvelope Sent = new()
        {
            CommandId = Guid.Parse("0b0e5c1a-4c6c-4f0e-9f4e-1f6a3c2b1d00"),
            Command = new RenameSample(new SampleId("leg-draft"), new SampleEdit<string>("Entwurf", "مشروع القانون")),
            Events = [new SampleRenamed("one"), new SampleRenamed("two")],
        };

        [Fact]
        public async Task Within_a_silo_the_very_same_instance_arrives()
        {
            using var folder = new TemporaryFolder();
            await using var silo = await StorageSilo.Start(folder.Path, Configure);

            await silo.Grains.GetGrain<ISampleGrain>("KEN-2026-0001").Take(Sent.Command!);
            Assert.Same(Sent.Command, SampleGrain.Taken);

            await silo.Grains.GetGrain<ISampleGrain>("KEN-2026-0001").TakeEnvelope(Sent);
            Assert.Same(Sent.Command, SampleGrain.TakenEnvelope!.Command);
            Assert.Same(Sent.Events[1], SampleGrain.TakenEnvelope.Events[1]);
        }

        [Fact]
        public async Task A_client_of_another_process_gets_equal_records()
        {
            using var folder = new TemporaryFolder();
            var ports = LoopbackPorts.Free();
            await using var silo = await StorageSilo.Start(folder.Path, builder => Configure(builder.UseLocalhostClustering(ports.Silo, ports.Gateway)));
            var builder = Host.CreateApplicationBuilder();
            builder.UseOrleansClient(client =>
            {
                client.UseLocalhostClustering(ports.Gateway);
                Configure(client.Services);
            });
            using var outside = builder.Build();
            await outside.StartAsync();

            var grain = outside.Services.GetRequiredService<IClusterClient>().GetGrain<ISampleGrain>("KEN-2026-0002");
            var back = await grain.TakeEnvelope(Sent);

            Assert.NotSame(Sent.Command, SampleGrain.TakenEnvelope!.Command);
            Assert.Equal(Sent.Command, SampleGrain.TakenEnvelope.Command);
            Assert.Equal(Sent.Command, back.Command);
            Assert.Equal(Sent.Events.AsEnumerable(), back.Events);
            await outside.StopAsync();
        }

        [Fact]
        public void Records_are_written_as_json()
        {
            var services = new ServiceCollection();
            Configure(services);
            using var provider = services.BuildServiceProvider();
            var serializer = provider.GetRequiredService<Serializer>();

            var bytes = serializer.SerializeToArray(Sent);

            Assert.Contains("""{"$type":"rename-sample","sample":{"value":"leg-draft"},"title":{"from":"Entwurf",""", Encoding.UTF8.GetString(bytes));
            Assert.Equal(Sent.Command, serializer.Deserialize<SampleEnvelope>(bytes)?.Command);
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void A_record_is_never_copied_whatever_was_registered_first(bool jsonFirst)
        {
            var services = new ServiceCollection();
            if (jsonFirst)
                services.AddSerializer(serializer => serializer.AddJsonSerializer(type => type.Namespace == "Elsewhere"));
            Configure(services);
            if (!jsonFirst)
                services.AddSerializer(serializer => serializer.AddJsonSerializer(type => type.Namespace == "Elsewhere"));
            using var provider = services.BuildServiceProvider();
            var copier = provider.GetRequiredService<DeepCopier>();

            Assert.Same(Sent.Command, copier.Copy(Sent.Command));
            Assert.Same(Sent.Command, copier.Copy<object>(Sent.Command!));
            Assert.Same(Sent.Events[0], copier.Copy(Sent.Events)[0]);
        }

        private static void Configure(ISiloBuilder silo) => Configure(silo.Services);

        private static void Configure(IServiceCollection services) => services.AddSerializer(serializer =>
            serializer.AddImmutableJson(type => type.Namespace == typeof(SampleCommand).Namespace, Json));
    }

    /// <summary>Stands for the one type that carries attributes of Orleans.</summary>
    [GenerateSerializer]
    public sealed class SampleEnvelope
    {
        [Id(0)]
        public Guid CommandId { get; set; }

        [Id(1)]
        public SampleCommand? Command { get; set; }

        [Id(2)]
        public ImmutableArray<SampleEvent> Events { get; set; } = [];
    }

    public interface ISampleGrain : IGrainWithStringKey
    {
        Task Take(SampleCommand command);

        Task<SampleEnvelope> TakeEnvelope(SampleEnvelope envelope);
    }

    public sealed class SampleGrain : Grain, ISampleGrain
    {
        public static SampleCommand? Taken { get; private set; }

        public static SampleEnvelope? TakenEnvelope { get; private set; }

        public Task Take(SampleCommand command)
        {
            Taken = command;
            return Task.CompletedTask;
        }

        public Task<SampleEnvelope> TakeEnvelope(SampleEnvelope envelope)
        {
            TakenEnvelope = envelope;
            return Task.FromResult(envelope);
        }
    }
}

// Stands for the assembly of the rules: knows nothing of Orleans.
namespace TA.Casework.Tests.Storage.Rules
{
    [JsonPolymorphic]
    [JsonDerivedType(typeof(RenameSample), "rename-sample")]
    public abstract record SampleCommand;

    public sealed record RenameSample(SampleId Sample, SampleEdit<string> Title) : SampleCommand;

    [JsonDerivedType(typeof(SampleRenamed), "sample-renamed")]
    public abstract record SampleEvent;

    public sealed record SampleRenamed(string Title) : SampleEvent;

    public readonly record struct SampleId(string Value);

    public readonly record struct SampleEdit<T>(T From, T To);
}
