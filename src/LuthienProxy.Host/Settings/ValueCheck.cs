using System.ComponentModel;
using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>Finds every value that is not of its setting's type; the binder would stop at the first one and not say where it stands.</summary>
static class ValueCheck
{
    public static IEnumerable<SettingProblem> Of(IConfigurationSection root) => Check(root, typeof(GatewaySettings), "", root.Path);

    static IEnumerable<SettingProblem> Check(IConfigurationSection section, Type type, string path, string root)
    {
        if (TypeDescriptor.GetConverter(type) is var converter && converter.CanConvertFrom(typeof(string)) && !type.IsGenericType)
            return section.Value is not { } text || converter.IsValid(text) ? [] : [new SettingProblem(path, $"must be {Wanted(type)}.") { Key = section.Path[(root.Length + 1)..] }];
        if (type.IsGenericType)
            return section.GetChildren().SelectMany(child => Check(child, type.GenericTypeArguments[^1], Join(path, child.Key), root));
        return type.GetProperties().Where(property => property.CanWrite)
            .SelectMany(property => Check(section.GetSection(property.Name), property.PropertyType, Join(path, Kebab(property.Name)), root));
    }

    static string Wanted(Type type) => type switch
    {
        _ when type == typeof(Duration) => "a duration such as 500ms, 10s, 5m or infinite",
        _ when type == typeof(ByteSize) => "a size such as 64KiB or 32MiB",
        _ when type == typeof(Flag) => "on or off",
        _ when type == typeof(int) => "a whole number",
        _ => $"a {type.Name}",
    };

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A property's name as the file spells it.</summary>
    public static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
