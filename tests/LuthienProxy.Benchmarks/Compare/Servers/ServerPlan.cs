namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>How a server process is started.</summary>
/// <param name="Command">For the shell.</param>
/// <param name="Environment">Variables that it gets besides ours.</param>
sealed record ServerPlan(string Command, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Header lines that a request for a path must carry beside the usual ones, each with its end.</summary>
    public Func<string, string> Headers { get; init; } = _ => "";

    /// <summary>Words that stand in its answers and not in the upstream's; empty where it changes nothing.</summary>
    public string PutIn { get; init; } = "";

    public static readonly string Dotnet = System.Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>This program under another verb.</summary>
    public static ServerPlan Verb(string verb, int port, string more = "") => new(
        $"{Dotnet} {typeof(ServerPlan).Assembly.Location} {verb} {port} {more}",
        // What a web application gets by default: this program is none.
        new Dictionary<string, string> { ["DOTNET_gcServer"] = "1" });
}
