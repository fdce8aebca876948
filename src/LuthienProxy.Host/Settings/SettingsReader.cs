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

    /// <summary>The file that comes with the program: every setting, its default, and why.</summary>
    public static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "hocon", "luthien.conf");

    /// <exception cref="StartRefusedException">The settings cannot be read or are not valid; every reason is named, with the place where it stands.</exception>
    public static (GatewaySettings Settings, IReadOnlyList<string> Warnings, SettingOrigins Origins) Read(StartInputs inputs)
    {
        try
        {
            var configuration = Configuration(inputs);
            var misfits = ValueCheck.Of(configuration.GetSection(Root)).ToList();
            var settings = Bind(Without(configuration, misfits));
            var problems = misfits.Concat(SettingsValidator.Check(settings)).ToList();
            return problems.Count == 0
                ? (settings, UnknownVariables(inputs), new SettingOrigins(configuration))
                : throw new StartRefusedException([.. problems.Select(problem => $"{Place(configuration, problem.Key)}: {Root}.{problem.Path} {problem.Text}")]);
        }
        catch (HoconException cause)
        {
            throw new StartRefusedException([.. cause.Problems.Select(problem => problem.ToString())], cause);
        }
        catch (InvalidOperationException cause)
        {
            // A key of the command line that no setting has; the binder's message names it.
            throw new StartRefusedException([cause.Message], cause);
        }
    }

    static IConfigurationRoot Configuration(StartInputs inputs) => new ConfigurationBuilder()
        .AddHocon(source =>
        {
            source.Layers.Add(new HoconLayer.File(Shipped));
            if (inputs.Variable(ConfigVariable) is { } file)
                source.Layers.Add(new HoconLayer.File(file));
            source.Options = new HoconOptions { Environment = inputs.Variable };
            source.Schema = HoconSchema.Of<GatewaySettings>(Root);
        })
        .AddCommandLine([.. inputs.Arguments.Select(AsBound)])
        .Build();

    /// <summary>Settings are spelled on the command line as in the file, and bound without dashes; names of upstreams belong into the file.</summary>
    static string AsBound(string argument)
    {
        var value = argument.IndexOf('=');
        return value > 0 && argument.StartsWith("--", StringComparison.Ordinal) ? "--" + argument[2..value].Replace("-", "") + argument[value..] : argument;
    }

    // What is of the wrong type is left out, so that the rest can be judged too.
    static IConfigurationRoot Without(IConfigurationRoot configuration, List<SettingProblem> misfits)
    {
        var keys = misfits.Select(problem => $"{Root}:{problem.Key}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return keys.Count == 0
            ? configuration
            : new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable().Where(entry => !keys.Contains(entry.Key))).Build();
    }

    static GatewaySettings Bind(IConfigurationRoot configuration) =>
        configuration.GetSection(Root).Get<GatewaySettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();

    /// <summary>Where a setting was written last; for one that is missing, the object that lacks it.</summary>
    static string Place(IConfigurationRoot configuration, string key)
    {
        for (var full = $"{Root}:{key}"; full.Length > 0; full = full[..Math.Max(full.LastIndexOf(':'), 0)])
        {
            foreach (var provider in configuration.Providers.Reverse())
            {
                if (provider is HoconConfigurationProvider hocon && hocon.OriginOf(full) is { } origin)
                    return origin.FileAndLine;
                if (provider is not HoconConfigurationProvider && provider.TryGet(full, out _))
                    return "command line";
            }
        }
        return "luthien.conf";
    }

    static List<string> UnknownVariables(StartInputs inputs) =>
    [
        .. from name in inputs.Environment.Keys
           where name.StartsWith(VariablePrefix, StringComparison.Ordinal) && name != ConfigVariable
           orderby name
           select $"The environment variable {name} is not known to the gateway; hocon/luthien.conf names the ones that are.",
    ];
}
