namespace LuthienProxy.Protocol.Conversation;

/// <summary>The answer is whole: the format's terminator was read. Terminal, nothing follows.</summary>
public sealed record ResponseCompleted : ResponseEvent;
