using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Publishing;

/// <summary>How far a running call has come; told at most once per call and interval.</summary>
sealed record CallProgressed : CallEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.Progress;

    /// <summary>Bytes of the answer so far.</summary>
    public required long Bytes { get; init; }

    /// <summary>Events of the answer so far.</summary>
    public required long Deltas { get; init; }

    /// <summary>Since the call was taken, in milliseconds.</summary>
    public required double ElapsedMs { get; init => field = Math.Round(value); }
}
