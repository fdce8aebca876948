using System.Collections.Immutable;
using System.Text;

namespace LuthienProxy.Policies.Shell;

/// <summary>Reads one script and what is nested in it. The state of one reading; not thread-safe.</summary>
sealed class ShellReading
{
    const int MostCommands = 1000;
    const int MostDepth = 8;
    const int MostCharacters = 256 * 1024;

    /// <summary>What stands for a command's output that cannot be known.</summary>
    public const string Unknown = "$(?)";

    readonly List<ShellCommand> _commands = [];
    // What the script itself wrote: it may run it afterwards.
    readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    string? _directory;
    bool _isThereForSure;
    int _depth;

    /// <summary>All commands, those of nested scripts and substitutions included.</summary>
    public IReadOnlyList<ShellCommand> Commands => _commands;

    /// <summary>The functions that it defines.</summary>
    public HashSet<string> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>The variables that it sets.</summary>
    public ShellVariables Variables { get; } = new();

    /// <summary>Whether it was too large or too deep to be read to its end.</summary>
    public bool IsTooComplex { get; private set; }

    public void Read(string script)
    {
        if (_depth >= MostDepth || script.Length > MostCharacters || _commands.Count >= MostCommands)
        {
            IsTooComplex = true;
            return;
        }
        _depth++;
        foreach (var pipe in ShellPipe.Of(new ShellLexer(script, this).Read(), Functions))
            ReadPipe(pipe);
        _depth--;
    }

    /// <summary>What stands for a variable.</summary>
    public string Value(string expression) => Variables.Of(expression, fallBack => new ShellLexer(fallBack, this).Expanded());

    /// <summary>What stands for a command's output: itself where it only prints, else <see cref="Unknown"/>. The command is read either way.</summary>
    public string Substitute(string script)
    {
        var from = _commands.Count;
        Read(script);
        return _commands.Count > from && ShellOutput.Of(_commands[^1]) is { } output ? output : Unknown;
    }

    void ReadPipe(ShellPipe pipe)
    {
        var names = ImmutableArray<string>.Empty;
        string? flowing = null;
        foreach (var (index, tokens) in pipe.Commands.Index())
        {
            if (Assemble(tokens) is not { } raw)
                continue;
            var piped = new ShellCommand(raw.Words, raw.Writes, raw.Input.Length == 0 ? flowing ?? "" : raw.Input)
            {
                IsPiped = index > 0,
                PipedFrom = names,
                Directory = _directory,
                IsThereForSure = _isThereForSure,
            };
            var command = ShellWrappers.Unwrapped(piped);
            Add(command);
            flowing = ShellOutput.Of(command);
            names = names.Add(command.Name);
            Remember(command, flowing);
            Go(command, pipe.End);
        }
        if (pipe.End == ")")
            (_directory, _isThereForSure) = (null, false);
    }

    static ShellCommand? Assemble(List<ShellToken> tokens)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var writes = ImmutableArray.CreateBuilder<string>();
        var input = new StringBuilder();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].IsOperator)
                words.Add(tokens[at].Text);
            else if (at + 1 < tokens.Count && !tokens[at + 1].IsOperator)
                Redirect(tokens[at].Text, tokens[++at].Text, writes, input);
        }
        while (words.Count > 0 && ShellVariables.IsAssignment(words[0]))
            words.RemoveAt(0);
        return words.Count + writes.Count + input.Length == 0 ? null : new(words.ToImmutable(), writes.ToImmutable(), input.ToString());
    }

    static void Redirect(string sign, string target, ImmutableArray<string>.Builder writes, StringBuilder input)
    {
        if (sign is "<<" or "<<-" or "<<<")
            input.Append(target);
        else if (sign.Contains('>'))
            writes.Add(target);
    }

    void Add(ShellCommand command)
    {
        _commands.Add(command);
        if (WithoutUnknown(command) is { } other)
            AddNested(other);
        foreach (var script in ShellNesting.ScriptsOf(command, _written))
            Read(script);
        // A function may run what it is given.
        if (command.Words is [var name, _, ..] && Functions.Contains(name))
            AddNested(ShellWrappers.Unwrapped(command.With(command.Words[1..])));
    }

    void AddNested(ShellCommand command)
    {
        _commands.Add(command);
        foreach (var script in ShellNesting.ScriptsOf(command, _written))
            Read(script);
    }

    // A variable that is set elsewhere may be empty, and then the next word is the command: $X rm, r${X}m.
    static ShellCommand? WithoutUnknown(ShellCommand command)
    {
        if (command.Words is not [var first, ..] || !first.Contains('$') || first.Contains(Unknown, StringComparison.Ordinal))
            return null;
        var words = command.Words.Select((word, at) => (Word: WithoutVariables(word), IsFirst: at == 0)).SkipWhile(word => word.Word.Length == 0).Select(word => word.Word);
        return ShellWrappers.Unwrapped(command.With([.. words]));
    }

    static string WithoutVariables(string word)
    {
        var plain = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length; at++)
            if (word[at] == '$' && at + 1 < word.Length && word[at + 1] == '{' && word.IndexOf('}', at) is > 0 and var end)
                at = end;
            else
                plain.Append(word[at]);
        return plain.ToString();
    }

    void Remember(ShellCommand command, string? output)
    {
        var targets = command.Name == "tee" ? command.Writes.AddRange(command.Operands) : command.Writes;
        foreach (var target in targets)
            _written[Plain(target)] = _written.GetValueOrDefault(Plain(target), "") + (output ?? command.Input) + (command.Name == "printf" ? "" : "\n");
    }

    void Go(ShellCommand command, string end)
    {
        if (command.Name is not ("cd" or "pushd"))
            return;
        var target = command.Arguments.FirstOrDefault(word => word is "-" or [not '-', ..]) ?? "~";
        var isKnown = !target.Contains(Unknown, StringComparison.Ordinal) && !target.Contains('$') && target != "-";
        _directory = isKnown ? (target[0] is '/' or '~' || _directory is null ? target : _directory.TrimEnd('/') + "/" + target) : null;
        _isThereForSure = isKnown && end == "&&";
    }

    /// <summary>A path as the script's own files are known by.</summary>
    public static string Plain(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
}
