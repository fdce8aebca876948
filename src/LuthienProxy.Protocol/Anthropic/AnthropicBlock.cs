using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>The block that is being written, as far as the client has seen it.</summary>
sealed class AnthropicBlock
{
    List<BlockDelta>? _signature;

    public AnthropicBlock(BlockStarted started, AnthropicForm form)
    {
        Started = started;
        Form = form;
    }

    /// <summary>How it began.</summary>
    public BlockStarted Started { get; }

    /// <summary>What it is on the wire.</summary>
    public AnthropicForm Form { get; }

    /// <summary>Its index on the wire; -1 while its start is held back.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Whether the client knows of it.</summary>
    public bool IsWritten => Index >= 0;

    /// <summary>Whether any text was written to it.</summary>
    public bool HasText { get; set; }

    /// <summary>Whether thinking was written after the signature, so that the signature must be said again (A9).</summary>
    public bool IsSignatureStale { get; private set; }

    /// <summary>Whether a signature was written.</summary>
    public bool IsSigned => _signature is not null;

    /// <summary>The whole signature so far.</summary>
    public string Signature => string.Concat((_signature ?? []).Select(piece => piece.Text));

    /// <summary>Takes the next piece of the signature.</summary>
    public void Sign(BlockDelta piece)
    {
        (_signature ??= []).Add(piece);
        IsSignatureStale = false;
    }

    /// <summary>The signature was said again.</summary>
    public void Resigned() => IsSignatureStale = false;

    /// <summary>Text was written.</summary>
    public void Wrote()
    {
        HasText = true;
        IsSignatureStale = IsSigned;
    }
}
