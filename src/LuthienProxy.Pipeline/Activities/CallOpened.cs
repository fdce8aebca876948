using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Activities;

/// <summary>A call was taken.</summary>
public sealed record CallOpened : CallEvent
{
    const int LongestPath = 512;

    /// <inheritdoc/>
    public override string Type => "transaction.opened";

    /// <summary>The wire format's name.</summary>
    public required string Format { get; init; }

    /// <summary>A turn of an agent, an errand, or whatever else it is.</summary>
    public required CallKind Kind { get; init; }

    /// <summary>Whether the client asked for a stream.</summary>
    public required bool IsStream { get; init; }

    /// <summary>The path alone, without its query.</summary>
    public required string Path { get; init => field = EventText.Cut(value, LongestPath); }

    /// <summary>The policies that it runs under; null where none are.</summary>
    public CallPolicy? Policy { get; init; }
}
