namespace Luthien.Streams;

/// <summary>Gives results the places of a queue in the order they come: a place is not that of its own task, but of whichever completes next.</summary>
/// <remarks>Places are taken by one near side, one at a time; tasks complete anywhere. There are as many places as tasks, so each is filled.</remarks>
sealed class CompletionOrder<T>
{
    readonly Lock _gate = new();
    readonly Queue<TaskCompletionSource<T>> _empty = new();

    /// <summary>The next place, for the result that completes next to those of the places before it.</summary>
    internal Slot<T> PlaceFor(ValueTask<T> result)
    {
        var place = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_empty.Count == 0 && result.IsCompletedSuccessfully)
                return Slot<T>.Of(result);
            _empty.Enqueue(place);
        }

        _ = FillAsync(result.AsTask());
        return new Slot<T>(default!, place.Task);
    }

    async Task FillAsync(Task<T> result)
    {
        await ((Task)result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        TaskCompletionSource<T> place;
        lock (_gate)
            place = _empty.Dequeue();
        place.SetFromTask(result);
    }
}
