using System.Reflection;
using System.Text.RegularExpressions;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary>The settings records as a tree of paths, by reflection.</summary>
static partial class SettingsTree
{
    /// <summary>Every single value below an object of settings: <c>server.port</c> and what it is.</summary>
    public static IEnumerable<(string Path, object? Value)> Leaves(object settings, string path = "") =>
        from property in Properties(settings.GetType())
        let value = property.GetValue(settings)
        let at = path.Length == 0 ? Kebab(property.Name) : $"{path}.{Kebab(property.Name)}"
        from leaf in IsBranch(property.PropertyType) ? Leaves(value!, at) : [(at, value)]
        select leaf;

    /// <summary>The names of all settings and of the objects that hold them.</summary>
    public static IEnumerable<string> Names(Type settings) =>
        from property in Properties(settings)
        from name in Names(property.PropertyType.IsGenericType ? property.PropertyType.GenericTypeArguments[^1] : property.PropertyType).Prepend(Kebab(property.Name))
        select name;

    static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.Namespace == typeof(GatewaySettings).Namespace ? type.GetProperties().Where(property => property.CanWrite) : [];

    static bool IsBranch(Type type) => type.Namespace == typeof(GatewaySettings).Namespace;

    static string Kebab(string name) => Capital().Replace(name, "-$0").TrimStart('-').ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
