using FsCheck;
using FsCheck.Fluent;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>What FsCheck's C# surface lacks.</summary>
static class Gens
{
    /// <summary>A list of between <paramref name="least"/> and <paramref name="most"/> values.</summary>
    public static Gen<T[]> ListOf<T>(this Gen<T> element, int least, int most) =>
        Gen.Choose(least, most).SelectMany(count => element.ArrayOf(count));

    /// <summary>Lists with fewer elements: halves first, then each list that lacks one.</summary>
    public static IEnumerable<T[]> Shorter<T>(IReadOnlyList<T> list)
    {
        var halves = list.Count > 3 ? new[] { list.Take(list.Count / 2).ToArray(), [.. list.Skip(list.Count / 2)] } : [];
        return halves.Concat(Enumerable.Range(0, list.Count).Select(at => list.Where((_, i) => i != at).ToArray()));
    }
}
