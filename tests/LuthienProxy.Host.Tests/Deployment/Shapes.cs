using LuthienProxy.Fixtures.Deployment;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Tests.Settings;

namespace LuthienProxy.Host.Tests.Deployment;

/// <summary>The two shapes of a deployment, as somebody gets them who copied <c>.env.example</c> and set what is demanded.</summary>
static class Shapes
{
    public const string One = "docker-compose.yaml";
    public const string Several = "docker-compose.replicas.yaml";
    public const string Config = "hocon/container.conf";

    public static TheoryData<string> Both => [One, Several];

    /// <summary>A filled-in <c>.env</c>.</summary>
    public static Dictionary<string, string> Variables(string file)
    {
        var variables = ComposeFile.ExampleVariables();
        foreach (var (name, _) in ComposeFile.VariablesOf(file).Concat(ComposeFile.VariablesOf(One)).Where(variable => variable.Value))
            variables[name] = $"secret-of-{name.ToLowerInvariant().Replace('_', '-')}";
        return variables;
    }

    public static ComposeFile Read(string file) => ComposeFile.Read(file, Variables(file));

    /// <summary>The settings that a gateway of the file starts with.</summary>
    public static GatewaySettings SettingsOf(ComposeFile compose, string service) => Read(compose, service).Settings;

    /// <summary>What the gateway warns of at its start.</summary>
    public static IReadOnlyList<string> WarningsOf(ComposeFile compose, string service) => Read(compose, service).Warnings;

    /// <summary>A duration of a compose file, in seconds.</summary>
    public static TimeSpan Seconds(string? text) => TimeSpan.FromSeconds(int.Parse(text!.TrimEnd('s')));

    // The image's own variable: which file goes over the defaults.
    static (GatewaySettings Settings, IReadOnlyList<string> Warnings, SettingOrigins Origins) Read(ComposeFile compose, string service)
    {
        (string, string)[] variables =
            [.. compose.Environment(service).Select(entry => (entry.Key, entry.Value)), (SettingsReader.ConfigVariable, Path.Combine(House.Root, Config))];
        return SettingsReader.Read(Reading.Inputs([], variables));
    }
}
