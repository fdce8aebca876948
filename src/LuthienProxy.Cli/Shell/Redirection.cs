namespace LuthienProxy.Cli.Shell;

/// <summary>A line whose output goes to a file: <c>… &gt; file</c>, or <c>… &gt;&gt; file</c> at its end.</summary>
/// <param name="Words">The line without it.</param>
/// <param name="File">Where to.</param>
/// <param name="Appends">Whether what is there stays.</param>
sealed record Redirection(IReadOnlyList<string> Words, string File, bool Appends)
{
    /// <summary>Null for a line without one.</summary>
    public static Redirection? Of(IReadOnlyList<string> words) =>
        words is [.., ">" or ">>", _] ? new([.. words.SkipLast(2)], words[^1], words[^2] == ">>") : null;

    /// <summary>Opens the file.</summary>
    public StreamWriter Open() => new(File, Appends);
}
