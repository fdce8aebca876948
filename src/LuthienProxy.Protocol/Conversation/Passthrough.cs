namespace LuthienProxy.Protocol.Conversation;

/// <summary>
/// A frame that means nothing to the conversation: pings, comments, unknown events, and a format's scaffolding around blocks.
/// Policies leave it alone; the emitter passes it on, renumbered, rebuilt or dropped as the blocks around it require.
/// </summary>
public sealed record Passthrough : ResponseEvent;
