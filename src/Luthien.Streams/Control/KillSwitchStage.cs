namespace Luthien.Streams;

sealed class KillSwitchStage<T>(KillSwitchState state) : FlowStage<T, T>
{
    internal override bool IsTransparent => true;

    protected override void OnStart() => state.Add(this);

    protected override ValueTask OnNext(T element) => Push(element);

    protected override ValueTask OnDispose()
    {
        state.Remove(this);
        return default;
    }
}
