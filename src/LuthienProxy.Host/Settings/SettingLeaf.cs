using System.Collections;
using System.Reflection;

namespace LuthienProxy.Host.Settings;

/// <summary>One single value of the settings.</summary>
/// <param name="Path">Its keys below <c>luthien</c>, as the file spells them: names, and places in lists.</param>
/// <param name="Value">What the gateway uses.</param>
/// <param name="Property">The property that holds it, or the list that it stands in.</param>
sealed record SettingLeaf(IReadOnlyList<string> Path, object? Value, PropertyInfo Property)
{
    /// <summary>Whether it is a credential.</summary>
    public bool IsSecret => Property.IsDefined(typeof(SecretAttribute));

    /// <summary>Whether it may hold one beside what it says.</summary>
    public bool IsAddress => Property.IsDefined(typeof(AddressAttribute));

    /// <summary>Every value, in the order of the records; names that people chose by that name.</summary>
    public static IEnumerable<SettingLeaf> Of(GatewaySettings settings) => Below(settings, []);

    static IEnumerable<SettingLeaf> Below(object settings, IReadOnlyList<string> path) =>
        from property in settings.GetType().GetProperties()
        where property.CanWrite
        from leaf in Of(property.GetValue(settings), property, [.. path, ValueCheck.Kebab(property.Name)])
        select leaf;

    static IEnumerable<SettingLeaf> Of(object? value, PropertyInfo property, IReadOnlyList<string> path) => value switch
    {
        IDictionary named => named.Keys.Cast<string>().Order(StringComparer.Ordinal).SelectMany(name => Of(named[name], property, [.. path, name])),
        IList listed => listed.Cast<object>().SelectMany((item, index) => Of(item, property, [.. path, $"{index}"])),
        not null when value.GetType().Namespace == typeof(GatewaySettings).Namespace => Below(value, path),
        _ => [new(path, value, property)],
    };
}
