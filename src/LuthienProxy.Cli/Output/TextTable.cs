namespace LuthienProxy.Cli.Output;

/// <summary>Rows under headings, each column as wide as it must be.</summary>
sealed class TextTable(params Column[] columns)
{
    const string Gap = "  ";

    /// <summary>What shrinks keeps so many columns: a transaction's id, with which it can be asked for.</summary>
    const int Narrowest = 34;

    readonly List<string[]> _rows = [];

    /// <summary>Whether it has no rows.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a row; its texts are shown as plain text, and what is not known as a dash.</summary>
    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => PlainText.Line(cell is { Length: > 0 } ? cell : "-"))]);

    /// <summary>Writes it: no line is wider than <paramref name="width"/>, for that a column that shrinks gives way first, then the last ones are cut.</summary>
    public void Write(TextWriter output, int width, bool hasColours)
    {
        string[] headings = [.. columns.Select(column => column.Heading)];
        int[] widths = [.. Enumerable.Range(0, columns.Length).Select(column => _rows.Append(headings).Max(row => TextWidth.Of(row[column])))];
        Shrink(widths, width);
        var heading = Line(headings, widths, width, hasColours: false);
        output.WriteLine(hasColours ? Paint.Heading(heading) : heading);
        foreach (var row in _rows)
            output.WriteLine(Line(row, widths, width, hasColours));
    }

    void Shrink(int[] widths, int width)
    {
        var over = widths.Sum() + (Gap.Length * (widths.Length - 1)) - width;
        var at = Array.FindIndex(columns, static column => column.Shrinks);
        if (width == int.MaxValue || over <= 0 || at < 0)
            return;
        widths[at] = Math.Max(Math.Min(Narrowest, widths[at]), widths[at] - over);
    }

    // A colour takes no columns: each cell is cut before it is painted.
    string Line(string[] row, int[] widths, int width, bool hasColours)
    {
        var line = new List<string>(row.Length);
        var left = width;
        for (var at = 0; at < row.Length && left > 0; at++)
        {
            var isLast = at == row.Length - 1;
            var text = columns[at].Shrinks ? TextWidth.CutLeft(row[at], widths[at]) : row[at];
            var filled = isLast && !columns[at].IsNumber ? text : TextWidth.Fill(text, Math.Min(widths[at], left), columns[at].IsNumber);
            var cell = TextWidth.Cut(filled, left);
            line.Add(hasColours && columns[at].IsState ? Paint.State(cell) : cell);
            left -= TextWidth.Of(cell) + Gap.Length;
        }
        return string.Join(Gap, line).TrimEnd();
    }
}
