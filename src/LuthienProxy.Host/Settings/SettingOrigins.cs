using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>Where the value of each setting came from. Holds all of them, secrets too, as they were written. Immutable.</summary>
sealed class SettingOrigins(IConfigurationRoot configuration)
{
    const string ShippedName = "hocon/luthien.conf";

    /// <summary>Where a setting's value was written last; null where nothing says one, and the program's own default holds.</summary>
    /// <param name="path">Its keys below <c>luthien</c>, as the file spells them: names, and places in lists.</param>
    public SettingOrigin? Find(IReadOnlyList<string> path)
    {
        foreach (var provider in configuration.Providers.Reverse())
        {
            if ((provider is HoconConfigurationProvider hocon ? OfFile(hocon.Document, path) : OfCommandLine(provider, path)) is { } origin)
                return origin;
        }
        return null;
    }

    static SettingOrigin? OfFile(HoconDocument document, IReadOnlyList<string> path) => document.Find([SettingsReader.Root, .. path]) switch
    {
        { Value: HoconScalar { Variable: { } variable } value } => new(value.Text, SettingSource.Environment, variable),
        { Value: HoconScalar { Kind: not HoconScalarKind.Null } value } field when field.Origin.Source == SettingsReader.Shipped => new(value.Text, SettingSource.Default, $"{ShippedName}:{field.Origin.Line}"),
        { Value: HoconScalar { Kind: not HoconScalarKind.Null } value } field => new(value.Text, SettingSource.File, field.Origin.FileAndLine),
        _ => null,
    };

    // Names are bound without dashes.
    static SettingOrigin? OfCommandLine(IConfigurationProvider provider, IReadOnlyList<string> path) =>
        provider.TryGet(ConfigurationPath.Combine(path.Select(key => key.Replace("-", "")).Prepend(SettingsReader.Root)), out var text) && text is not null
            ? new(text, SettingSource.CommandLine, $"--{ConfigurationPath.Combine(path.Prepend(SettingsReader.Root))}")
            : null;
}
