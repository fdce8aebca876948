namespace Luthien.Streams;

/// <summary>What the stages behind a concatenation see above them: two sources, one after the other.</summary>
sealed class JoinedUpstream(StreamRun run) : Upstream(run)
{
    internal Upstream First { get; set; } = null!;

    internal Upstream Second { get; set; } = null!;

    internal override bool IsCancelled => (SecondStarted ? Second : First).IsCancelled;

    internal bool SecondStarted { get; set; }

    internal override void Cancel(Exception cause)
    {
        First.Cancel(cause);
        Second.Cancel(cause);
    }

    // Whichever of the two is not over yet hears of it: a source that has not begun will end at once when it does.
    internal override bool End(Stage? at, Exception? failure) => First.End(at, failure) || Second.End(at, failure);
}
