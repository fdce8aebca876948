using Luthien.Hocon.Parsing;

namespace Luthien.Hocon.Including;

/// <summary>Finds, confines, reads and parses included files during one load.</summary>
sealed class IncludeReader(HoconLimits limits, string? root)
{
    static readonly string[] _extensions = [".json", ".conf"];

    readonly List<string> _files = [];
    readonly string? _givenRoot = root;
    string? _root = root;

    /// <summary>The files read so far, in order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Reads a file that the caller named; it may be anywhere.</summary>
    public ObjectNode ReadTop(string file)
    {
        _root = _givenRoot ?? Path.GetDirectoryName(file);
        var source = SourceText.Top(file, "", file);
        return HoconParser.Parse(source with { Text = Text(file, source.Start) }, this, limits);
    }

    /// <summary>Parses a text that the caller holds; it may include from a given root only.</summary>
    public ObjectNode ReadTop(string name, string text)
    {
        _root = _givenRoot;
        return HoconParser.Parse(SourceText.Top(name, HoconText.WithoutMark(text), null), this, limits);
    }

    /// <summary>What an include statement stands for, to be merged in order; empty when an optional file is missing.</summary>
    public IReadOnlyList<ObjectNode> Read(SourceText from, HoconOrigin origin, string name, bool required, string[]? at, int depth)
    {
        var candidates = Candidates(from, origin, name).Where(File.Exists).ToList();
        if (required && candidates.Count == 0)
            throw new HoconException(origin, $"the required file \"{name}\" does not exist");
        return candidates.ConvertAll(file => Read(from, origin, file, at, depth));
    }

    ObjectNode Read(SourceText from, HoconOrigin origin, string file, string[]? at, int depth)
    {
        CheckChain(from, origin, file);
        return HoconParser.Parse(new SourceText(file, Text(file, origin), file, origin, at, depth), this, limits);
    }

    // Without an extension name.json and name.conf are both read, and .conf wins by coming later.
    static string[] Probed(string name) => _extensions.Contains(Path.GetExtension(name)) ? [name] : [.. _extensions.Select(e => name + e)];

    IEnumerable<string> Candidates(SourceText from, HoconOrigin origin, string name)
    {
        if (_root is not { } confines || Directory(from) is not { } directory)
            throw new HoconException(origin, "a text without a file or an include root cannot include anything");
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            throw new HoconException(origin, "an include needs a file name");
        return Probed(name).Select(n => Confined(Path.Combine(directory, n), RealPath.Of(confines), origin, name));
    }

    string? Directory(SourceText from) => from.File is null ? _root : Path.GetDirectoryName(from.File);

    static string Confined(string file, string root, HoconOrigin origin, string name)
    {
        try
        {
            // The name as written must stay inside, and so must what its links lead to.
            var real = RealPath.Of(file);
            return RealPath.IsInside(root, real) ? real : throw new HoconException(origin, $"\"{name}\" leads out of the configuration directory");
        }
        catch (IOException)
        {
            throw new HoconException(origin, $"\"{name}\" cannot be resolved: its symbolic links form a loop or are unreadable");
        }
    }

    void CheckChain(SourceText from, HoconOrigin origin, string file)
    {
        var depth = 0;
        for (var o = from.Start; o is not null; o = o.IncludedFrom, depth++)
        {
            if (string.Equals(o.Source, file, StringComparison.Ordinal))
                throw new HoconException(origin, $"{Path.GetFileName(file)} includes itself");
        }
        if (depth > limits.IncludeDepth)
            throw new HoconException(origin, $"more than {limits.IncludeDepth} includes inside each other");
    }

    string Text(string file, HoconOrigin blame)
    {
        if (_files.Count >= limits.Files)
            throw new HoconException(blame, $"more than {limits.Files} files are read");
        _files.Add(file);
        return HoconText.ReadFile(file, blame, limits);
    }
}
