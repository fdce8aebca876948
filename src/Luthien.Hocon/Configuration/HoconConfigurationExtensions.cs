using Microsoft.Extensions.Configuration;

namespace Luthien.Hocon;

/// <summary>Adds HOCON to a configuration builder.</summary>
public static class HoconConfigurationExtensions
{
    /// <summary>Adds one source made of several layers, which share one tree and see each other in substitutions.</summary>
    public static IConfigurationBuilder AddHocon(this IConfigurationBuilder builder, Action<HoconConfigurationSource> configure)
    {
        var source = new HoconConfigurationSource();
        configure(source);
        return builder.Add(source);
    }

    /// <summary>Adds one file as a source of its own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">Absolute, or relative to the working directory.</param>
    /// <param name="optional">Whether the file may be missing.</param>
    /// <param name="reloadOnChange">Whether to read again when it changes.</param>
    /// <param name="schema">The known settings, see <see cref="HoconConfigurationSource.Schema"/>.</param>
    public static IConfigurationBuilder AddHoconFile(
        this IConfigurationBuilder builder, string path, bool optional = false, bool reloadOnChange = false, HoconSchema? schema = null) =>
        builder.AddHocon(source =>
        {
            source.Layers.Add(new HoconLayer.File(path, optional));
            source.ReloadOnChange = reloadOnChange;
            source.Schema = schema;
        });

    /// <summary>Adds a text as a source of its own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="text">The HOCON text.</param>
    /// <param name="name">How errors and origins name it.</param>
    /// <param name="schema">The known settings, see <see cref="HoconConfigurationSource.Schema"/>.</param>
    public static IConfigurationBuilder AddHoconText(this IConfigurationBuilder builder, string text, string name = "text", HoconSchema? schema = null) =>
        builder.AddHocon(source =>
        {
            source.Layers.Add(new HoconLayer.Text(name, text));
            source.Schema = schema;
        });
}
