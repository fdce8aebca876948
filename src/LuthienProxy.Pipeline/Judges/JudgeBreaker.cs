using LuthienProxy.Policies.Judges;
using Polly;
using Polly.CircuitBreaker;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>
/// Keeps a judge that does not work from being asked again and again (002-36): whoever asks meanwhile is refused at once, so a dead judge costs calls nothing but the judge.
/// One for each upstream. Thread-safe.
/// </summary>
sealed class JudgeBreaker
{
    /// <summary>For how long somebody's question, refused or failed, makes a judge missed.</summary>
    static readonly TimeSpan Missed = TimeSpan.FromMinutes(1);

    readonly CircuitBreakerStateProvider _circuit = new();
    readonly ResiliencePipeline<JudgeOutcome> _pipeline;
    readonly JudgeBreakerOptions _options;
    readonly TimeProvider _time;
    readonly string _upstream;
    readonly Lock _lock = new();
    string? _reason;
    DateTimeOffset _since;
    bool _isLeftAlone;
    long _lastTrouble;

    /// <param name="upstream">The upstream's name.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="changed">Told of each change, with the reason.</param>
    public JudgeBreaker(string upstream, JudgeBreakerOptions options, TimeProvider time, Action<JudgeState, string> changed)
    {
        (_upstream, _options, _time, _since) = (upstream, options, time, time.GetUtcNow());
        _pipeline = new ResiliencePipelineBuilder<JudgeOutcome> { TimeProvider = time }.AddCircuitBreaker(new()
        {
            MinimumThroughput = options.MinimumQuestions,
            FailureRatio = options.FailureRatio,
            SamplingDuration = options.Window,
            BreakDuration = options.ResetTimeout,
            StateProvider = _circuit,
            ShouldHandle = args => ValueTask.FromResult(IsFailure(args.Outcome)),
            OnOpened = _ => Turned(JudgeState.Open, changed),
            OnHalfOpened = _ => Turned(JudgeState.HalfOpen, changed),
            OnClosed = _ => Turned(JudgeState.Closed, changed),
        }).Build();
    }

    public JudgeStatus Status
    {
        get
        {
            lock (_lock)
            {
                var state = StateOf(_circuit.CircuitState);
                var isMissed = state != JudgeState.Closed && _time.GetElapsedTime(_lastTrouble) <= Missed;
                return new(_upstream, state, _since, _reason, isMissed);
            }
        }
    }

    /// <summary>Runs one question, unless the judge is left alone.</summary>
    /// <exception cref="JudgeException">It is: nothing was asked.</exception>
    public async ValueTask<JudgeOutcome> RunAsync(Func<CancellationToken, ValueTask<JudgeOutcome>> ask, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(ask, cancellation);
        }
        catch (BrokenCircuitException)
        {
            lock (_lock)
                _lastTrouble = _time.GetTimestamp();
            throw new JudgeException($"the judge '{_upstream}' fails and is left alone for a while.", mayRetry: false);
        }
    }

    bool IsFailure(Outcome<JudgeOutcome> outcome)
    {
        var (isFailure, reason) = outcome switch
        {
            { Result: JudgeOutcome.Failed failed } => (failed.IsBroken, failed.Cause.Message),
            // A trial that nobody waited for proves nothing: it must not close the breaker.
            { Result: JudgeOutcome.Abandoned abandoned } => (abandoned.Waited >= _options.Patience || IsTrial, $"the judge '{_upstream}' does not answer in time."),
            { Exception: OperationCanceledException } => (IsTrial, $"the judge '{_upstream}' was not asked to the end."),
            { Exception: { } unexpected } => (true, $"asking the judge '{_upstream}' failed ({unexpected.GetType().Name})."),
            _ => (false, null),
        };
        if (!isFailure)
            return false;
        // Before the breaker turns, so that whoever is told of it is told why.
        lock (_lock)
            (_lastTrouble, _reason) = (_time.GetTimestamp(), reason);
        return true;
    }

    bool IsTrial => _circuit.CircuitState == CircuitState.HalfOpen;

    ValueTask Turned(JudgeState state, Action<JudgeState, string> changed)
    {
        string reason;
        lock (_lock)
        {
            if (_isLeftAlone != (state != JudgeState.Closed))
                (_isLeftAlone, _since) = (!_isLeftAlone, _time.GetUtcNow());
            reason = _reason ?? "";
        }
        changed(state, reason);
        return default;
    }

    static JudgeState StateOf(CircuitState state) => state switch
    {
        CircuitState.Closed => JudgeState.Closed,
        CircuitState.HalfOpen => JudgeState.HalfOpen,
        _ => JudgeState.Open,
    };
}
