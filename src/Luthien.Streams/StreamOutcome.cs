namespace Luthien.Streams;

/// <summary>How a run ended, seen from its sink. A closed choice: match it with a <c>switch</c>.</summary>
public abstract record StreamOutcome
{
    StreamOutcome()
    {
    }

    /// <summary>The sink saw the end of the stream.</summary>
    public sealed record Completed : StreamOutcome
    {
        internal static Completed Instance { get; } = new();
    }

    /// <summary>The sink was told of a failure, or failed itself.</summary>
    /// <param name="Cause">The first failure.</param>
    public sealed record Failed(Exception Cause) : StreamOutcome;

    /// <summary>The sink stopped before the end and without failing.</summary>
    /// <param name="Cause">Why it stopped, as told to the source.</param>
    public sealed record Cancelled(Exception Cause) : StreamOutcome;
}
