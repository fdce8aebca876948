using System.Text;

namespace LuthienProxy.Cli.Shell;

/// <summary>Reads a line that can be edited, with the lines before it and with completion. For one reader.</summary>
/// <param name="next">Waits for a key.</param>
/// <param name="output">The terminal.</param>
/// <param name="width">How many columns it has.</param>
/// <param name="history">The lines before.</param>
/// <param name="complete">What could stand at the end of a line.</param>
sealed class LineEditor(Func<ConsoleKeyInfo> next, TextWriter output, Func<int> width, History history, Func<string, IReadOnlyList<string>> complete)
{
    const string NewLine = "\r\n";

    readonly StringBuilder _line = new();
    string _prompt = "";
    string _unsent = "";
    string? _sought;
    int _cursor;
    int _at;

    /// <summary>The next line; null when the person is done (Ctrl+D on an empty line).</summary>
    public string? Read(string prompt)
    {
        (_prompt, _unsent) = (prompt, "");
        Clear();
        Draw();
        while (true)
        {
            var key = next();
            if (key.Key == ConsoleKey.Enter)
                return Take();
            if (IsControl(key, ConsoleKey.D) && _line.Length == 0)
            {
                output.Write(NewLine);
                return null;
            }
            Edit(key);
            Draw();
        }
    }

    string Take()
    {
        _cursor = _line.Length;
        Draw();
        output.Write(NewLine);
        output.Flush();
        var line = _line.ToString();
        history.Add(line);
        return line;
    }

    void Edit(ConsoleKeyInfo key)
    {
        if (!IsControl(key, ConsoleKey.R))
            _sought = null;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
            EditByControl(key.Key);
        else
            EditByKey(key);
    }

    void EditByKey(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.Backspace }:
                Remove(_cursor - 1);
                break;
            case { Key: ConsoleKey.Delete }:
                _line.Remove(_cursor, Math.Min(1, _line.Length - _cursor));
                break;
            case { Key: ConsoleKey.LeftArrow }:
                _cursor = Math.Max(0, _cursor - 1);
                break;
            case { Key: ConsoleKey.RightArrow }:
                _cursor = Math.Min(_line.Length, _cursor + 1);
                break;
            case { Key: ConsoleKey.Home }:
                _cursor = 0;
                break;
            case { Key: ConsoleKey.End }:
                _cursor = _line.Length;
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

    // As shells have them since Emacs.
    void EditByControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A:
                _cursor = 0;
                break;
            case ConsoleKey.E:
                _cursor = _line.Length;
                break;
            case ConsoleKey.U:
                Remove(0);
                break;
            case ConsoleKey.K:
                _line.Length = _cursor;
                break;
            case ConsoleKey.W or ConsoleKey.Backspace:
                Remove(StartOfWord());
                break;
            case ConsoleKey.LeftArrow:
                _cursor = StartOfWord();
                break;
            case ConsoleKey.RightArrow:
                _cursor = EndOfWord();
                break;
            case ConsoleKey.D:
                _line.Remove(_cursor, Math.Min(1, _line.Length - _cursor));
                break;
            case ConsoleKey.R:
                Search();
                break;
            case ConsoleKey.L:
                output.Write("\x1b[H\x1b[2J");
                break;
            case ConsoleKey.C:
                output.Write("^C" + NewLine);
                Clear();
                break;
        }
    }

    static bool IsControl(ConsoleKeyInfo key, ConsoleKey which) => key.Key == which && key.Modifiers == ConsoleModifiers.Control;

    void Clear()
    {
        _line.Clear();
        (_cursor, _at) = (0, history.Count);
    }

    // From there to the cursor.
    void Remove(int from)
    {
        from = Math.Max(0, from);
        _line.Remove(from, _cursor - from);
        _cursor = from;
    }

    int StartOfWord()
    {
        var before = _line.ToString(0, _cursor).TrimEnd();
        return before.LastIndexOf(' ') + 1;
    }

    int EndOfWord()
    {
        var at = _cursor;
        while (at < _line.Length && _line[at] == ' ')
            at++;
        while (at < _line.Length && _line[at] != ' ')
            at++;
        return at;
    }

    void Recall(int at)
    {
        if (_at == history.Count)
            _unsent = _line.ToString();
        _at = Math.Clamp(at, 0, history.Count);
        Put(_at < history.Count ? history[_at] : _unsent);
    }

    void Put(string line)
    {
        _line.Clear().Append(line);
        _cursor = _line.Length;
    }

    // What was typed is looked for in the lines before; each time further back.
    void Search()
    {
        _sought ??= _line.ToString();
        if (history.LastWith(_sought, _at) is not (>= 0 and var found))
            return;
        _unsent = _sought;
        _at = found;
        Put(history[_at]);
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
            output.Write(NewLine + string.Join("  ", fitting) + NewLine);
        Remove(start);
        _line.Insert(start, common);
        _cursor = start + common.Length;
    }

    // Back to the beginning, as much of the line as fits around the cursor, the rest cleared, the cursor to its place.
    void Draw()
    {
        var room = Math.Max(8, width() - _prompt.Length - 1);
        var from = Math.Max(0, _cursor - room);
        var shown = _line.ToString(from, Math.Min(room, _line.Length - from));
        output.Write($"\r{_prompt}{shown}\x1b[K");
        if (_cursor - from < shown.Length)
            output.Write($"\x1b[{shown.Length - (_cursor - from)}D");
        output.Flush();
    }
}
