using System.Collections.Concurrent;

namespace LuthienProxy.Pipeline.Telemetry;

/// <summary>Names as a metric's tag may hold them: the first so many distinct ones, and one word for all that come after. A gateway that runs for months must not grow a series for each name that ever was. Thread-safe.</summary>
/// <param name="most">How many names are told apart.</param>
sealed class BoundedNames(int most)
{
    /// <summary>What the others are called; no policy can be, as names have no brackets.</summary>
    public const string Others = "(other)";

    readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    int _count;

    /// <summary>The name, or the word for the others. Allocates for a name that is new only.</summary>
    public string Of(string name)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        if (Volatile.Read(ref _count) >= most || Interlocked.Increment(ref _count) > most)
            return Others;
        return _known.GetOrAdd(name, name);
    }
}
