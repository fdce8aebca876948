using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Shell;

namespace LuthienProxy.Cli.Tests.Support;

/// <summary>Somebody who types lines at a node, and what comes back.</summary>
sealed class Typed
{
    readonly StringWriter _output = new();
    readonly StringWriter _errors = new();
    readonly Dictionary<string, string> _variables = [];

    public Typed(string? at = null, string? directory = null)
    {
        if (at is not null)
            _variables[Surroundings.At] = at;
        var surroundings = new Surroundings(_variables.GetValueOrDefault, directory ?? "/nowhere");
        Screen = new Screen(_output, _errors);
        Commands = new CommandLine(surroundings, Screen, Time);
    }

    /// <summary>What answered.</summary>
    public string Output => _output.ToString();

    /// <summary>What was remarked beside it.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Where it comes: without a terminal, unless a test makes it one.</summary>
    public Screen Screen { get; set; }

    /// <summary>The commands.</summary>
    public CommandLine Commands { get; }

    /// <summary>The clock of ages.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>Sets a variable of the environment.</summary>
    public Typed With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    /// <summary>Types a line; the exit code.</summary>
    public Task<int> RunAsync(string line, CancellationToken cancellation = default) =>
        new Watch(Commands, Screen, Time).RunAsync([.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line)], cancellation);
}
