using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>An immutable list with value equality, so that two records with equal lists are equal. The default value is the empty list.</summary>
[CollectionBuilder(typeof(Items), nameof(Items.Create))]
[JsonConverter(typeof(ItemsConverterFactory))]
public readonly struct Items<T> : IReadOnlyList<T>, IEquatable<Items<T>>
{
    private readonly ImmutableArray<T> _items;

    internal Items(ImmutableArray<T> items) => _items = items;

    internal ImmutableArray<T> Content => _items.IsDefault ? [] : _items;

    /// <inheritdoc/>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <inheritdoc/>
    public T this[int index] => Content[index];

    /// <summary>A copy with one more item at the end.</summary>
    public Items<T> Add(T item) => new(Content.Add(item));

    /// <summary>A copy in which the item at an index is another.</summary>
    public Items<T> SetItem(int index, T item) => new(Content.SetItem(index, item));

    /// <summary>The index of the first item that fits, or −1.</summary>
    public int FindIndex(Func<T, bool> fits)
    {
        for (var i = 0; i < Count; i++)
            if (fits(_items[i]))
                return i;
        return -1;
    }

    /// <summary>The items as a span, for loops that must not allocate.</summary>
    public ReadOnlySpan<T> AsSpan() => Content.AsSpan();

    /// <inheritdoc/>
    public bool Equals(Items<T> other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Items<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in AsSpan())
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Content).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Shows the items, for test failures.</summary>
    public override string ToString() => $"[{string.Join(", ", this)}]";

    /// <summary>Equal item by item.</summary>
    public static bool operator ==(Items<T> left, Items<T> right) => left.Equals(right);

    /// <summary>Not equal item by item.</summary>
    public static bool operator !=(Items<T> left, Items<T> right) => !left.Equals(right);
}

/// <summary>Makes <see cref="Items{T}"/>.</summary>
public static class Items
{
    /// <summary>A list of the given items; also what a collection expression calls.</summary>
    public static Items<T> Create<T>(ReadOnlySpan<T> items) => new(ImmutableArray.Create(items));

    /// <summary>A list of what a sequence yields.</summary>
    public static Items<T> ToItems<T>(this IEnumerable<T> items) => new([.. items]);
}

internal sealed class ItemsConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Items<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Items<T>>
    {
        public override Items<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return new(JsonSerializer.Deserialize<ImmutableArray<T>>(ref reader, options));
            }
            catch (JsonException fault)
            {
                // Its path begins at this list; without one, the serializer names the whole way to the list.
                throw new JsonException(null, fault);
            }
        }

        // As one array: each call of the serializer costs as much as a small item.
        public override void Write(Utf8JsonWriter writer, Items<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, ImmutableCollectionsMarshal.AsArray(value.Content)!, options);
    }
}
