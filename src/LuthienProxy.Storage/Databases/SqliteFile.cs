namespace LuthienProxy.Storage.Databases;

/// <summary>The embedded database's file: it holds what people asked their models, so nobody but its owner may read it.</summary>
static class SqliteFile
{
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes the file and its folder unless they are there. SQLite gives its side files the mode of the main one.</summary>
    public static void Prepare(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
            MakeFolder(folder);
        if (!File.Exists(full))
            MakeFile(full);
        else if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(full) != OwnersFile)
            File.SetUnixFileMode(full, OwnersFile);
    }

    static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnersFolder);
    }

    static void MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process that starts at the same time has made it.
        }
    }
}
