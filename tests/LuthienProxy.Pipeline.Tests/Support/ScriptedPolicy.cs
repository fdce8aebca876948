using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A policy that does what a test says; without a word it passes everything. Counts its ends.</summary>
public sealed class ScriptedPolicy(FailureMode onFailure = FailureMode.Closed, bool mayRewrite = true) : Policy
{
    readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _ends;

    public override FailureMode OnFailure => onFailure;

    public override bool MayRewriteResponse => mayRewrite;

    public Func<ConversationRequest, PolicyContext, ValueTask<RequestVerdict>> Asked { get; init; } = static (_, _) => new(RequestVerdict.Pass);

    public Func<ResponseEvent, PolicyOutput, PolicyContext, ValueTask> Answered { get; init; } = static (next, output, _) =>
    {
        output.Forward(next);
        return default;
    };

    public Func<PolicyContext, ValueTask> Ended { get; init; } = static _ => default;

    /// <summary>How often it was told that a transaction is over.</summary>
    public int Ends => Volatile.Read(ref _ends);

    /// <summary>Completes when a hook said <see cref="Reach"/>.</summary>
    public Task Reached => _reached.Task;

    public void Reach() => _reached.TrySetResult();

    /// <summary>Waits for ever, heeding nothing.</summary>
    public async ValueTask HangAsync()
    {
        Reach();
        await new TaskCompletionSource().Task;
    }

    public override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context) => Asked(request, context);

    public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context) => Answered(next, output, context);

    public override ValueTask OnEndedAsync(PolicyContext context)
    {
        Interlocked.Increment(ref _ends);
        return Ended(context);
    }
}
