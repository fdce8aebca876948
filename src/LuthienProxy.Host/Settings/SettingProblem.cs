namespace LuthienProxy.Host.Settings;

/// <summary>One setting that cannot be used, and why. Holds no configured value.</summary>
/// <param name="Path">The setting below <c>luthien</c> as it is written: <c>server.port</c>.</param>
/// <param name="Text">Continues a sentence that begins with the path.</param>
sealed record SettingProblem(string Path, string Text)
{
    /// <summary>The setting below <c>luthien</c> as a configuration key. Names that people chose keep their dashes, so those set it apart.</summary>
    public string Key { get; init; } = KeyOf(Path);

    /// <summary>The configuration key of a path of known names.</summary>
    public static string KeyOf(string path) => path.Replace("-", "").Replace('.', ':');
}
