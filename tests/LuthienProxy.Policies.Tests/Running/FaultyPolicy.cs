using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Running;

/// <summary>Works for so many events, then throws or hangs; below zero already the request fails. For one transaction.</summary>
sealed class FaultyPolicy(int after, bool hangs = false) : Policy
{
    readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);
    CancellationToken _token;
    int _seen;
    int _ends;

    public int Ends => _ends;

    public Task Hangs => _hangs.Task;

    public bool WasCancelled => _token.IsCancellationRequested;

    public override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context) =>
        after < 0 ? throw new InvalidOperationException("secret") : base.OnRequestAsync(request, context);

    public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        if (_seen++ < after)
            return base.OnEventAsync(next, output, context);
        if (!hangs)
            throw new InvalidOperationException("secret");
        _token = context.Cancellation;
        _hangs.TrySetResult();
        // Heeds no token.
        return new(new TaskCompletionSource().Task);
    }

    public override ValueTask OnEndedAsync(PolicyContext context)
    {
        Interlocked.Increment(ref _ends);
        return default;
    }
}
