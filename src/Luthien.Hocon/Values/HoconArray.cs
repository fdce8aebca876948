namespace Luthien.Hocon;

/// <summary>An ordered list of values, possibly empty.</summary>
public sealed class HoconArray : HoconValue
{
    internal HoconArray(HoconOrigin origin, IReadOnlyList<HoconValue> items)
        : base(origin, 1 + items.Sum(i => i.Weight), 1 + items.Select(i => i.Depth).DefaultIfEmpty().Max()) => Items = items;

    /// <summary>The elements in order.</summary>
    public IReadOnlyList<HoconValue> Items { get; }
}
