namespace LuthienProxy.Host.Settings;

/// <summary>What kind of place a setting's value comes from; later ones win over earlier ones.</summary>
enum SettingSource
{
    /// <summary>The file that comes with the program.</summary>
    Default,

    /// <summary>The file that <c>LUTHIEN_CONFIG</c> names.</summary>
    File,

    /// <summary>An environment variable that one of the files names.</summary>
    Environment,

    /// <summary>An option.</summary>
    CommandLine,
}
