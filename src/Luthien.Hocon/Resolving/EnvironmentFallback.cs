using System.Globalization;
using Luthien.Hocon.Parsing;

namespace Luthien.Hocon.Resolving;

/// <summary>Answers a substitution from the environment: always strings, names case-sensitive, empty is a value.</summary>
sealed class EnvironmentFallback(HoconOptions options)
{
    const int MaxItems = 1000;

    /// <summary>
    /// <c>${NAME}</c> is the variable NAME, or where it is not set the list NAME.0, NAME.1 and so on;
    /// <c>${NAME[]}</c> is the list NAME_0, NAME_1 and so on, which a shell can set too.
    /// </summary>
    public HoconValue? Find(SubstitutionNode node)
    {
        var name = string.Join('.', node.Path);
        if (node.IsList)
            return List(node, name, '_');
        return Variable(name) is { } text ? Scalar(node, text, name) : List(node, name, '.');
    }

    HoconArray? List(SubstitutionNode node, string name, char separator)
    {
        var items = new List<HoconValue>();
        for (var item = Item(0); items.Count < MaxItems && Variable(item) is { } text; item = Item(items.Count))
            items.Add(Scalar(node, text, item));
        return items.Count == 0 ? null : new HoconArray(node.Origin, items);

        string Item(int index) => string.Create(CultureInfo.InvariantCulture, $"{name}{separator}{index}");
    }

    string? Variable(string name) =>
        options.EnvironmentPrefixes is { } allowed && !allowed.Any(p => name.StartsWith(p, StringComparison.Ordinal)) || name.Contains('\0', StringComparison.Ordinal)
            ? null
            : options.Environment(name);

    static HoconScalar Scalar(SubstitutionNode node, string text, string variable) => new(node.Origin, text, HoconScalarKind.String, variable);
}
