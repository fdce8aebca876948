namespace LuthienProxy.Host.Replays;

/// <summary>How what would have been differs from what it is compared with.</summary>
enum ReplayChange
{
    /// <summary>Not at all.</summary>
    Same,

    /// <summary>What was not stopped would be.</summary>
    WouldBlock,

    /// <summary>What went on as it came would go on changed.</summary>
    WouldChange,

    /// <summary>The verdict is the same, and what goes upstream or to the client is not.</summary>
    WouldDiffer,

    /// <summary>What was stopped would not be.</summary>
    WouldNoLongerBlock,

    /// <summary>What was changed would go on as it came.</summary>
    WouldNoLongerChange,

    /// <summary>It cannot be said; the gaps say why.</summary>
    Unknown,
}
