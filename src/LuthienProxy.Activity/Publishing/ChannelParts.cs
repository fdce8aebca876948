using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity.Publishing;

/// <summary>How a node and the others hear each other.</summary>
/// <param name="Outbox">What goes to them.</param>
/// <param name="Heard">What comes from the channel, this node's own included.</param>
/// <param name="Peers">Which others are there.</param>
sealed record ChannelParts(Outbox Outbox, Intake<ReadOnlyMemory<byte>> Heard, Peers Peers);
