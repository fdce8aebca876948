namespace LuthienProxy.Protocol.Conversation;

/// <summary>Which value of its block a delta appends to.</summary>
public enum DeltaKind
{
    /// <summary>Text of a Text, Thinking or Refusal block.</summary>
    Text,

    /// <summary>A piece of a tool call's arguments: JSON text for functions, free text for custom tools.</summary>
    Arguments,

    /// <summary>A thinking block's signature or encrypted content: passed byte for byte or not at all.</summary>
    Signature,

    /// <summary>Something the model does not know, kept in <see cref="ResponseEvent.Origin"/> only.</summary>
    Opaque,
}
