using System.Diagnostics.Metrics;
using LuthienProxy.Pipeline.Telemetry;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>The instruments <c>luthien.judge.*</c> of the room's meter. Free when nobody listens.</summary>
sealed class JudgeMeter : IDisposable
{
    readonly Meter _meter = new(PipelineTelemetry.Name);
    readonly Counter<long> _questions;
    readonly Histogram<double> _duration;

    public JudgeMeter(Func<IReadOnlyList<JudgeStatus>> statuses)
    {
        _questions = _meter.CreateCounter<long>("luthien.judge.questions", description: "Questions to judges by upstream and outcome: answered, failed, refused (by the breaker) or abandoned");
        _duration = _meter.CreateHistogram<double>("luthien.judge.attempt_duration", "ms", "How long one attempt at a question took");
        _meter.CreateObservableGauge(
            "luthien.judge.breaker_state",
            () => statuses().Select(status => new Measurement<int>((int)status.State, new KeyValuePair<string, object?>("upstream", status.Upstream))),
            description: "0 closed, 1 half open, 2 open, by upstream");
    }

    /// <summary>One question is over; without an outcome nothing was asked.</summary>
    public void Asked(string upstream, JudgeOutcome? outcome, TimeSpan took)
    {
        var word = outcome switch
        {
            JudgeOutcome.Answered => "answered",
            JudgeOutcome.Failed => "failed",
            JudgeOutcome.Abandoned => "abandoned",
            _ => "refused",
        };
        _questions.Add(1, new("upstream", upstream), new("outcome", word));
        if (outcome is not null)
            _duration.Record(took.TotalMilliseconds, new("upstream", upstream), new("outcome", word));
    }

    public void Dispose() => _meter.Dispose();
}
