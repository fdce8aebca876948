using System.Threading.Channels;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Running;

/// <summary>A stage that only looks on: everything passes at once, and the policy works beside it. What it puts out is dropped, what it decides is on record.</summary>
/// <remarks>One loop takes what waits for the policy, at most <see cref="PolicyLimits.ShadowBuffer"/> events. A policy that falls behind further gives up, once, and says so.</remarks>
sealed class ShadowRun(StageRun inner, PolicyContext context) : StageRun
{
    readonly Channel<ResponseEvent> _waiting = Channel.CreateBounded<ResponseEvent>(new BoundedChannelOptions(context.Limits.ShadowBuffer) { SingleReader = true, SingleWriter = true });
    Task<RequestVerdict> _request = Task.FromResult(RequestVerdict.Pass);
    Task? _loop;
    bool _hasGivenUp;

    public override ValueTask<RequestVerdict> RequestAsync(ConversationRequest request)
    {
        _request = inner.RequestAsync(request).AsTask();
        return new(RequestVerdict.Pass);
    }

    public override ValueTask NextAsync(ResponseEvent next, List<ResponseEvent> output)
    {
        output.Add(next);
        if (_hasGivenUp)
            return default;
        _hasGivenUp = !_waiting.Writer.TryWrite(next);
        if (_hasGivenUp)
            context.Decide(PolicyVerdict.Error, $"in shadow it fell {context.Limits.ShadowBuffer} events behind and was left out.");
        _loop ??= LookOnAsync();
        return default;
    }

    /// <summary>Lets the policy finish what it has seen, then ends it.</summary>
    public override async ValueTask EndAsync()
    {
        _waiting.Writer.TryComplete();
        var work = Task.WhenAll(_request, _loop ?? Task.CompletedTask);
        await work.WaitAsync(context.Limits.DecisionTimeout, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await inner.EndAsync();
    }

    async Task LookOnAsync()
    {
        // Away from the delivery's turn: a policy that computes must not hold it up.
        await Task.Yield();
        var dropped = new List<ResponseEvent>();
        await _request;
        await foreach (var next in _waiting.Reader.ReadAllAsync(context.Cancellation))
        {
            await inner.NextAsync(next, dropped);
            dropped.Clear();
        }
    }
}
