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
    readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal) { ["HOME"] = "~", ["IFS"] = " " };
    int _depth;

    /// <summary>All commands, those of nested scripts and substitutions included.</summary>
    public IReadOnlyList<ShellCommand> Commands => _commands;

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
        var tokens = new ShellLexer(script, this).Read();
        foreach (var pipe in Pipes(tokens))
            ReadPipe(pipe);
        _depth--;
    }

    /// <summary>Whether a word is <c>NAME=value</c>.</summary>
    public static bool IsAssignment(string word) =>
        word.IndexOf('=') is > 0 and var sign && !char.IsAsciiDigit(word[0]) && word.Take(sign).All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Remembers a variable that the script sets.</summary>
    public void Assign(string word)
    {
        if (IsAssignment(word))
            _variables[word[..word.IndexOf('=')]] = word[(word.IndexOf('=') + 1)..];
    }

    /// <summary>What stands for a variable: its value where the script itself set it, what it falls back to, else its name again, with the dollar sign.</summary>
    public string Value(string expression)
    {
        var nameLength = expression.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_').Count();
        var (name, rest) = (expression[..nameLength], expression[nameLength..]);
        if (_variables.TryGetValue(name, out var value))
            return value;
        if (rest.StartsWith(":-", StringComparison.Ordinal) || rest.StartsWith(":=", StringComparison.Ordinal))
            return rest[2..];
        return nameLength == 0 ? "" : "$" + name;
    }

    /// <summary>What stands for a command's output: itself where it only prints, else <see cref="Unknown"/>. The command is read either way.</summary>
    public string Substitute(string script)
    {
        var from = _commands.Count;
        Read(script);
        var made = _commands.Skip(from).ToList();
        return made.Count > 0 && ShellOutput.Of(made[^1]) is { } output ? output : Unknown;
    }

    // Lists of commands between operators that end one; each list is a pipe.
    static IEnumerable<List<List<ShellToken>>> Pipes(List<ShellToken> tokens)
    {
        var pipe = new List<List<ShellToken>> { new() };
        foreach (var token in tokens)
            if (token is { IsOperator: true, Text: "|" or "|&" })
                pipe.Add([]);
            else if (token is { IsOperator: true, Text: ";" or ";;" or "&" or "&&" or "||" or "(" or ")" })
            {
                yield return pipe;
                pipe = [new()];
            }
            else
                pipe[^1].Add(token);
        yield return pipe;
    }

    void ReadPipe(List<List<ShellToken>> pipe)
    {
        var names = ImmutableArray<string>.Empty;
        string? flowing = null;
        foreach (var (index, tokens) in pipe.Index())
        {
            if (Assemble(tokens) is not { } raw)
                continue;
            var command = ShellWrappers.Unwrapped(raw) with { IsPiped = index > 0, PipedFrom = names };
            if (flowing is not null && command.Input.Length == 0)
                command = command with { Input = flowing };
            Add(command);
            flowing = ShellOutput.Of(command);
            names = names.Add(command.Name);
        }
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
        while (words.Count > 0 && IsAssignment(words[0]))
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
        foreach (var script in ShellNesting.ScriptsOf(command))
            Read(script);
    }
}
