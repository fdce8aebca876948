namespace LuthienProxy.Protocol.Conversation;

/// <summary>Token counts as the provider reports them; cumulative, the last report counts.</summary>
/// <param name="Usage">The counts.</param>
public sealed record UsageReported(TokenUsage Usage) : ResponseEvent;
