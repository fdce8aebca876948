using System.Collections.Concurrent;
using System.Text;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace LuthienProxy.Host.Logging;

/// <summary>
/// Writes log events to a stream from a thread of its own, flushed when no more wait: a call under load neither renders its line nor waits for the write of another.
/// Thread-safe. An error is written before <see cref="Emit"/> returns: the process may not live longer.
/// </summary>
sealed class BatchedOutput : ILogEventSink, IDisposable
{
    /// <summary>Events that may wait; who comes then waits for room.</summary>
    const int MostWaiting = 4096;

    readonly BlockingCollection<(LogEvent Event, ManualResetEventSlim? Written)> _waiting = new(MostWaiting);
    readonly ITextFormatter _formatter;
    readonly StreamWriter _writer;
    readonly Thread _thread;

    /// <summary>Begins to write.</summary>
    /// <param name="formatter">Renders an event.</param>
    /// <param name="output">Gets UTF-8; disposed with this.</param>
    public BatchedOutput(ITextFormatter formatter, Stream output)
    {
        _formatter = formatter;
        _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024);
        _thread = new(Run) { Name = "luthien-log", IsBackground = true };
        _thread.Start();
    }

    public void Emit(LogEvent logEvent)
    {
        if (_waiting.IsAddingCompleted)
            return;
        if (logEvent.Level < LogEventLevel.Error)
        {
            _waiting.Add((logEvent, null));
            return;
        }
        using var written = new ManualResetEventSlim();
        _waiting.Add((logEvent, written));
        written.Wait();
    }

    /// <summary>Returns when everything is written. The queue itself is left to the collector: who comes too late finds it closed.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _writer.Dispose();
    }

    void Run()
    {
        foreach (var (next, written) in _waiting.GetConsumingEnumerable())
        {
            Write(next, isFlushed: written is not null || _waiting.Count == 0);
            written?.Set();
        }
    }

    void Write(LogEvent next, bool isFlushed)
    {
        try
        {
            _formatter.Format(next, _writer);
            if (isFlushed)
                _writer.Flush();
        }
        catch (Exception cause)
        {
            // Nobody reads the output any more, or the event cannot be rendered: calls go on.
            SelfLog.WriteLine("A log event was lost: {0}", cause);
        }
    }
}
