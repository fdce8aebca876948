namespace LuthienProxy.Protocol.Conversation;

/// <summary>Names one content block within one response. Decoders count from 0; the number says nothing about the wire index, which the emitter owns.</summary>
public readonly record struct BlockId(int Value);
