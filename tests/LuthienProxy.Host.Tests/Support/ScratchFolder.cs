namespace LuthienProxy.Host.Tests.Support;

/// <summary>A folder of a test's own, gone with it.</summary>
public sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("luthien-host-").FullName;

    /// <summary>Writes a file and says where it is.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>One that a gateway has left under which no policy was active: the next starts also while its database is away.</summary>
    public static ScratchFolder OfOneWithoutPolicies()
    {
        var folder = new ScratchFolder();
        folder.Write(System.IO.Path.Combine("policies", "last-active.json"), """{ "name": null, "version": 0, "policies": [] }""");
        return folder;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
