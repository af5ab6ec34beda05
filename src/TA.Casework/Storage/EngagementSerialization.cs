using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    /// <param name="serializer">The serializer of a silo or client.</param>
    /// <param name="assembly">The assembly of the records.</param>
    /// <param name="json">How they are written; made read-only by this call.</param>
    public static ISerializerBuilder AddImmutableJson(this ISerializerBuilder serializer, Assembly assembly, JsonSerializerOptions json) =>
        serializer.AddImmutableJson(type => type.Assembly == assembly, json);

    /// <summary>The same for the types that the predicate names. Exceptions are never among them: Orleans has a way of its own for those.</summary>
    public static ISerializerBuilder AddImmutableJson(this ISerializerBuilder serializer, Func<Type, bool> covers, JsonSerializerOptions json)
    {
        bool IsRecord(Type type) => covers(type) && !typeof(Exception).IsAssignableFrom(type);
        json.MakeReadOnly(populateMissingResolver: true);
        var wire = new JsonSerializerOptions(json);
        wire.Converters.Insert(0, new ByFamily(IsRecord, json));

        // The first generalized copier that supports a type wins, in order of registration. The JSON codec is therefore not offered these types for
        // copying at all, whatever the order.
        serializer.AddJsonSerializer(IsRecord, isCopyable: null, options => options.Configure(codec => codec.SerializerOptions = wire));
        serializer.Services.AddSingleton<IGeneralizedCopier>(new PassedAsItIs(IsRecord));
        // A fault of the storage is met on the silo of the grain, and told apart from others on the silo that was asked.
        serializer.Services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add("TA."));
        return serializer;
    }

    /// <summary>
    /// Orleans sends the name of the concrete type beside the value, and would read it by that type, which does not know the discriminator that stands in
    /// the value: strict options refuse it as an unknown member. So what belongs to a family is written and read as a member of the family.
    /// </summary>
    private sealed class ByFamily(Func<Type, bool> covers, JsonSerializerOptions json) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => covers(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Member<>).MakeGenericType(typeToConvert), FamilyOf(typeToConvert), json)!;

        private Type FamilyOf(Type type)
        {
            for (var ancestor = type.BaseType; ancestor is not null && ancestor != typeof(object); ancestor = ancestor.BaseType)
            {
                if (json.GetTypeInfo(ancestor).PolymorphismOptions?.DerivedTypes.Any(member => member.DerivedType == type) == true)
                    return ancestor;
            }

            return type;
        }

        private sealed class Member<T>(Type family, JsonSerializerOptions json) : JsonConverter<T>
        {
            public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                (T?)JsonSerializer.Deserialize(ref reader, family, json);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
                JsonSerializer.Serialize(writer, value, family, json);
        }
    }

    private sealed class PassedAsItIs(Func<Type, bool> covers) : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => covers(type);

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
