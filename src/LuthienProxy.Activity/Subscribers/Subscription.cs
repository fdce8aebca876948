using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Telemetry;

namespace LuthienProxy.Activity.Subscribers;

/// <summary>One subscriber, admitted: writes its stream until it leaves, stalls, or the node stops. Dispose it then: its place is free again.</summary>
/// <remarks>For one caller. A subscriber that takes what it is sent slowly loses its own oldest events, which a gap counts, and holds nobody up.</remarks>
public sealed class Subscription : IAsyncDisposable
{
    /// <summary>So many bytes are written before the subscriber must have taken them.</summary>
    const int FlushAt = 32 * 1024;

    readonly EventFeed _feed;
    readonly Turns _turns;
    readonly Reader _reader;
    readonly StreamOptions _options;
    readonly TimeProvider _time;
    readonly Func<ValueTask> _leave;
    // Names its interval, from the beginning on: who hears none for longer knows that the connection is dead.
    readonly string _beat;
    bool _hasLeft;
    // Kept here: a transport whose client was cut off swallows what it is given, and reports nothing unflushed.
    bool _isUnflushed;
    long _wroteAt;
    long _oldest;
    Cursor? _told;

    internal Subscription(EventFeed feed, Turns turns, Reader reader, StreamOptions options, TimeProvider time, Func<ValueTask> leave)
    {
        _feed = feed;
        _turns = turns;
        _reader = reader;
        _options = options;
        _time = time;
        _leave = leave;
        _beat = options.Heartbeat == TimeSpan.Zero ? "" : $": beat {(long)options.Heartbeat.TotalMilliseconds}\n";
        ActivityTelemetry.Connected(1);
    }

    /// <summary>Writes the stream.</summary>
    /// <param name="output">Where to; flushed when nothing more is ready.</param>
    /// <param name="cancellation">The subscriber has left.</param>
    public async Task<StreamEnd> WriteToAsync(PipeWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        try
        {
            WriteHead(output);
            while (true)
            {
                // Each turn, also one that waits for nothing.
                cancellation.ThrowIfCancellationRequested();
                var news = _feed.News;
                // Read before the last look: what was appended until then is still written.
                var isLast = _feed.HasEnded;
                if (!await WriteNewsAsync(output, cancellation))
                    return StreamEnd.Left;
                if (isLast)
                    return StreamEnd.Stopped;
                await WaitAsync(news, cancellation);
                WriteBeat(output);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return StreamEnd.Left;
        }
        catch (TimeoutException)
        {
            return StreamEnd.Stalled;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_hasLeft)
            return;
        _hasLeft = true;
        ActivityTelemetry.Connected(-1);
        await _leave();
    }

    void WriteHead(PipeWriter output)
    {
        // An id without data is no event; it lets a client that is cut off before the first one come back to this place.
        WriteText(output, $"retry: {(long)_options.Retry.TotalMilliseconds}\n{_beat}id: {_told = _reader.Id}\n\n");
        if (_reader.Missed is { } gap)
            Write(output, gap);
    }

    async ValueTask<bool> WriteNewsAsync(PipeWriter output, CancellationToken cancellation)
    {
        while (await WriteSomeAsync(output))
            if (!await FlushAsync(output, cancellation))
                return false;
        return !_isUnflushed || await FlushAsync(output, cancellation);
    }

    /// <summary>Writes what is there, up to so many bytes. Tells whether there may be more.</summary>
    async ValueTask<bool> WriteSomeAsync(PipeWriter output)
    {
        await _turns.EnterAsync();
        try
        {
            var written = 0;
            while (written < FlushAt)
            {
                if (!_reader.Read(out var gap, out var frame))
                    return false;
                written += Write(output, gap) + Write(output, frame);
            }
            return true;
        }
        finally
        {
            _turns.Leave();
        }
    }

    int Write(PipeWriter output, ReadOnlyMemory<byte>? frame)
    {
        if (frame is not { } bytes)
            return 0;
        output.Write(bytes.Span);
        _isUnflushed = true;
        _told = _reader.Id;
        if (_oldest == 0)
            _oldest = _reader.At;
        return bytes.Length;
    }

    async ValueTask<bool> FlushAsync(PipeWriter output, CancellationToken cancellation)
    {
        _isUnflushed = false;
        var flush = output.FlushAsync(cancellation);
        var result = flush.IsCompleted ? await flush : await flush.AsTask().WaitAsync(_options.StallTimeout, _time, cancellation);
        _wroteAt = _time.GetTimestamp();
        if (_oldest != 0)
            ActivityTelemetry.Delivered(_time.GetElapsedTime(_oldest));
        _oldest = 0;
        return result is { IsCompleted: false, IsCanceled: false };
    }

    async Task WaitAsync(Task news, CancellationToken cancellation)
    {
        if (_options.Heartbeat == TimeSpan.Zero)
        {
            await news.WaitAsync(cancellation);
            return;
        }
        var left = _options.Heartbeat - _time.GetElapsedTime(_wroteAt);
        if (left <= TimeSpan.Zero)
            return;
        // A timeout is the ordinary case here: the beat is due.
        await ((Task)news.WaitAsync(left, _time, cancellation)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    void WriteBeat(PipeWriter output)
    {
        if (_options.Heartbeat == TimeSpan.Zero || _time.GetElapsedTime(_wroteAt) < _options.Heartbeat)
            return;
        // What the filter kept back was seen too: without its id a client that comes back would be told of a gap that is none.
        WriteText(output, ReferenceEquals(_told, _reader.Id) ? $"{_beat}\n" : $"{_beat}id: {_told = _reader.Id}\n\n");
    }

    void WriteText(PipeWriter output, string text)
    {
        Encoding.ASCII.GetBytes(text, output);
        _isUnflushed = true;
    }
}
