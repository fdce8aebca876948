namespace LuthienProxy.Pipeline.Recording;

/// <summary>What is kept of bodies.</summary>
public enum JournalContent
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>Where a policy changed something, only what came out of it; of what went in, hash and size.</summary>
    Redacted,

    /// <summary>Hash and size.</summary>
    Hash,
}
