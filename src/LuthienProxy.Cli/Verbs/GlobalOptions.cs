using System.CommandLine;
using System.CommandLine.Parsing;
using LuthienProxy.Cli.Connection;

namespace LuthienProxy.Cli.Verbs;

/// <summary>What every verb takes.</summary>
static class GlobalOptions
{
    const double LongestSeconds = 600;

    /// <summary>Where the gateway is.</summary>
    public static Option<string?> At { get; } = new("--at") { Description = $"Where the gateway is: unix:PATH, host:port or an address; otherwise {Surroundings.At}, then data/pbm.sock, then 127.0.0.1:{NodeAddress.DefaultPort}.", HelpName = "address", Recursive = true };

    /// <summary>The file that holds the admin key.</summary>
    public static Option<string?> TokenFile { get; } = new("--token-file") { Description = $"A file with the admin key; otherwise {Surroundings.Token}, then data/admin-key.", HelpName = "file", Recursive = true };

    /// <summary>Whether a program reads the output.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write answers as the gateway gives them, one JSON document a line.", Recursive = true };

    /// <summary>Whether a terminal stays without colours.</summary>
    public static Option<bool> NoColor { get; } = new("--no-color") { Description = $"No colours; also when {Surroundings.NoColor} is set, or the output is no terminal.", Recursive = true };

    /// <summary>Whether a change is meant.</summary>
    public static Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Make the change without asking.", Recursive = true };

    /// <summary>How long the gateway may take to answer.</summary>
    public static Option<TimeSpan?> Timeout { get; } = new("--timeout") { Description = "How long the gateway may take to answer, such as 500ms or 1m; 5s unless said.", HelpName = "time", Recursive = true, CustomParser = result => Time(result) };

    /// <summary>How long the gateway may take to answer on this line.</summary>
    public static TimeSpan TimeoutOf(ParseResult line) => line.GetValue(Timeout) ?? TimeSpan.FromSeconds(5);

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [At, TokenFile, Json, NoColor, Yes, Timeout];

    /// <summary>Understands how long ago something was: <c>30s</c>, <c>5m</c>, <c>2h</c> or <c>7d</c>.</summary>
    public static TimeSpan? Ago(ArgumentResult result)
    {
        if (Durations.Parse(result.Tokens[^1].Value) is { } time && time > TimeSpan.Zero)
            return time;
        result.AddError($"'{result.Tokens[^1].Value}' is no time such as 30s, 5m, 2h or 7d.");
        return null;
    }

    /// <summary>Understands <c>500ms</c>, <c>30s</c>, <c>5m</c> and <c>2h</c>.</summary>
    public static TimeSpan Time(ArgumentResult result)
    {
        if (Durations.Parse(result.Tokens[^1].Value) is { } time && time > TimeSpan.Zero && time.TotalSeconds <= LongestSeconds)
            return time;
        result.AddError($"'{result.Tokens[^1].Value}' is no time such as 500ms, 5s or 2m, of at most {LongestSeconds} s.");
        return default;
    }
}
