namespace Luthien.Hocon.Tests.Including;

/// <summary>A directory of configuration files that goes away with the test.</summary>
sealed class ConfigDirectory : IDisposable
{
    readonly string _outer = Directory.CreateTempSubdirectory("hocon-").FullName;

    public ConfigDirectory() => Directory.CreateDirectory(Path);

    /// <summary>The configuration directory.</summary>
    public string Path => System.IO.Path.Combine(_outer, "conf");

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>Writes a file; <c>../x</c> lies beside the configuration directory.</summary>
    public ConfigDirectory With(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this;
    }

    public string Json(string file = "main.conf") => Reading.Json(HoconDocument.ReadFile(this[file], Reading.Options()).Root);

    public HoconProblem Problem(string file = "main.conf", HoconLimits? limits = null) =>
        Should.Throw<HoconException>(() => HoconDocument.ReadFile(this[file], Reading.Options() with { Limits = limits ?? new HoconLimits() })).Problems[0];

    public void Dispose() => Directory.Delete(_outer, recursive: true);
}
