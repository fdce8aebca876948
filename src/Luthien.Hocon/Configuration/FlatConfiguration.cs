namespace Luthien.Hocon;

/// <summary>A document as the key-value pairs of <c>Microsoft.Extensions.Configuration</c>.</summary>
/// <remarks>
/// Keys that the schema names lose their dashes, so that <c>first-byte-timeout</c> binds to <c>FirstByteTimeout</c>.
/// Keys that are data (under <c>*</c> or <c>**</c>), and every key when there is no schema, stay as they are.
/// An empty list is an empty string, as in the JSON provider; the binder makes an empty array of it where the property holds none yet.
/// (The binder also appends to a list that has a default: options do best with lists that default to empty.) An empty object leaves no key.
/// </remarks>
sealed class FlatConfiguration
{
    // Every value repeats the keys above it: without a limit a long key over many values would multiply.
    const int MaxKeyLength = 4096;

    readonly List<HoconProblem> _problems = [];

    FlatConfiguration()
    {
    }

    public Dictionary<string, string?> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, HoconOrigin> Origins { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="HoconException">A key cannot be a configuration key, or two differ only by case.</exception>
    public static FlatConfiguration Of(HoconDocument document, HoconSchema? schema)
    {
        var flat = new FlatConfiguration();
        flat.Object(document.Root, "", schema?.Root);
        return flat._problems.Count == 0 ? flat : throw new HoconException(flat._problems);
    }

    void Object(HoconObject value, string prefix, SchemaNode? node)
    {
        var names = new Dictionary<string, HoconField>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in value.Fields)
        {
            var named = node?.Named(field.Key);
            var name = named is null ? field.Key : field.Key.Replace("-", "");
            if (name.Length == 0 || name.Contains(':', StringComparison.Ordinal))
                _problems.Add(new HoconProblem(field.Origin, $"key {HoconPath.Render([field.Key])} is empty or holds ':', which separates configuration keys; use a list instead"));
            else if (prefix.Length + name.Length > MaxKeyLength)
                _problems.Add(new HoconProblem(field.Origin, $"the keys down to here hold more than {MaxKeyLength} characters"));
            else if (!names.TryAdd(name, field))
                _problems.Add(new HoconProblem(field.Origin, $"key {field.Key} is not distinct from {names[name].Key} at {names[name].Origin.FileAndLine}: configuration keys ignore case"));
            else
                Value(field.Value, prefix + name, named ?? node?.Any, field.Origin);
        }
    }

    void Value(HoconValue value, string key, SchemaNode? node, HoconOrigin origin)
    {
        Origins[key] = origin;
        switch (value)
        {
            case HoconScalar scalar:
                Values[key] = scalar.Kind == HoconScalarKind.Null ? null : scalar.Text;
                break;
            case HoconObject fields:
                Object(fields, $"{key}:", node);
                break;
            case HoconArray { Items.Count: 0 }:
                Values[key] = "";
                break;
            case HoconArray array:
                for (var i = 0; i < array.Items.Count; i++)
                    Value(array.Items[i], $"{key}:{i}", node?.Any, array.Items[i].Origin);
                break;
        }
    }
}
