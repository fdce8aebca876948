using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary>Reads settings as the gateway does at its start.</summary>
static class Reading
{
    public static GatewaySettings Of(params (string Name, string Value)[] variables) =>
        SettingsReader.Read(Inputs([], variables)).Settings;

    public static GatewaySettings OfFile(string path) => Of((SettingsReader.ConfigVariable, path));

    /// <summary>Why the gateway refuses to start.</summary>
    public static IReadOnlyList<string> Refusal(params (string Name, string Value)[] variables) =>
        Should.Throw<StartRefusedException>(() => Of(variables)).Reasons;

    public static StartInputs Inputs(string[] arguments, params (string Name, string Value)[] variables) =>
        new(arguments, variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
