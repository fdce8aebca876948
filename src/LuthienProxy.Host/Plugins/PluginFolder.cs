using System.Collections.Immutable;
using System.Security.Cryptography;

namespace LuthienProxy.Host.Plugins;

/// <summary>Reads the files of the folder of the plugins, each once, and keeps those whose bytes stand on the allow-list.</summary>
/// <remarks>What was hashed is what is loaded later: between the two nobody opens the file again, so nobody can change it.</remarks>
sealed class PluginFolder
{
    /// <summary>More files are not looked at: this is a folder of plugins, not of programs.</summary>
    public const int MostFiles = 256;

    readonly AllowList _allowed;
    readonly List<PluginFile> _files = [];
    readonly List<PluginRefusal> _refused = [];
    long _room;

    PluginFolder(AllowList allowed, long mostBytes)
    {
        _allowed = allowed;
        _room = mostBytes;
    }

    /// <summary>Reads <c>*.dll</c> in the folder, not in folders below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="allowed">What may be loaded.</param>
    /// <param name="mostBytes">The most that is kept, all files together; no file is read further than what is left of it.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static (ImmutableArray<PluginFile> Files, ImmutableArray<PluginRefusal> Refused) Read(string folder, AllowList allowed, long mostBytes)
    {
        var reading = new PluginFolder(allowed, mostBytes);
        var paths = Directory.EnumerateFiles(folder, "*.dll").Take(MostFiles + 1).Order(StringComparer.Ordinal).ToList();
        foreach (var path in paths.Take(MostFiles))
            reading.Take(path);
        if (paths.Count > MostFiles)
            reading._refused.Add(new("*.dll", null, $"There are more than {MostFiles} files; some were not looked at."));
        var present = paths.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        foreach (var absent in allowed.Files.Where(file => !present.Contains(file.Name)).DistinctBy(file => file.Name))
            reading._refused.Add(new(absent.Name, null, "It stands on the allow-list and is not in the folder."));
        return ([.. reading._files], [.. reading._refused]);
    }

    void Take(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (Bytes(path) is not { } bytes)
                _refused.Add(new(name, null, "It is larger than what is left of luthien.policy.plugins.max-bytes."));
            else
                Compare(name, bytes);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _refused.Add(new(name, null, $"It cannot be read ({cause.GetType().Name})."));
        }
    }

    void Compare(string name, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!_allowed.Allows(name, hash))
            _refused.Add(new(name, hash, _allowed.Files.Any(file => file.Name == name)
                ? "Its bytes are not the ones that stand on the allow-list under its name."
                : "It does not stand on the allow-list."));
        else if (PluginImage.Of(bytes) is not { } image)
            _refused.Add(new(name, hash, "It is not a whole .NET assembly."));
        else if (HostAssemblies.Provide(image.Name))
            _refused.Add(new(name, hash, $"{image.Name.Name} comes with the gateway; plugins use that one. Take the file away."));
        else
        {
            _room -= bytes.Length;
            _files.Add(new(name, hash, bytes, image));
        }
    }

    // Null when there is more than may be kept.
    byte[]? Bytes(string path)
    {
        // What is no ordinary file (a pipe, a device) has no length, and opening it could wait for ever.
        if (((File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo) ?? new FileInfo(path)).Length == 0)
            return [];
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length > _room)
            return null;
        var bytes = new byte[length];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var more)
            read += more;
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
