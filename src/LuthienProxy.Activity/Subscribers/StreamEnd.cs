namespace LuthienProxy.Activity.Subscribers;

/// <summary>Why a subscriber's stream ended.</summary>
public enum StreamEnd
{
    /// <summary>The subscriber left.</summary>
    Left,

    /// <summary>The node stops: everything that happened was sent.</summary>
    Stopped,

    /// <summary>The subscriber took nothing for too long; its connection must be cut.</summary>
    Stalled,
}
