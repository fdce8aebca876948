using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>Emits all that a function makes of each element. The function is made anew for each run and each restart: it may have state.</summary>
sealed class SelectManyStage<TIn, TOut>(Func<Func<TIn, IEnumerable<TOut>>> factory) : FlowStage<TIn, TOut>
{
    Func<TIn, IEnumerable<TOut>> _selector = factory();

    protected override ValueTask OnNext(TIn element)
    {
        var items = _selector(element).GetEnumerator();
        var waiting = false;
        try
        {
            while (items.MoveNext() && !IsCancelled)
            {
                var turn = Push(items.Current);
                if (turn.IsCompletedSuccessfully)
                    continue;
                waiting = true;
                return PushRest(turn, items);
            }

            return default;
        }
        finally
        {
            if (!waiting)
                items.Dispose();
        }
    }

    protected override void OnRestart() => _selector = factory();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask PushRest(ValueTask turn, IEnumerator<TOut> items)
    {
        using (items)
        {
            await turn.ConfigureAwait(false);
            while (!IsCancelled && items.MoveNext())
                await Push(items.Current).ConfigureAwait(false);
        }
    }
}
