namespace Luthien.Streams;

/// <summary>A kill switch that a cancellation token flips.</summary>
sealed class TokenStage<T>(bool graceful, CancellationToken token) : FlowStage<T, T>
{
    CancellationTokenRegistration _registration;

    internal override bool IsTransparent => true;

    protected override void OnStart() => _registration = token.UnsafeRegister(static stage => ((TokenStage<T>)stage!).Flip(), this);

    protected override ValueTask OnNext(T element) => Push(element);

    protected override ValueTask OnDispose()
    {
        _registration.Unregister();
        return default;
    }

    void Flip() => Upstream.End(this, graceful ? null : new OperationCanceledException(token));
}
