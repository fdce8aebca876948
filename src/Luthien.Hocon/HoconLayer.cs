using Luthien.Hocon.Including;
using Luthien.Hocon.Parsing;

namespace Luthien.Hocon;

/// <summary>One source of a configuration; later layers win over earlier ones.</summary>
public abstract record HoconLayer
{
    HoconLayer()
    {
    }

    internal abstract IEnumerable<ObjectNode> Read(IncludeReader reader);

    /// <summary>A text held in memory, for example built-in defaults.</summary>
    /// <param name="Name">How origins name it.</param>
    /// <param name="Content">The HOCON text.</param>
    public sealed record Text(string Name, string Content) : HoconLayer
    {
        internal override IEnumerable<ObjectNode> Read(IncludeReader reader) => [reader.ReadTop(Name, Content)];
    }

    /// <summary>A file with what it includes.</summary>
    /// <param name="FilePath">Absolute, or relative to the working directory.</param>
    /// <param name="Optional">Whether it may be missing.</param>
    public sealed record File(string FilePath, bool Optional = false) : HoconLayer
    {
        internal override IEnumerable<ObjectNode> Read(IncludeReader reader) =>
            Optional && !System.IO.File.Exists(FilePath) ? [] : [reader.ReadTop(Path.GetFullPath(FilePath))];
    }

    /// <summary>Every <c>*.conf</c> directly in a directory, by ordinal order of file name; a missing directory is empty.</summary>
    /// <param name="DirectoryPath">Absolute, or relative to the working directory.</param>
    public sealed record Directory(string DirectoryPath) : HoconLayer
    {
        internal override IEnumerable<ObjectNode> Read(IncludeReader reader) => Files().Order(StringComparer.Ordinal).Select(reader.ReadTop);

        string[] Files()
        {
            try
            {
                return System.IO.Directory.Exists(DirectoryPath) ? System.IO.Directory.GetFiles(Path.GetFullPath(DirectoryPath), "*.conf") : [];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new HoconException(new HoconOrigin(DirectoryPath, 1, 1), $"the directory cannot be read ({e.GetType().Name})");
            }
        }
    }
}
