using System.Text;

namespace LuthienProxy.Cli.Shell;

/// <summary>Reads a line that can be edited, with the lines before it and with completion. For one reader.</summary>
/// <param name="next">Waits for a key.</param>
/// <param name="output">The terminal.</param>
/// <param name="complete">What could stand at the end of a line.</param>
sealed class LineEditor(Func<ConsoleKeyInfo> next, TextWriter output, Func<string, IReadOnlyList<string>> complete)
{
    /// <summary>So many lines are remembered.</summary>
    const int MostLines = 500;

    readonly List<string> _history = [];
    readonly StringBuilder _line = new();
    string _prompt = "";
    int _cursor;
    int _at;

    /// <summary>The next line; null when the person is done (Ctrl+D on an empty line).</summary>
    public string? Read(string prompt)
    {
        (_prompt, _cursor, _at) = (prompt, 0, _history.Count);
        _line.Clear();
        Draw();
        while (true)
        {
            var key = next();
            if (key.Key == ConsoleKey.Enter)
                return Take();
            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _line.Length == 0)
            {
                output.WriteLine();
                return null;
            }
            Edit(key);
            Draw();
        }
    }

    string Take()
    {
        output.WriteLine();
        var line = _line.ToString();
        if (line.Trim().Length > 0 && (_history.Count == 0 || _history[^1] != line))
            _history.Add(line);
        if (_history.Count > MostLines)
            _history.RemoveAt(0);
        return line;
    }

    void Edit(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.Backspace } when _cursor > 0:
                _line.Remove(--_cursor, 1);
                break;
            case { Key: ConsoleKey.Delete } when _cursor < _line.Length:
                _line.Remove(_cursor, 1);
                break;
            case { Key: ConsoleKey.LeftArrow }:
                _cursor = Math.Max(0, _cursor - 1);
                break;
            case { Key: ConsoleKey.RightArrow }:
                _cursor = Math.Min(_line.Length, _cursor + 1);
                break;
            case { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }:
                _cursor = 0;
                break;
            case { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }:
                _cursor = _line.Length;
                break;
            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                _line.Remove(0, _cursor);
                _cursor = 0;
                break;
            case { Key: ConsoleKey.UpArrow }:
                Recall(_at - 1);
                break;
            case { Key: ConsoleKey.DownArrow }:
                Recall(_at + 1);
                break;
            case { Key: ConsoleKey.Tab }:
                Complete();
                break;
            case { KeyChar: var typed } when !char.IsControl(typed):
                _line.Insert(_cursor++, typed);
                break;
        }
    }

    void Recall(int at)
    {
        _at = Math.Clamp(at, 0, _history.Count);
        _line.Clear().Append(_at < _history.Count ? _history[_at] : "");
        _cursor = _line.Length;
    }

    // One completion is taken, of several what they have in common; then they are shown.
    void Complete()
    {
        var before = _line.ToString(0, _cursor);
        var start = before.LastIndexOf(' ') + 1;
        var word = before[start..];
        var fitting = complete(before).Where(text => text.StartsWith(word, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (fitting.Count == 0)
            return;
        var common = fitting.Count == 1 ? fitting[0] + " " : fitting.Aggregate((a, b) => a[..a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count()]);
        if (common == word)
            output.Write($"\r\n{string.Join("  ", fitting)}\r\n");
        _line.Remove(start, word.Length).Insert(start, common);
        _cursor = start + common.Length;
    }

    // Back to the beginning, the line anew, the rest cleared, the cursor to its place.
    void Draw()
    {
        output.Write($"\r{_prompt}{_line}\x1b[K");
        if (_cursor < _line.Length)
            output.Write($"\x1b[{_line.Length - _cursor}D");
        output.Flush();
    }
}
