using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using TA.Engagements;

namespace TA.Casework.Storage;

/// <summary>Between silos the types of TA.Engagements travel as JSON; within one they are passed as they are, for they are immutable.</summary>
public static class EngagementSerialization
{
    /// <summary>Registers both.</summary>
    public static IServiceCollection AddEngagementSerialization(this IServiceCollection services) => services
        .AddSingleton<IGeneralizedCopier, PassedAsItIs>()
        .AddSerializer(serializer => serializer.AddJsonSerializer(IsOurs, EngagementJson.Stored));

    private static bool IsOurs(Type type) => type.Assembly == typeof(Engagement).Assembly;

    private sealed class PassedAsItIs : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => IsOurs(type);

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
