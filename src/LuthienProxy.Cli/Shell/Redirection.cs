namespace LuthienProxy.Cli.Shell;

/// <summary>A line whose output goes to a file: <c>… &gt; file</c>, or <c>… &gt;&gt; file</c> at its end, with or without the space.</summary>
/// <param name="Words">The line without it.</param>
/// <param name="File">Where to.</param>
/// <param name="Appends">Whether what is there stays.</param>
sealed record Redirection(IReadOnlyList<string> Words, string File, bool Appends)
{
    /// <summary>Null for a line without one.</summary>
    public static Redirection? Of(IReadOnlyList<string> words) => words switch
    {
        [.., ">" or ">>", var file] => new([.. words.SkipLast(2)], file, words[^2] == ">>"),
        [.., ['>', '>', _, ..] last] => new([.. words.SkipLast(1)], last[2..], Appends: true),
        [.., ['>', not '>', ..] last] => new([.. words.SkipLast(1)], last[1..], Appends: false),
        _ => null,
    };

    /// <summary>Opens the file.</summary>
    public StreamWriter Open() => new(File, Appends);
}
