using System.Collections.Immutable;

namespace LuthienProxy.Policies.Shell;

/// <summary>One command of a script, as a shell would run it: quotes, escapes, known variables and wrappers (<c>sudo</c>, <c>env</c>, …) are resolved. Immutable.</summary>
/// <param name="Words">The command's name and its arguments.</param>
/// <param name="Writes">The files that its output is sent to.</param>
/// <param name="Input">What it reads from a here-document, a here-string or the commands before it in a pipe, where that can be known; else empty.</param>
sealed record ShellCommand(ImmutableArray<string> Words, ImmutableArray<string> Writes, string Input)
{
    /// <summary>The command's name without its path, in small letters; empty when there is only a redirection.</summary>
    public string Name { get; } = Words.IsEmpty ? "" : Words[0][(Words[0].LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();

    /// <summary>Whether it reads what the command before it in a pipe writes.</summary>
    public bool IsPiped { get; init; }

    /// <summary>The names of the commands before it in its pipe.</summary>
    public ImmutableArray<string> PipedFrom { get; init; } = [];

    /// <summary>The directory that it runs in, where the script itself went there; else null.</summary>
    public string? Directory { get; init; }

    /// <summary>Whether it runs nowhere but there: it would not run at all if the script had not got there.</summary>
    public bool IsThereForSure { get; init; }

    /// <summary>The arguments.</summary>
    public IEnumerable<string> Arguments => Words.Skip(1);

    /// <summary>The arguments that are no options.</summary>
    public IEnumerable<string> Operands => Arguments.Where(word => word.Length > 0 && word[0] != '-');

    /// <summary>The same with other words.</summary>
    public ShellCommand With(ImmutableArray<string> words) =>
        new(words, Writes, Input) { IsPiped = IsPiped, PipedFrom = PipedFrom, Directory = Directory, IsThereForSure = IsThereForSure };

    /// <summary>The paths that a word may mean: as it stands, and in the directory that the script went to.</summary>
    public IEnumerable<string> PathsOf(string word)
    {
        if (Directory is null || word.Length == 0 || word[0] is '/' or '~' or '$')
            return [word];
        var there = Directory.TrimEnd('/') + "/" + word;
        return IsThereForSure ? [there] : [word, there];
    }

    /// <summary>Whether a short option is given, by itself or among others (<c>-rf</c>), or its long form.</summary>
    public bool Has(char shortOption, string? longOption = null) => Arguments.Any(word =>
        (word.Length > 1 && word[0] == '-' && word[1] != '-' && word.Contains(shortOption))
        || (longOption is not null && word.StartsWith("--", StringComparison.Ordinal) && word.Length > 3 && longOption.StartsWith(word.Split('=')[0], StringComparison.Ordinal)));
}
