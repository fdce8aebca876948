using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Verbs;

namespace LuthienProxy.Cli.Shell;

/// <summary><c>watch 2s actor mailboxes</c>: a line again and again, in place, until Ctrl+C or until it fails.</summary>
sealed class Watch(CommandLine commands, Screen screen, TimeProvider time)
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a line once, or again and again where it begins with <c>watch</c> and a time.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var at = commands.WatchIn(words);
        if (at < 0 || words.Contains("--help"))
            return await commands.RunAsync(words, screen, cancellation);
        if (words.Count < at + 3 || Durations.Parse(words[at + 1]) is not { } every || every < Shortest)
        {
            screen.Remark($"Say how often (at least {Shortest.TotalMilliseconds} ms) and what: watch 2s actor mailboxes");
            return ExitCode.Usage;
        }
        return await InPlace.RunAsync(screen, every, time, page => commands.RunAsync([.. words.Take(at), .. words.Skip(at + 2)], page, cancellation), cancellation);
    }
}
