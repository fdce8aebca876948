namespace Luthien.Streams;

/// <summary>The second half of a concatenation.</summary>
sealed class ConcatTailStage<T>(JoinedUpstream joined) : FlowStage<T, T>
{
    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(T element) => Push(element);

    internal override void Attach(Upstream upstream)
    {
        joined.Second = upstream;
        AttachSelf(upstream);
    }
}
