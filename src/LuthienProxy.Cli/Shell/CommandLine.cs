using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Verbs;

namespace LuthienProxy.Cli.Shell;

/// <summary>All nouns and verbs, and how a line of them is run. A session runs one line after the other.</summary>
sealed partial class CommandLine
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
            new ActorVerbs(verb).Noun(), new TransactionVerbs(verb).Noun(), new StreamVerbs(verb).Noun(), new DeadLetterVerbs(verb).Noun(), new StatsVerbs(verb).Noun(), new PolicyVerbs(verb).Noun(),
            new JournalVerbs(verb).Noun(), new EventVerbs(verb).Noun(), new LogVerbs(verb).Noun(), new ReplayVerb(verb).Command(),
        };
        // Known to the help and to completion; Watch takes such lines apart before they come here.
        _root.Subcommands.Add(new Command("watch", "A line again and again, in place, until Ctrl+C: watch 2s actor top.") 
        {
            new Argument<string>("time") { Description = "How often, such as 2s or 500ms." }, new Argument<string[]>("line") { Description = "What, as it would be typed without watch." },
        });
        foreach (var noun in new SystemVerbs(verb).Nouns())
            _root.Subcommands.Add(noun);
        // A line that says nothing; pbm without a command is the shell's.
        _root.SetAction(line => Misunderstood(line, _screen));
        foreach (var option in GlobalOptions.All)
            _root.Options.Add(option);
    }

    /// <summary>Understands a line.</summary>
    public ParseResult Parse(IReadOnlyList<string> words) => _root.Parse(words);

    /// <summary>Where <c>watch</c> stands in a line that begins with it, whatever options are before it; -1 for other lines.</summary>
    public int WatchIn(IReadOnlyList<string> words)
    {
        var at = words.TakeWhile(word => word != "watch").Count();
        at = at < words.Count ? at : -1;
        return at > 0 && (Parse([.. words.Take(at)]) is var before && (before.CommandResult != before.RootCommandResult || before.Errors.Count > 0)) ? -1 : at;
    }

    /// <summary>What could stand at the end of this line.</summary>
    public IReadOnlyList<string> Completions(string line)
    {
        var command = BeforeTheCommand().Replace(line, "");
        string[] all = [.. _root.Parse(command).GetCompletions(command.Length).Select(completion => completion.Label).Where(label => !label.StartsWith('/')).Distinct(StringComparer.Ordinal)];
        // Options hold everywhere: they are shown to whoever begins one, or where there is nothing else.
        string[] words = [.. all.Where(label => !label.StartsWith('-'))];
        return command.Split(' ')[^1].StartsWith('-') || words.Length == 0 ? all : words;
    }

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
        var isHelp = words is ["help", ..];
        var line = Parse(isHelp ? [.. words.Skip(1)] : words);
        if (isHelp ? line.UnmatchedTokens.Count > 0 : line.Action is ParseErrorAction)
            return Misunderstood(line, screen);
        line = isHelp ? Parse([.. words.Skip(1), "--help"]) : line;
        try
        {
            return await line.InvokeAsync(new InvocationConfiguration { Output = screen.Out, Error = screen.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
        }
        catch (PbmException told)
        {
            screen.Remark(told.Message);
            return told.ExitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    [GeneratedRegex(@"^\s*(watch\s+\S+|help)\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeforeTheCommand();

    static int Misunderstood(ParseResult line, Screen screen)
    {
        var command = line.CommandResult.Command;
        foreach (var error in line.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
            screen.Remark(error);
        if (command.Subcommands.Count > 0)
            screen.Remark($"There are: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}");
        screen.Remark($"More: pbm help {string.Join(' ', PathOf(line.CommandResult))}".TrimEnd());
        return ExitCode.Usage;
    }

    static IEnumerable<string> PathOf(SymbolResult? result) =>
        result is CommandResult { Command: not RootCommand } command ? PathOf(command.Parent).Append(command.Command.Name) : [];

    Session Open(ParseResult line, bool needsKey)
    {
        var address = AddressOf(line);
        var key = needsKey ? _surroundings.ReadToken(line.GetValue(GlobalOptions.TokenFile), address) : null;
        var hasColours = _screen.HasColours && !line.GetValue(GlobalOptions.NoColor) && _surroundings.Variable(Surroundings.NoColor) is null or "";
        return new(
            new NodeClient(address, key, GlobalOptions.TimeoutOf(line), $"pbm ({System.Environment.UserName})"),
            _screen with { IsJson = line.GetValue(GlobalOptions.Json), HasColours = hasColours }, _time);
    }
}
