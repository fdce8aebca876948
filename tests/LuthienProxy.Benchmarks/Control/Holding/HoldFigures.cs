using System.Diagnostics;

namespace LuthienProxy.Benchmarks.Control.Holding;

/// <summary>What an answer's text went through.</summary>
/// <param name="Waits">How long each character took from the provider's hand to the client's, in milliseconds, sorted.</param>
/// <param name="FirstMs">How long the first took.</param>
/// <param name="Held">How many characters had been sent and had not arrived, right after each arrival.</param>
/// <param name="Pieces">In how many deltas the text arrived.</param>
/// <param name="Sent">In how many it was sent.</param>
sealed record HoldFigures(double[] Waits, double FirstMs, int[] Held, int Pieces, int Sent)
{
    /// <summary>Compares what was sent with what arrived, both as times with numbers of characters.</summary>
    /// <exception cref="InvalidOperationException">Not as many characters arrived as were sent.</exception>
    public static HoldFigures Of(IReadOnlyList<(long At, int Length)> sent, IReadOnlyList<(long At, int Length)> arrived)
    {
        if (sent.Sum(piece => piece.Length) != arrived.Sum(piece => piece.Length))
            throw new InvalidOperationException($"{sent.Sum(piece => piece.Length)} characters were sent and {arrived.Sum(piece => piece.Length)} arrived.");
        var (leaves, comes) = (Times(sent), Times(arrived));
        var waits = leaves.Zip(comes, (from, to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds).ToArray();
        return new([.. waits.Order()], waits[0], [.. Backlog(sent, arrived)], arrived.Count, sent.Count);
    }

    public double WaitAt(double share) => Waits[Math.Min(Waits.Length - 1, (int)(Waits.Length * share))];

    static List<long> Times(IReadOnlyList<(long At, int Length)> pieces) => [.. pieces.SelectMany(piece => Enumerable.Repeat(piece.At, piece.Length))];

    static IEnumerable<int> Backlog(IReadOnlyList<(long At, int Length)> sent, IReadOnlyList<(long At, int Length)> arrived)
    {
        var (there, left, next) = (0, 0, 0);
        foreach (var (at, length) in arrived)
        {
            there += length;
            for (; next < sent.Count && sent[next].At <= at; next++)
                left += sent[next].Length;
            yield return Math.Max(0, left - there);
        }
    }
}
