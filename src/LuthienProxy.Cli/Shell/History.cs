using System.Text.RegularExpressions;

namespace LuthienProxy.Cli.Shell;

/// <summary>The lines before this one, oldest first; also those of earlier shells, out of a file that only its owner may read. What looks like it holds a key is not kept.</summary>
/// <param name="file">Where they are kept; null: only while the shell lives.</param>
sealed partial class History(string? file)
{
    /// <summary>So many lines are remembered.</summary>
    public const int MostLines = 500;

    readonly List<string> _lines = Read(file);

    /// <summary>How many there are.</summary>
    public int Count => _lines.Count;

    /// <summary>One of them.</summary>
    public string this[int at] => _lines[at];

    /// <summary>Takes a line; one that begins with a space, repeats the last or holds a secret is not kept.</summary>
    public void Add(string line)
    {
        if (line.Trim().Length == 0 || line.StartsWith(' ') || (_lines.Count > 0 && _lines[^1] == line) || Secret().IsMatch(line))
            return;
        _lines.Add(line);
        if (_lines.Count > MostLines)
            _lines.RemoveAt(0);
    }

    /// <summary>The newest line that holds a text, from a place backwards; -1 when there is none.</summary>
    public int LastWith(string text, int before) => text.Length == 0 || before <= 0 ? -1 : _lines.FindLastIndex(Math.Min(before, _lines.Count) - 1, line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Writes the file, as far as it can be written: a shell without a memory is still a shell.</summary>
    public void Save()
    {
        if (file is null)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file, options);
            foreach (var line in _lines)
                writer.WriteLine(line);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Nothing that the person asked for has failed.
        }
    }

    static List<string> Read(string? file)
    {
        try
        {
            return file is null || !File.Exists(file) ? [] : [.. File.ReadLines(file).Where(line => line.Length > 0).TakeLast(MostLines)];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // What policies are set to may be a provider's key.
    [GeneratedRegex(@"(key|token|secret|password|credential)[\w.-]*\s*=|\bbearer\s|\bsk-", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
