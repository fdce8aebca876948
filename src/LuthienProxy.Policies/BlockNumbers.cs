using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies;

/// <summary>Names for the blocks that a transaction's policies add: far above those that decoders count from 0. Thread-safe.</summary>
sealed class BlockNumbers
{
    const int First = 1_000_000_000;

    int _next = First - 1;

    public BlockId Next() => new(Interlocked.Increment(ref _next));
}
