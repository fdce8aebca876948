namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>How a server process is started.</summary>
/// <param name="Command">For the shell.</param>
/// <param name="Environment">Variables that it gets besides ours.</param>
sealed record ServerPlan(string Command, IReadOnlyDictionary<string, string> Environment)
{
    public static readonly string Dotnet = System.Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>This program under another verb.</summary>
    public static ServerPlan Verb(string verb, int port, string more = "") => new(
        $"{Dotnet} {typeof(ServerPlan).Assembly.Location} {verb} {port} {more}",
        // What a web application gets by default: this program is none.
        new Dictionary<string, string> { ["DOTNET_gcServer"] = "1" });
}
