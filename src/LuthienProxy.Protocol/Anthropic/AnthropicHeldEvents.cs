using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>
/// Events of blocks that began while another was open. They wait until that one ends, so that an upstream's interleaved blocks lose nothing
/// (A3); bounded, so that one that never ends cannot hold the answer in memory.
/// </summary>
sealed class AnthropicHeldEvents
{
    const int MaxEvents = 1024;
    const int MaxBytes = 1 << 20;

    readonly HashSet<BlockId> _blocks = [];
    List<(ResponseEvent Event, AnthropicFrame? Whole)> _events = [];
    int _bytes;

    /// <summary>Whether the next event would be one too many.</summary>
    public bool IsFull => _events.Count >= MaxEvents || _bytes >= MaxBytes;

    /// <summary>Whether the block waits here.</summary>
    public bool Holds(BlockId block) => _blocks.Contains(block);

    /// <summary>Keeps an event; <paramref name="whole"/> is its frame where that can leave as it came.</summary>
    public void Add(BlockId block, ResponseEvent held, AnthropicFrame? whole)
    {
        _blocks.Add(block);
        _events.Add((held, whole));
        _bytes += whole?.Data.Length ?? (held as BlockDelta)?.Text.Length ?? 0;
    }

    /// <summary>Gives everything back, oldest first.</summary>
    public List<(ResponseEvent Event, AnthropicFrame? Whole)> TakeAll()
    {
        var all = _events;
        _events = [];
        _blocks.Clear();
        _bytes = 0;
        return all;
    }
}
