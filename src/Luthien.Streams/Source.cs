namespace Luthien.Streams;

/// <summary>Where sources are made.</summary>
public static partial class Source
{
    /// <summary>A source whose elements a loop of your own pushes: to read a socket, a file, anything with waits.</summary>
    /// <remarks>
    /// <para>The loop completes the stream by returning and fails it by throwing. It is awaited before anything of the run is disposed, so
    /// what it opens it may close in its own <c>using</c>. Say <see cref="ISourceWriter{T}.IdleAsync"/> before each wait.</para>
    /// <para>The token is cancelled when the stream wants no more (a kill switch, a downstream that has enough, a failure): every wait must
    /// heed it, or the run cannot end. An <see cref="OperationCanceledException"/> after that is no failure.</para>
    /// </remarks>
    /// <param name="loop">Called once per run, on the thread pool.</param>
    public static Source<T, NotUsed> Create<T>(Func<ISourceWriter<T>, CancellationToken, ValueTask> loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return new Source<T, NotUsed>((run, next) =>
        {
            run.AddDriver(new SourceDriver<T>(run, next, loop));
            return NotUsed.Instance;
        });
    }

    /// <summary>Like <see cref="Create{T}(Func{ISourceWriter{T}, CancellationToken, ValueTask})"/>, for a loop with state of its own and a materialised value.</summary>
    /// <param name="factory">Called once per run: returns the run's loop and what the run materialises.</param>
    public static Source<T, TMat> Create<T, TMat>(Func<(Func<ISourceWriter<T>, CancellationToken, ValueTask> Loop, TMat Value)> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new Source<T, TMat>((run, next) =>
        {
            var (loop, value) = factory();
            run.AddDriver(new SourceDriver<T>(run, next, loop));
            return value;
        });
    }
}
