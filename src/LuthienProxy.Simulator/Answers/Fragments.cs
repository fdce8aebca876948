using System.Collections.Immutable;
using System.Text;

namespace LuthienProxy.Simulator;

/// <summary>Cuts text into deltas.</summary>
static class Fragments
{
    const string Lore = "the quick brown fox jumps over the lazy dog and then walks home slowly, because it is tired. ";

    /// <summary>Cuts after every <paramref name="size"/> UTF-16 units; an empty text has no deltas.</summary>
    public static ImmutableArray<string> Of(string text, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var pieces = ImmutableArray.CreateBuilder<string>((text.Length + size - 1) / size);
        for (var at = 0; at < text.Length; at += size)
            pieces.Add(text.Substring(at, Math.Min(size, text.Length - at)));
        return pieces.MoveToImmutable();
    }

    /// <summary>Readable filler: <paramref name="deltas"/> pieces of <paramref name="size"/> ASCII characters.</summary>
    public static ImmutableArray<string> Filler(int deltas, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(deltas, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var period = Prose((size + Lore.Length) * 2);
        var pieces = ImmutableArray.CreateBuilder<string>(deltas);
        for (var i = 0; i < deltas; i++)
            pieces.Add(period.Substring((int)((long)i * size % Lore.Length), size));
        return pieces.MoveToImmutable();
    }

    static string Prose(int length)
    {
        var prose = new StringBuilder(length + Lore.Length);
        while (prose.Length < length)
            prose.Append(Lore);
        return prose.ToString();
    }
}
