namespace Luthien.Streams;

/// <summary>The loops of the built-in sources.</summary>
static class SequenceLoops
{
    internal static async ValueTask Push<T>(IEnumerable<T> elements, ISourceWriter<T> writer)
    {
        foreach (var element in elements)
        {
            await writer.PushAsync(element).ConfigureAwait(false);
            if (writer.CancellationCause is not null)
                return;
        }
    }

    internal static async ValueTask PushAsync<T>(IAsyncEnumerable<T> elements, ISourceWriter<T> writer, CancellationToken cancellation)
    {
        var source = elements.GetAsyncEnumerator(cancellation);
        await using (source.ConfigureAwait(false))
        {
            // The pull that is under way is always awaited before the enumerator is disposed: anything else is illegal.
            while (await NextOrIdle(source, writer).ConfigureAwait(false))
            {
                await writer.PushAsync(source.Current).ConfigureAwait(false);
                if (writer.CancellationCause is not null)
                    return;
            }
        }
    }

    internal static async ValueTask Tick<T>(
        TimeProvider time, TimeSpan initialDelay, TimeSpan interval, T tick, ISourceWriter<T> writer, CancellationToken cancellation)
    {
        if (initialDelay > TimeSpan.Zero)
            await Task.Delay(initialDelay, time, cancellation).ConfigureAwait(false);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            await writer.PushAsync(tick).ConfigureAwait(false);
            await writer.IdleAsync().ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    static async ValueTask<bool> NextOrIdle<T>(IAsyncEnumerator<T> source, ISourceWriter<T> writer)
    {
        var next = source.MoveNextAsync();
        if (next.IsCompleted)
            return await next.ConfigureAwait(false);
        await writer.IdleAsync().ConfigureAwait(false);
        return await next.ConfigureAwait(false);
    }
}
