using System.Text;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace LuthienProxy.Host.Logging;

/// <summary>
/// Writes log events to a stream from a thread of its own, whatever has gathered at once: a call under load neither renders its line nor waits for the write of another.
/// Thread-safe. An error is written before <see cref="Emit"/> returns: the process may not live longer.
/// </summary>
/// <param name="formatter">Renders an event.</param>
/// <param name="output">Gets UTF-8; disposed with this.</param>
sealed class BatchedOutput(ITextFormatter formatter, Stream output) : ILogEventSink, IDisposable
{
    /// <summary>Events that may wait; who comes then waits for room.</summary>
    const int MostWaiting = 4096;

    readonly object _gate = new();
    readonly StreamWriter _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024);
    List<LogEvent> _waiting = [];
    List<LogEvent> _writing = [];
    Thread? _thread;
    long _taken;
    long _written;
    bool _isOver;

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            while (_waiting.Count >= MostWaiting && !_isOver)
                Monitor.Wait(_gate);
            if (_isOver)
                return;
            _thread ??= Start();
            _waiting.Add(logEvent);
            var place = ++_taken;
            if (_waiting.Count == 1)
                Monitor.PulseAll(_gate);
            while (logEvent.Level >= LogEventLevel.Error && _written < place)
                Monitor.Wait(_gate);
        }
    }

    /// <summary>Returns when everything is written.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.PulseAll(_gate);
        }
        _thread?.Join();
        _writer.Dispose();
    }

    Thread Start()
    {
        var thread = new Thread(Run) { Name = "luthien-log", IsBackground = true };
        thread.Start();
        return thread;
    }

    void Run()
    {
        while (Take())
        {
            try
            {
                foreach (var waiting in _writing)
                    formatter.Format(waiting, _writer);
                _writer.Flush();
            }
            catch (Exception cause)
            {
                // Nobody reads the output any more, or an event cannot be rendered: calls go on.
                SelfLog.WriteLine("Log events were lost: {0}", cause);
            }
        }
    }

    // What was taken before counts as written from here on.
    bool Take()
    {
        lock (_gate)
        {
            _written += _writing.Count;
            _writing.Clear();
            Monitor.PulseAll(_gate);
            while (_waiting.Count == 0 && !_isOver)
                Monitor.Wait(_gate);
            (_waiting, _writing) = (_writing, _waiting);
            return _writing.Count > 0;
        }
    }
}
