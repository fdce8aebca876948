namespace LuthienProxy.Cli.Output;

/// <summary>Rows under headings, each column as wide as it must be.</summary>
sealed class TextTable(params Column[] columns)
{
    const string Gap = "  ";

    /// <summary>Less of a last column tells nobody anything.</summary>
    const int LeastOfLast = 8;

    readonly List<string[]> _rows = [];

    /// <summary>Whether it has no rows.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a row; its texts are shown as plain text, and what is not known as a dash.</summary>
    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => PlainText.Line(cell is { Length: > 0 } ? cell : "-"))]);

    /// <summary>Writes it: no line is wider than <paramref name="width"/>. For that columns give way that can, then the last ones are cut or, numbers and states, left out.</summary>
    public void Write(TextWriter output, int width, bool hasColours)
    {
        string[] headings = [.. columns.Select(column => column.Heading)];
        var widths = Fit([.. Enumerable.Range(0, columns.Length).Select(column => _rows.Append(headings).Max(row => TextWidth.Of(row[column])))], width);
        var heading = Line(headings, widths, hasColours: false);
        output.WriteLine(hasColours ? Paint.Heading(heading) : heading);
        foreach (var row in _rows)
            output.WriteLine(Line(row, widths, hasColours));
    }

    // The widths of as many columns as can be shown, each at least as wide as it must be; what is left is for those that gave way.
    int[] Fit(int[] wanted, int width)
    {
        for (var shown = wanted.Length; shown > 1; shown--)
        {
            int[] widths = [.. wanted.Take(shown).Select((wish, at) => Math.Min(wish, LeastOf(columns[at], isLast: at == shown - 1)))];
            var left = width - widths.Sum() - (Gap.Length * (shown - 1));
            if (left < 0)
                continue;
            for (var at = 0; at < shown; at++)
            {
                var more = Math.Min(left, wanted[at] - widths[at]);
                (widths[at], left) = (widths[at] + more, left - more);
            }
            return widths;
        }
        return [Math.Min(wanted[0], width)];
    }

    static int LeastOf(Column column, bool isLast) => column switch
    {
        { Least: > 0 and var least } => least,
        { IsNumber: false, IsState: false } when isLast => LeastOfLast,
        _ => int.MaxValue,
    };

    // A colour takes no columns: each cell is cut before it is painted.
    string Line(string[] row, int[] widths, bool hasColours)
    {
        var line = new List<string>(widths.Length);
        for (var at = 0; at < widths.Length; at++)
        {
            var text = columns[at].KeepsEnd ? TextWidth.CutLeft(row[at], widths[at]) : TextWidth.Cut(row[at], widths[at]);
            var cell = at == row.Length - 1 && !columns[at].IsNumber ? text : TextWidth.Fill(text, widths[at], columns[at].IsNumber);
            line.Add(hasColours && columns[at].IsState ? Paint.State(cell) : cell);
        }
        return string.Join(Gap, line).TrimEnd();
    }
}
