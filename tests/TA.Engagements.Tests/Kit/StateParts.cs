using System.Collections;
using System.Reflection;

namespace TA.Engagements.Tests;

/// <summary>The parts of a state: every member of every type that it is made of.</summary>
internal static class StateParts
{
    /// <summary>The members that nowhere in the values hold anything but nothing.</summary>
    public static IReadOnlyList<string> Missing<T>(IEnumerable<T> values)
    {
        var all = new HashSet<PropertyInfo>();
        Members(typeof(T), all, []);
        foreach (var value in values)
            Strike(value, all);
        return [.. all.Select(p => $"{p.DeclaringType!.Name}.{p.Name}").Order(StringComparer.Ordinal)];
    }

    private static void Members(Type type, HashSet<PropertyInfo> all, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!seen.Add(type))
            return;
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            Members(argument, all, seen);
        foreach (var property in Kept(type))
        {
            all.Add(property);
            Members(property.PropertyType, all, seen);
        }
    }

    /// <summary>What is kept of a record of ours, in the order in which it is declared. Identifiers, dates and lists are values of their own.</summary>
    private static IEnumerable<PropertyInfo> Kept(Type type) =>
        type.Assembly != typeof(Engagement).Assembly || type.IsEnum || type.IsGenericType || type.GetConstructor([typeof(string)]) is not null ? []
        : type.GetProperties().Where(p => p.SetMethod is not null && p.GetIndexParameters().Length == 0);

    private static void Strike(object? value, HashSet<PropertyInfo> all)
    {
        if (value is null or string)
            return;
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Strike(item, all);
            return;
        }

        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Edit<>))
            foreach (var side in type.GetProperties())
                Strike(side.GetValue(value), all);
        foreach (var property in Kept(type))
        {
            var held = property.GetValue(value);
            if (held is not null && !held.Equals(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null) && held is not ICollection { Count: 0 })
                all.Remove(property);
            Strike(held, all);
        }
    }
}
