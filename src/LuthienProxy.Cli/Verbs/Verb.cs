using System.CommandLine;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Makes the nouns and verbs of the command line.</summary>
/// <param name="open">Connects as the line's global options say, with the key or without.</param>
sealed class Verb(Func<ParseResult, bool, Session> open)
{
    /// <summary>A noun with its verbs.</summary>
    public static Command Noun(string name, string description, params IEnumerable<Command> verbs)
    {
        var noun = new Command(name, description);
        foreach (var verb in verbs)
            noun.Subcommands.Add(verb);
        return noun;
    }

    /// <summary>A verb with what it takes.</summary>
    public Command Of(string name, string description, VerbAction action, params Symbol[] takes) => Of(name, description, action, needsKey: true, takes);

    /// <summary>A verb that anybody may use, with what it takes.</summary>
    public Command WithoutKey(string name, string description, VerbAction action, params Symbol[] takes) => Of(name, description, action, needsKey: false, takes);

    Command Of(string name, string description, VerbAction action, bool needsKey, Symbol[] takes)
    {
        var verb = new Command(name, description);
        foreach (var symbol in takes)
        {
            if (symbol is Option option)
                verb.Options.Add(option);
            else
                verb.Arguments.Add((Argument)symbol);
        }
        verb.SetAction(async (line, cancellation) =>
        {
            var session = open(line, needsKey);
            using (session.Node)
                return await action(session, line, cancellation);
        });
        return verb;
    }
}
