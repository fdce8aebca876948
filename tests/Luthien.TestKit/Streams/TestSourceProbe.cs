using System.Threading.Channels;
using Luthien.Streams;

namespace Luthien.TestKit.Streams;

/// <summary>Feeds a stream by hand. Thread-safe; sends take effect in the order of the calls.</summary>
/// <typeparam name="T">What the source emits.</typeparam>
public sealed class TestSourceProbe<T>
{
    readonly Channel<Command> _commands = Channel.CreateUnbounded<Command>();
    readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _taken;

    internal TestSourceProbe()
    {
    }

    /// <summary>How many elements downstream has taken.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Sends an element.</summary>
    /// <returns>Done when downstream has taken it; cancelled when the stream wants no more.</returns>
    public Task SendNextAsync(T element) => Send(async writer =>
    {
        await writer.PushAsync(element).ConfigureAwait(false);
        Interlocked.Increment(ref _taken);
    });

    /// <summary>Says that nothing more is ready.</summary>
    /// <returns>Done when the stream has dealt with it.</returns>
    public Task SendIdleAsync() => Send(static writer => writer.IdleAsync());

    /// <summary>Completes the stream after what was sent before.</summary>
    public void SendComplete() => _commands.Writer.TryComplete();

    /// <summary>Fails the stream after what was sent before.</summary>
    public void SendError(Exception cause) => _commands.Writer.TryComplete(cause);

    /// <summary>Waits until the stream wants no more.</summary>
    /// <param name="timeout">Three seconds by default.</param>
    /// <returns>The cause of the cancellation.</returns>
    /// <exception cref="ProbeException">The source ended of its own, or nothing came in time.</exception>
    public async Task<Exception> ExpectCancellationAsync(TimeSpan? timeout = null)
    {
        try
        {
            return await _ended.Task.WaitAsync(timeout ?? Probes.Patience).ConfigureAwait(false)
                ?? throw new ProbeException("Expected a cancellation, but the source had ended of its own.");
        }
        catch (TimeoutException late)
        {
            throw new ProbeException($"Expected a cancellation; none came. {Taken} elements were taken.", late);
        }
    }

    internal async ValueTask Loop(ISourceWriter<T> writer, CancellationToken cancellation)
    {
        try
        {
            await foreach (var command in _commands.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                await command.Run(writer).ConfigureAwait(false);
        }
        finally
        {
            _ended.TrySetResult(writer.CancellationCause);
            _commands.Writer.TryComplete();
            while (_commands.Reader.TryRead(out var late))
                late.Refuse();
        }
    }

    Task Send(Func<ISourceWriter<T>, ValueTask> action)
    {
        var command = new Command(action);
        if (!_commands.Writer.TryWrite(command))
            command.Refuse();
        return command.Done;
    }

    sealed class Command(Func<ISourceWriter<T>, ValueTask> action)
    {
        readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Done => _done.Task;

        internal async ValueTask Run(ISourceWriter<T> writer)
        {
            try
            {
                await action(writer).ConfigureAwait(false);
                _done.TrySetResult();
            }
            catch (OperationCanceledException)
            {
                Refuse();
            }
        }

        internal void Refuse() => _done.TrySetCanceled();
    }
}
