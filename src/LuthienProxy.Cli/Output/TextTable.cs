namespace LuthienProxy.Cli.Output;

/// <summary>Rows under headings, each column as wide as it must be. Numbers stand to the right.</summary>
sealed class TextTable(params string[] headings)
{
    const string Gap = "  ";

    readonly List<string[]> _rows = [];

    /// <summary>Adds a row; its texts are shown as plain text.</summary>
    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => PlainText.Line(cell ?? "-"))]);

    /// <summary>Writes it: no line is longer than <paramref name="width"/>, the last column is cut for that.</summary>
    public void Write(TextWriter output, int width)
    {
        var columns = Enumerable.Range(0, headings.Length).Select(Measure).ToArray();
        foreach (var row in (IEnumerable<string[]>)[headings, .. _rows])
            output.WriteLine(Cut(string.Join(Gap, row.Select((cell, column) => columns[column].IsNumeric ? cell.PadLeft(columns[column].Width) : cell.PadRight(columns[column].Width))).TrimEnd(), width));
    }

    (int Width, bool IsNumeric) Measure(int column) =>
        (_rows.Select(row => row[column].Length).Append(headings[column].Length).Max(), _rows.Count > 0 && _rows.All(row => row[column] is "-" || char.IsAsciiDigit(row[column][0])));

    static string Cut(string line, int width) => line.Length <= width ? line : line[..(width - 1)] + "…";
}
