namespace LuthienProxy.Pipeline.Recording;

/// <summary>Whether bodies are recorded whole; readiness shows it. Thread-safe.</summary>
public interface IRecordingHealth
{
    /// <summary>Whether recording keeps hashes and sizes only, because too many calls were over its limits. Ends by itself after a quiet window.</summary>
    bool IsDegraded { get; }

    /// <summary>Why, in words for people; null when it is not degraded.</summary>
    string? Reason { get; }
}
