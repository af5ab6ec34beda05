using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace TA.Casework.Storage;

/// <summary>How the immutable records of the rules travel in calls between grains.</summary>
public static class EngagementSerialization
{
    /// <summary>
    /// Types of the assembly travel between silos as System.Text.Json and are passed as they are, the very same instance, within a silo. All of them must
    /// therefore be immutable. A type that carries <c>[GenerateSerializer]</c> keeps its generated code.
    /// </summary>
    public static ISerializerBuilder AddImmutableJson(this ISerializerBuilder serializer, Assembly assembly, JsonSerializerOptions json) =>
        serializer.AddImmutableJson(type => type.Assembly == assembly, json);

    /// <summary>The same for the types that the predicate names. Exceptions are never among them: Orleans has a way of its own for those.</summary>
    public static ISerializerBuilder AddImmutableJson(this ISerializerBuilder serializer, Func<Type, bool> covers, JsonSerializerOptions json)
    {
        bool IsRecord(Type type) => covers(type) && !typeof(Exception).IsAssignableFrom(type);

        // The first generalized copier that supports a type wins, in order of registration. The JSON codec is therefore not offered these types for
        // copying at all, whatever the order.
        serializer.AddJsonSerializer(IsRecord, isCopyable: null, options => options.Configure(codec => codec.SerializerOptions = json));
        serializer.Services.AddSingleton<IGeneralizedCopier>(new PassedAsItIs(IsRecord));
        return serializer;
    }

    private sealed class PassedAsItIs(Func<Type, bool> covers) : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => covers(type);

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
