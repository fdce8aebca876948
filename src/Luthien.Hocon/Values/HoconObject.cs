using System.Globalization;

namespace Luthien.Hocon;

/// <summary>Keys with their values, in the order in which the keys were first written; possibly empty.</summary>
public sealed class HoconObject : HoconValue
{
    readonly Dictionary<string, HoconField> _byKey;

    internal HoconObject(HoconOrigin origin, IReadOnlyList<HoconField> fields)
        : base(origin, 1 + fields.Sum(f => f.Value.Weight), 1 + fields.Select(f => f.Value.Depth).DefaultIfEmpty().Max())
    {
        Fields = fields;
        _byKey = fields.ToDictionary(f => f.Key, StringComparer.Ordinal);
    }

    /// <summary>The fields; keys are unique and case-sensitive.</summary>
    public IReadOnlyList<HoconField> Fields { get; }

    /// <summary>The field of one key, or null.</summary>
    public HoconField? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>This object laid over another: own fields win, and where both hold objects those are laid over each other.</summary>
    internal HoconObject Over(HoconObject below)
    {
        var fields = new List<HoconField>(below.Fields.Count + Fields.Count);
        foreach (var lower in below.Fields)
            fields.Add(Find(lower.Key) is { } upper ? Over(upper, lower) : lower);
        fields.AddRange(Fields.Where(f => below.Find(f.Key) is null));
        return new HoconObject(Origin, fields);
    }

    static HoconField Over(HoconField upper, HoconField lower) =>
        (upper.Value, lower.Value) is (HoconObject u, HoconObject l) ? upper with { Value = u.Over(l) } : upper;

    /// <summary>The list that a numerically keyed object stands for (<c>{ "0": a, "1": b }</c>, by ascending index), or null.</summary>
    internal HoconArray? AsArray()
    {
        var items = new SortedDictionary<int, HoconValue>();
        foreach (var field in Fields)
        {
            if (!int.TryParse(field.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || !items.TryAdd(index, field.Value))
                return null;
        }
        return items.Count == 0 ? null : new HoconArray(Origin, [.. items.Values]);
    }
}
