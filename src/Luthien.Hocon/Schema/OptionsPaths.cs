using System.Collections.Immutable;
using System.ComponentModel;
using System.Reflection;
using System.Text;

namespace Luthien.Hocon;

/// <summary>Reads the setting paths off an options class.</summary>
static class OptionsPaths
{
    public static IEnumerable<string> Of(Type options, string at) => Of(options, at, []);

    static IEnumerable<string> Of(Type type, string at, ImmutableHashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsScalar(type))
            return [at];
        // A class that holds itself has no finite set of paths.
        if (type == typeof(object) || seen.Contains(type))
            return [Join(at, "**")];
        if (Element(type) is { } element)
            return Of(element, Join(at, "*"), seen);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
            .SelectMany(p => Of(p.PropertyType, Join(at, Kebab(p.Name)), seen.Add(type)));
    }

    static bool IsScalar(Type type) => type == typeof(string) || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)) && Element(type) is null;

    static Type? Element(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        var generic = type.GetInterfaces().Append(type).Where(i => i.IsGenericType).ToLookup(i => i.GetGenericTypeDefinition());
        var pair = generic[typeof(IReadOnlyDictionary<,>)].Concat(generic[typeof(IDictionary<,>)]).FirstOrDefault();
        return pair?.GenericTypeArguments[1] ?? (type == typeof(string) ? null : generic[typeof(IEnumerable<>)].FirstOrDefault()?.GenericTypeArguments[0]);
    }

    static string Join(string at, string segment) => at.Length == 0 ? segment : $"{at}.{segment}";

    /// <summary><c>FirstByteTimeout</c> is <c>first-byte-timeout</c>, <c>TLSPort</c> is <c>tls-port</c>.</summary>
    internal static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            // A word begins behind a lower-case letter, and at the last of several capitals.
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
