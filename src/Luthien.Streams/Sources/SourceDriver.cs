using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>Drives a chain from a loop in user code.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a link a token source holds nothing to dispose, and a late stop may still reach it.")]
sealed class SourceDriver<T> : Driver, ISourceWriter<T>
{
    readonly Func<ISourceWriter<T>, CancellationToken, ValueTask> _loop;
    readonly Stage<T> _first;
    readonly CancellationTokenSource _stopping = new();
    bool _unflushed;

    internal SourceDriver(StreamRun run, Stage<T> first, Func<ISourceWriter<T>, CancellationToken, ValueTask> loop)
        : base(run)
    {
        _first = first;
        _loop = loop;
        first.Attach(this);
    }

    /// <inheritdoc/>
    public Exception? CancellationCause => StopCause;

    /// <inheritdoc/>
    public ValueTask PushAsync(T element)
    {
        if (element is null)
            throw new ArgumentNullException(nameof(element), "Nulls are illegal elements.");
        if (IsStopping)
            return Refuse(element);
        Pushed++;
        _unflushed = true;
        var turn = _first.Receive(element);
        if (!turn.IsCompletedSuccessfully)
            return Wait(turn);
        return ShouldYield() ? Yield() : turn;
    }

    /// <inheritdoc/>
    public ValueTask IdleAsync()
    {
        ResetTurns();
        if (!_unflushed)
            return default;
        _unflushed = false;
        return _first.ReceiveIdle();
    }

    private protected override ValueTask Loop() => _loop(this, _stopping.Token);

    // Callbacks of the token run elsewhere: whoever cancels may be in the middle of a turn.
    private protected override void OnStopping() => _ = _stopping.CancelAsync();

    private protected override void Interrupt(Stage? from) => (from ?? _first).Interrupt();

    private protected override ValueTask EndChain(Exception? failure) => failure is null ? _first.Complete() : _first.Fail(failure);

    private protected override ValueTask CancelChain(Exception cause) => _first.Cancel(cause);

    ValueTask Refuse(T element)
    {
        Run.Drop(element);
        return ValueTask.FromCanceled(_stopping.Token.IsCancellationRequested ? _stopping.Token : new CancellationToken(canceled: true));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask Wait(ValueTask turn)
    {
        await turn.ConfigureAwait(false);
        ResetTurns();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    static async ValueTask Yield() => await Task.Yield();
}
