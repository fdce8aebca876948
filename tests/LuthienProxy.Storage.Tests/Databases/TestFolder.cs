using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Tests.Databases;

/// <summary>A folder for a test's embedded databases, gone with it.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("luthien-storage-").FullName;

    public string File(string name = "luthien.db") => System.IO.Path.Combine(Path, name);

    public StorageOptions Options(string name = "luthien.db") => new() { Url = new DatabaseUrl.Sqlite(File(name)) };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
