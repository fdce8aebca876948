using System.Collections.Concurrent;

namespace LuthienProxy.Simulator;

/// <summary>A queue of answers, one per request in the order of arrival; when it is empty, a standing answer.</summary>
/// <remarks>Thread-safe. Pass <see cref="Next"/> to a <see cref="SimulatedProvider"/>.</remarks>
public sealed class AnswerScript
{
    readonly ConcurrentQueue<Func<SimulatorRequest, ScriptedAnswer>> _queue = new();
    volatile Func<SimulatorRequest, ScriptedAnswer> _otherwise = ModelScripts.Answer;

    /// <summary>The next request gets this answer.</summary>
    public AnswerScript Then(ScriptedAnswer answer) => Then(_ => answer);

    /// <summary>The next request gets what this function makes of it.</summary>
    public AnswerScript Then(Func<SimulatorRequest, ScriptedAnswer> answer)
    {
        _queue.Enqueue(answer);
        return this;
    }

    /// <summary>What requests get when the queue is empty; by the model's name unless said here.</summary>
    public AnswerScript Otherwise(Func<SimulatorRequest, ScriptedAnswer> answer)
    {
        _otherwise = answer;
        return this;
    }

    /// <summary>The same answer whenever the queue is empty.</summary>
    public AnswerScript Otherwise(ScriptedAnswer answer) => Otherwise(_ => answer);

    /// <summary>The answer to a request.</summary>
    public ScriptedAnswer Next(SimulatorRequest request) => (_queue.TryDequeue(out var queued) ? queued : _otherwise)(request);
}
