using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>Makes the recorder of each call. Without one of these a gateway records nothing. Thread-safe.</summary>
public sealed class TransactionRecorders
{
    readonly Lock _gate = new();
    readonly IJournal _journal;
    readonly RecordingHealth _health;
    int _open;
    TaskCompletionSource? _idle;

    /// <summary>Recorders for the given journal.</summary>
    public TransactionRecorders(IJournal journal, RecordingOptions options, TimeProvider time, ILogger<TransactionRecorders> log)
    {
        _journal = journal;
        Options = options;
        Backlog = new(options.MaxBacklog, options.MaxEnded);
        Time = time;
        Log = log;
        _health = new(options, time);
    }

    /// <summary>Whether bodies are recorded whole.</summary>
    public IRecordingHealth Health => _health;

    /// <summary>Whether calls can be taken: always, unless nothing may be delivered that is not committed and the journal says that it could not commit.</summary>
    internal bool CanTakeCalls => Options.Mode != JournalMode.BeforeDelivery || _journal.IsAvailable;

    /// <summary>What all calls together have under way to the journal.</summary>
    internal Backlog Backlog { get; }

    internal RecordingOptions Options { get; }

    internal TimeProvider Time { get; }

    internal ILogger Log { get; }

    /// <summary>Completes when every call that has ended is on record, as far as the journal would have it.</summary>
    public Task IdleAsync()
    {
        lock (_gate)
            return _open == 0 ? Task.CompletedTask : (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>The recorder of one call.</summary>
    internal TransactionRecorder Open(Call call)
    {
        lock (_gate)
            _open++;
        return new(this, call, _journal, new PayloadKeeper(Options, _health));
    }

    internal void Closed()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
            if (--_open == 0)
                (idle, _idle) = (_idle, null);
        idle?.TrySetResult();
    }

    internal void Failed(TransactionId call, Exception cause)
    {
        PipelineTelemetry.RecorderFailed();
        PipelineLog.RecorderFailed(Log, call, cause);
    }
}
