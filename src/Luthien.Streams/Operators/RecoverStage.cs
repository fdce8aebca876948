namespace Luthien.Streams;

/// <summary>Turns a failure into a last element, where the function has one for it.</summary>
sealed class RecoverStage<T>(Func<Exception, IEnumerable<T>> last) : FlowStage<T, T>
{
    protected override ValueTask OnNext(T element) => Push(element);

    protected override async ValueTask OnFailure(Exception cause)
    {
        var any = false;
        foreach (var element in last(cause))
        {
            any = true;
            await Push(element).ConfigureAwait(false);
        }

        if (any)
            await CompleteStage().ConfigureAwait(false);
    }
}
