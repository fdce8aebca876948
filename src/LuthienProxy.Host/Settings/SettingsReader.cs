using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>
/// Reads the settings: <c>luthien.conf</c> beside the program, the file that <c>LUTHIEN_CONFIG</c> names, the command line.
/// Environment variables enter only through the substitutions in <c>luthien.conf</c>.
/// </summary>
static class SettingsReader
{
    public const string Root = "luthien";
    public const string ConfigVariable = "LUTHIEN_CONFIG";
    const string VariablePrefix = "LUTHIEN_";

    /// <exception cref="StartRefusedException">The settings cannot be read or are not valid; every reason is named.</exception>
    public static (GatewaySettings Settings, IReadOnlyList<string> Warnings) Read(StartInputs inputs)
    {
        try
        {
            var settings = Configuration(inputs).GetSection(Root).Get<GatewaySettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
            var errors = SettingsValidator.Check(settings);
            return errors.Count == 0 ? (settings, UnknownVariables(inputs)) : throw new StartRefusedException(errors);
        }
        catch (HoconException cause)
        {
            throw new StartRefusedException([.. cause.Problems.Select(problem => problem.ToString())], cause);
        }
        catch (InvalidOperationException cause)
        {
            // The binder's own message names the key, and its inner one what was wrong with the value.
            throw new StartRefusedException([$"{cause.Message} {cause.InnerException?.Message}"], cause);
        }
    }

    static IConfigurationRoot Configuration(StartInputs inputs) => new ConfigurationBuilder()
        .AddHocon(source =>
        {
            source.Layers.Add(new HoconLayer.File(Path.Combine(AppContext.BaseDirectory, "hocon", "luthien.conf")));
            if (inputs.Variable(ConfigVariable) is { } file)
                source.Layers.Add(new HoconLayer.File(file));
            source.Options = new HoconOptions { Environment = inputs.Variable };
            source.Schema = HoconSchema.Of<GatewaySettings>(Root);
        })
        .AddCommandLine([.. inputs.Arguments])
        .Build();

    static List<string> UnknownVariables(StartInputs inputs) =>
    [
        .. from name in inputs.Environment.Keys
           where name.StartsWith(VariablePrefix, StringComparison.Ordinal) && name != ConfigVariable
           orderby name
           select $"The environment variable {name} is not known to the gateway; hocon/luthien.conf names the ones that are.",
    ];
}
