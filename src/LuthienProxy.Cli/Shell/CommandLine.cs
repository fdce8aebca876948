using System.CommandLine;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Verbs;

namespace LuthienProxy.Cli.Shell;

/// <summary>All nouns and verbs, and how a line of them is run. A session runs one line after the other.</summary>
sealed class CommandLine
{
    readonly Surroundings _surroundings;
    readonly TimeProvider _time;
    readonly RootCommand _root;
    Screen _screen;

    public CommandLine(Surroundings surroundings, Screen screen, TimeProvider time)
    {
        (_surroundings, _screen, _time) = (surroundings, screen, time);
        var verb = new Verb(Open);
        _root = new RootCommand("Looks into a running LuthienProxy and changes what it does. Without a command: an interactive shell.")
        {
            new ActorVerbs(verb).Noun(), new TransactionVerbs(verb).Noun(), new PolicyVerbs(verb).Noun(), new JournalVerbs(verb).Noun(), new EventVerbs(verb).Noun(),
        };
        foreach (var noun in new SystemVerbs(verb).Nouns())
            _root.Subcommands.Add(noun);
        foreach (var option in GlobalOptions.All)
            _root.Options.Add(option);
    }

    /// <summary>Understands a line.</summary>
    public ParseResult Parse(IReadOnlyList<string> words) => _root.Parse(words);

    /// <summary>What could stand at the end of this line.</summary>
    public IReadOnlyList<string> Completions(string line) => [.. _root.Parse(line).GetCompletions(line.Length).Select(completion => completion.Label).Where(label => !label.StartsWith('/')).Distinct(StringComparer.Ordinal)];

    /// <summary>The gateway that a line speaks of.</summary>
    public NodeAddress AddressOf(ParseResult line)
    {
        var text = line.GetValue(GlobalOptions.At) ?? _surroundings.DefaultAddress;
        return NodeAddress.Parse(text) ?? throw new PbmException(ExitCode.Usage, $"'{text}' is no address: say unix:PATH, host:port or http://host:port.");
    }

    /// <summary>Runs a line; what goes wrong is told, and is the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> words, Screen screen, CancellationToken cancellation)
    {
        _screen = screen;
        var line = Parse(words);
        try
        {
            var code = await line.InvokeAsync(new InvocationConfiguration { Output = screen.Out, Error = screen.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
            return line.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (PbmException told)
        {
            await screen.Error.WriteLineAsync(PlainText.Line(told.Message));
            return told.ExitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl+C ends what goes on for ever, as it is meant to.
            return ExitCode.Ok;
        }
    }

    Session Open(ParseResult line) => new(
        new NodeClient(AddressOf(line), _surroundings.ReadToken(line.GetValue(GlobalOptions.TokenFile)), line.GetValue(GlobalOptions.Timeout), $"pbm ({System.Environment.UserName})"),
        _screen with { IsJson = line.GetValue(GlobalOptions.Json) }, _time);
}
