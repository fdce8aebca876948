using System.Diagnostics.CodeAnalysis;

namespace Luthien.Streams;

/// <summary>A select that awaits each result before it takes the next element: no boundary, no buffer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a link a token source holds nothing to dispose, and a late stop may still reach it.")]
sealed class SelectAsyncInTurnStage<TIn, TOut>(Func<TIn, CancellationToken, ValueTask<TOut>> selector) : FlowStage<TIn, TOut>
{
    readonly CancellationTokenSource _unwanted = new();

    protected override async ValueTask OnNext(TIn element) =>
        await Push(await selector(element, _unwanted.Token).ConfigureAwait(false)).ConfigureAwait(false);

    internal override void Interrupt()
    {
        _ = _unwanted.CancelAsync();
        base.Interrupt();
    }
}
