namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Sets two sequences side by side: what is equal first, then within the gaps what is alike. Each entry of either appears once, in its order.</summary>
static class Alignment
{
    /// <summary>Cells of the comparison's table. Beyond, equal entries in the middle are not looked for: beginnings and ends still are.</summary>
    const int MaxCells = 1_000_000;

    /// <param name="before">The one sequence.</param>
    /// <param name="after">The other.</param>
    /// <param name="areEqual">Whether two entries are the same.</param>
    /// <param name="likeness">How likely one is what became of the other; 0 when it cannot be.</param>
    internal static List<AlignedPair> Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, T, bool> areEqual, Func<T, T, int> likeness)
    {
        var least = Math.Min(before.Count, after.Count);
        var head = 0;
        while (head < least && areEqual(before[head], after[head]))
            head++;
        var tail = 0;
        while (tail < least - head && areEqual(before[^(tail + 1)], after[^(tail + 1)]))
            tail++;
        var pairs = new List<AlignedPair>(Math.Max(before.Count, after.Count));
        for (var i = 0; i < head; i++)
            pairs.Add(new(i, i, IsEqual: true));
        var (left, right) = (head, head);
        foreach (var (i, j) in Common(before, after, head, tail, areEqual))
        {
            Fill(pairs, before, after, (left, i), (right, j), likeness);
            pairs.Add(new(i, j, IsEqual: true));
            (left, right) = (i + 1, j + 1);
        }
        Fill(pairs, before, after, (left, before.Count - tail), (right, after.Count - tail), likeness);
        for (var i = tail; i > 0; i--)
            pairs.Add(new(before.Count - i, after.Count - i, IsEqual: true));
        return pairs;
    }

    // A longest common subsequence between equal beginning and equal end.
    static List<(int, int)> Common<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, int head, int tail, Func<T, T, bool> areEqual)
    {
        var (rows, columns) = (before.Count - head - tail, after.Count - head - tail);
        var common = new List<(int, int)>();
        if (rows == 0 || columns == 0 || (long)rows * columns > MaxCells)
            return common;
        var lengths = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
            for (var j = columns - 1; j >= 0; j--)
                lengths[i, j] = areEqual(before[head + i], after[head + j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var (row, column) = (0, 0);
        while (row < rows && column < columns)
        {
            if (lengths[row, column] == lengths[row + 1, column])
                row++;
            else if (lengths[row, column] == lengths[row, column + 1])
                column++;
            else
                common.Add((head + row++, head + column++));
        }
        return common;
    }

    // Nothing in a gap is equal. What is alike is paired, in order and so that the likeness is greatest; the rest stands alone.
    static void Fill<T>(List<AlignedPair> pairs, IReadOnlyList<T> before, IReadOnlyList<T> after, (int From, int To) left, (int From, int To) right, Func<T, T, int> likeness)
    {
        var (rows, columns) = (left.To - left.From, right.To - right.From);
        var best = (long)rows * columns > MaxCells ? null : new int[rows + 1, columns + 1];
        for (var i = best is null ? -1 : rows - 1; i >= 0; i--)
            for (var j = columns - 1; j >= 0; j--)
                best![i, j] = Math.Max(Paired(i, j), Math.Max(best[i + 1, j], best[i, j + 1]));
        var (row, column) = (0, 0);
        while (row < rows && column < columns)
        {
            if (best is not null && best[row, column] > 0 && best[row, column] == Paired(row, column))
                pairs.Add(new(left.From + row++, right.From + column++, IsEqual: false));
            else if (best is null || best[row, column] == best[row + 1, column])
                pairs.Add(new(left.From + row++, null, IsEqual: false));
            else
                pairs.Add(new(null, right.From + column++, IsEqual: false));
        }
        for (; row < rows; row++)
            pairs.Add(new(left.From + row, null, IsEqual: false));
        for (; column < columns; column++)
            pairs.Add(new(null, right.From + column, IsEqual: false));

        int Paired(int i, int j) => likeness(before[left.From + i], after[right.From + j]) is > 0 and var alike ? alike + best![i + 1, j + 1] : 0;
    }
}
