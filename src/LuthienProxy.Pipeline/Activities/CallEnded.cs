using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Activities;

/// <summary>A call has ended. Its type names how: <c>transaction.completed</c>, <c>.blocked</c>, <c>.failed</c>, <c>.cancelled</c> or <c>.interrupted</c>.</summary>
public sealed record CallEnded : CallEvent
{
    const int LongestText = 500;

    /// <inheritdoc/>
    public override string Type => State switch
    {
        TransactionState.Completed => "transaction.completed",
        TransactionState.Blocked => "transaction.blocked",
        TransactionState.Failed => "transaction.failed",
        TransactionState.Cancelled => "transaction.cancelled",
        _ => "transaction.interrupted",
    };

    /// <summary>The terminal state.</summary>
    public required TransactionState State { get; init; }

    /// <summary>The HTTP status that the client saw; null when it saw none.</summary>
    public int? Status { get; init; }

    /// <summary>The whole call, in milliseconds.</summary>
    public required double DurationMs { get; init => field = Math.Round(value, 1); }

    /// <summary>To the upstream's first byte, in milliseconds; null without one.</summary>
    public double? TimeToFirstByteMs { get; init => field = value is { } time ? Math.Round(time, 1) : null; }

    /// <summary>The provider's token counts; null where unknown.</summary>
    public TokenUsage? Tokens { get; init; }

    /// <summary>Why the model stopped, in the provider's own word.</summary>
    public string? StopReason { get; init => field = EventText.CutOrNull(value, LongestText); }

    /// <summary>The error's code, where the call ended with one.</summary>
    public string? ErrorCode { get; init => field = EventText.CutOrNull(value, LongestText); }

    /// <summary>The error as the client was told it.</summary>
    public string? Error { get; init => field = EventText.CutOrNull(value, LongestText); }

    /// <summary>Bytes that the client's transport accepted.</summary>
    public required long BytesDelivered { get; init; }
}
