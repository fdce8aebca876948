namespace Luthien.Streams;

/// <summary>The far side of a buffer. An element that is being handled downstream does not count against the bound.</summary>
class BufferFarSide<T>(StreamRun run, int capacity, Stage<T> first) : FarSide<T, T>(run, capacity, first)
{
    private protected override ValueTask Emit(T slot) =>
        // The slot that was looked at may have made room for a newer one since.
        Queue.TryRemove(out var oldest) ? First.Receive(oldest) : default;

    private protected override ValueTask Discard(T slot)
    {
        Run.Drop(slot);
        return default;
    }
}
