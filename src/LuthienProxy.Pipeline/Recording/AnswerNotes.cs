using System.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>What the events of an answer say about it: stop reason, token counts, and the text that search finds it by. Belongs to the call's flow.</summary>
sealed class AnswerNotes(bool keepsText)
{
    /// <summary>The most text kept for search, in UTF-16 units: some 50,000 words. The answer itself is on record whole.</summary>
    const int MostText = 256 * 1024;

    StringBuilder? _text;

    /// <summary>Why the model stopped, in the provider's word; of parallel answers the first one's.</summary>
    public string? StopReason { get; private set; }

    /// <summary>The token counts, later reports over earlier ones.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Text, thinking, tool names and arguments in their order, blocks apart by a line break; null when there was none. It is not kept here any longer.</summary>
    public string? TakeText()
    {
        var text = _text is { Length: > 0 } ? _text.ToString() : null;
        _text = null;
        return text;
    }

    /// <summary>Bytes of memory that hold the text. Any thread may read it; it may lag.</summary>
    public long HeldBytes => sizeof(char) * (_text?.Capacity ?? 0);

    public void Take(ResponseEvent next)
    {
        switch (next)
        {
            case BlockDelta { Kind: DeltaKind.Text or DeltaKind.Arguments } delta:
                Append(delta);
                break;
            case BlockStarted started:
                BeginBlock(started.Tool);
                break;
            case ChoiceStopped stopped:
                StopReason ??= stopped.Reason.Wire;
                break;
            case UsageReported reported:
                Usage = Merge(Usage, reported.Usage);
                break;
        }
    }

    void Append(BlockDelta delta)
    {
        if (!keepsText || _text is { Length: >= MostText })
            return;
        _text ??= new();
        delta.AppendTo(_text, MostText - _text.Length);
    }

    void BeginBlock(ToolCallHead? tool)
    {
        if (!keepsText)
            return;
        if (_text is { Length: > 0 and < MostText })
            _text.Append('\n');
        if (tool is not null)
            (_text ??= new()).Append(tool.Name).Append(' ');
    }

    static TokenUsage Merge(TokenUsage? earlier, TokenUsage later) => earlier is null ? later : new()
    {
        Input = later.Input ?? earlier.Input,
        Output = later.Output ?? earlier.Output,
        CacheRead = later.CacheRead ?? earlier.CacheRead,
        CacheCreation = later.CacheCreation ?? earlier.CacheCreation,
        Reasoning = later.Reasoning ?? earlier.Reasoning,
    };
}
