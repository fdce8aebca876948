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

    /// <summary>Each of the first with each of the second and each of the third.</summary>
    public static TheoryData<T1, T2, T3> Triple<T1, T2, T3>(IReadOnlyList<T1> first, IReadOnlyList<T2> second, IReadOnlyList<T3> third)
    {
        var table = new TheoryData<T1, T2, T3>();
        foreach (var (one, other, another) in first.SelectMany(one => second.SelectMany(other => third.Select(another => (one, other, another)))))
            table.Add(one, other, another);
        return table;
    }
}
