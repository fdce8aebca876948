using System.Threading.Channels;

namespace LuthienProxy.Host.Tails;

/// <summary>One who watches. Lines may be put from any thread; one reads. Dispose it to leave.</summary>
sealed class TailWatcher<T>(Action<TailWatcher<T>> leave) : IDisposable
{
    readonly Channel<T> _lines = Channel.CreateBounded<T>(new BoundedChannelOptions(LiveTail<T>.Queue) { FullMode = BoundedChannelFullMode.Wait });
    int _missed;

    /// <summary>Puts a line, at the price of the oldest one where there is no room.</summary>
    public void Put(T line)
    {
        while (!_lines.Writer.TryWrite(line))
        {
            if (_lines.Reader.TryRead(out _))
                Interlocked.Increment(ref _missed);
        }
    }

    /// <summary>The next line, where one waits.</summary>
    public bool TryRead(out T line) => _lines.Reader.TryRead(out line!);

    /// <summary>Waits for a line.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _lines.Reader.WaitToReadAsync(cancellation);

    /// <summary>How many were lost since the last time that this was asked.</summary>
    public int Missed() => Interlocked.Exchange(ref _missed, 0);

    /// <inheritdoc/>
    public void Dispose() => leave(this);
}
