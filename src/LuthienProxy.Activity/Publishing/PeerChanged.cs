using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Publishing;

/// <summary>Nothing comes from another node any more though it did not say that it stops, or something comes again. Each node tells what it sees itself.</summary>
sealed record PeerChanged : ActivityEvent
{
    /// <inheritdoc/>
    public override string Type => IsLost ? EventTypes.PeerLost : EventTypes.PeerFound;

    /// <summary>The other node's name.</summary>
    public required string Peer { get; init; }

    /// <summary>Whether nothing comes any more.</summary>
    public required bool IsLost { get; init; }
}
