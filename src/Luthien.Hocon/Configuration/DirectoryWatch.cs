namespace Luthien.Hocon;

/// <summary>Watches through the file system's notifications.</summary>
sealed class DirectoryWatch(Action changed) : IDirectoryWatch
{
    readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);

    public void Set(IReadOnlyCollection<string> directories)
    {
        foreach (var gone in _watchers.Keys.Except(directories, StringComparer.Ordinal).ToList())
        {
            _watchers[gone].Dispose();
            _watchers.Remove(gone);
        }
        foreach (var directory in directories.Where(d => !_watchers.ContainsKey(d) && Directory.Exists(d)))
            _watchers.Add(directory, Watch(directory));
    }

    public void Dispose() => Set([]);

    // The whole directory and not single files: editors replace files, and mounted configuration swaps a link beside them.
    FileSystemWatcher Watch(string directory)
    {
        var watcher = new FileSystemWatcher(directory);
        watcher.Changed += (_, _) => changed();
        watcher.Created += (_, _) => changed();
        watcher.Deleted += (_, _) => changed();
        watcher.Renamed += (_, _) => changed();
        watcher.Error += (_, _) => changed();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
