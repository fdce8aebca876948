namespace LuthienProxy.Protocol.Wire;

/// <summary>How often each <see cref="Repair"/> happened in one answer. Allocates nothing until the first. Not thread-safe.</summary>
public sealed class RepairCounts
{
    static readonly int Kinds = Enum.GetValues<Repair>().Length;

    int[]? _counts;

    /// <summary>All repairs together.</summary>
    public int Total { get; private set; }

    /// <summary>How often this repair happened.</summary>
    public int this[Repair kind] => _counts?[(int)kind] ?? 0;

    /// <summary>Every kind that happened, with its count.</summary>
    public IEnumerable<KeyValuePair<Repair, int>> NonZero =>
        Enum.GetValues<Repair>().Where(kind => this[kind] > 0).Select(kind => KeyValuePair.Create(kind, this[kind]));

    internal void Add(Repair kind)
    {
        (_counts ??= new int[Kinds])[(int)kind]++;
        Total++;
    }
}
