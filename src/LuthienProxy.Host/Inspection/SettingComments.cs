using Luthien.Hocon;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Inspection;

/// <summary>What the file that comes with the program says of each setting: the comment above it, found by where the parser saw the setting. Immutable.</summary>
sealed class SettingComments
{
    readonly HoconDocument _shipped;
    readonly string[] _lines;

    /// <param name="file">The file.</param>
    public SettingComments(string file)
    {
        _lines = File.ReadAllLines(file);
        // Without variables each setting is seen where its default stands.
        _shipped = HoconDocument.ReadFile(file, new HoconOptions { Environment = _ => null });
    }

    /// <summary>The comment of a setting; of one that has none, that of the object or list around it; null where there is no such either.</summary>
    public string? Of(IReadOnlyList<string> path)
    {
        for (var length = path.Count; length > 0; length--)
        {
            if (Alike([.. path.Take(length)]).Select(OfOne).FirstOrDefault(comment => comment is not null) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>The setting itself, and the ones of the same meaning below other names that people choose.</summary>
    IEnumerable<string[]> Alike(string[] path)
    {
        yield return path;
        if (path is not ["upstreams", _, ..] || _shipped.Find(SettingsReader.Root, path[0])?.Value is not HoconObject named)
            yield break;
        foreach (var other in named.Fields)
            yield return [path[0], other.Key, .. path[2..]];
    }

    string? OfOne(string[] path) => _shipped.OriginOf([SettingsReader.Root, .. path]) is { } origin ? Above(origin.Line) : null;

    string? Above(int line)
    {
        var at = line - 2;
        // Settings in a row share the comment above the first.
        while (at >= 0 && IsSetting(_lines[at]))
            at--;
        var end = at;
        while (at >= 0 && IsComment(_lines[at]))
            at--;
        return at == end ? null : string.Join(' ', _lines[(at + 1)..(end + 1)].Select(text => text.Trim().TrimStart('#').Trim()));
    }

    static bool IsComment(string line) => line.TrimStart().StartsWith('#');

    static bool IsSetting(string line) => !IsComment(line) && line.Contains('=') && !line.TrimEnd().EndsWith('{') && !line.TrimEnd().EndsWith('[');
}
