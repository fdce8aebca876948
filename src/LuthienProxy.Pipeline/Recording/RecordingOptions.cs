namespace LuthienProxy.Pipeline.Recording;

/// <summary>How calls are recorded. Defaults and their reasons stand in <c>hocon/luthien.conf</c> under <c>journal</c>.</summary>
public sealed record RecordingOptions
{
    /// <summary>Whether delivery waits for the record.</summary>
    public JournalMode Mode { get; init; } = JournalMode.Async;

    /// <summary>What is kept of bodies.</summary>
    public JournalContent Content { get; init; } = JournalContent.Full;

    /// <summary>The name of this gateway process in records; unique among those that share a database.</summary>
    public required string Node { get; init; }

    /// <summary>A segment is handed over when it holds this many bytes.</summary>
    public int SegmentBytes { get; init; } = 32 * 1024;

    /// <summary>… or when its first byte is this old.</summary>
    public TimeSpan SegmentDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many delivered bytes of one call may be off the record: beyond that, delivery waits for the journal's answer (<c>async</c> only).</summary>
    public int MaxUnacked { get; init; } = 256 * 1024;

    /// <summary>How many bytes of all calls together may be handed to the journal without its answer: beyond that, deliveries wait (<c>async</c> only).</summary>
    public long MaxBacklog { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many calls that have ended may be without the journal's answer: beyond that, deliveries wait (<c>async</c> only).</summary>
    public int MaxEnded { get; init; } = 1024;

    /// <summary>The most that one event keeps of a payload; what is larger becomes a typed marker.</summary>
    public int MaxEventBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most that one call keeps of payloads, all its events together.</summary>
    public long MaxTransactionBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>So many calls over a limit within <see cref="DegradeWindow"/> degrade recording to hashes and sizes; at least 1.</summary>
    public int DegradeAfter { get; init; } = 20;

    /// <summary>The window in which they are counted, and how long none may come until recording is whole again.</summary>
    public TimeSpan DegradeWindow { get; init; } = TimeSpan.FromMinutes(1);
}
