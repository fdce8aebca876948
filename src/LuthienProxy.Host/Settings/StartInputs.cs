using System.Collections;

namespace LuthienProxy.Host.Settings;

/// <summary>Everything from outside that decides how the gateway starts: so a test can start two that differ.</summary>
/// <param name="Arguments">The command line: <c>--luthien:server:port=9000</c>.</param>
/// <param name="Environment">The environment variables; empty ones count as absent, because compose files set what <c>.env</c> leaves open.</param>
sealed record StartInputs(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Those of this process.</summary>
    public static StartInputs OfProcess(string[] arguments) => new(
        arguments,
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal));

    /// <summary>The variable's value; null when it is absent or empty.</summary>
    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
