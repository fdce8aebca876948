using System.Text;

namespace LuthienProxy.Storage.Nodes;

/// <summary>
/// Makes a data directory one process's own: two would write the same spool and the same embedded database. The lock goes with the process, however that ends.
/// </summary>
/// <remarks>An advisory lock (<c>flock</c>) on the file <c>luthien.lock</c>, which holds the owner's name and stays behind.</remarks>
public sealed class DirectoryLock : IDisposable
{
    const string FileName = "luthien.lock";
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const int MostOfAName = 512;

    readonly FileStream _file;

    DirectoryLock(FileStream file, string? predecessor) => (_file, Predecessor) = (file, predecessor);

    /// <summary>The node that had the directory before; null when none had.</summary>
    public string? Predecessor { get; }

    /// <summary>Takes the directory, making it where it is missing.</summary>
    /// <exception cref="DirectoryTakenException">Another process has it.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be used.</exception>
    public static DirectoryLock Take(string directory, string node)
    {
        MakeDirectory(directory);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        try
        {
            var file = new FileStream(Path.Combine(directory, FileName), options);
            var predecessor = Read(file);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(node));
            file.Flush(flushToDisk: true);
            return new DirectoryLock(file, predecessor);
        }
        catch (IOException cause) when (cause is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new DirectoryTakenException(directory, cause);
        }
    }

    /// <summary>Gives the directory back.</summary>
    public void Dispose() => _file.Dispose();

    static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else if (!Directory.Exists(directory))
            Directory.CreateDirectory(directory, OwnersFile | UnixFileMode.UserExecute);
    }

    static string? Read(FileStream file)
    {
        Span<byte> name = stackalloc byte[MostOfAName];
        var length = file.ReadAtLeast(name, name.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return length == 0 ? null : Encoding.UTF8.GetString(name[..length]);
    }
}
