namespace LuthienProxy.EndToEnd.Tests;

/// <summary>Test data.</summary>
static class Every
{
    /// <summary>Each of the first with each of the second.</summary>
    public static TheoryData<T1, T2> Pair<T1, T2>(IReadOnlyList<T1> first, IReadOnlyList<T2> second)
    {
        var table = new TheoryData<T1, T2>();
        foreach (var (one, other) in first.SelectMany(one => second.Select(other => (one, other))))
            table.Add(one, other);
        return table;
    }
}
