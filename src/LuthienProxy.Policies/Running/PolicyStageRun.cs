using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Running;

/// <summary>
/// One policy at work for one transaction: bounds its time, answers its failures as it declares, sees what it swallows, and cleans up once.
/// </summary>
sealed class PolicyStageRun(Policy policy, PolicyContext context) : StageRun
{
    readonly SwallowWatch _watch = new();
    HookClock _clock = new(context);
    PolicyOutput _output = new(context);
    int _stoppedChoices;
    int _decidedBefore;
    bool _isBypassed;
    bool _hasEnded;
    int _isOver;

    public override async ValueTask<RequestVerdict> RequestAsync(ConversationRequest request)
    {
        context.Request = request;
        _decidedBefore = context.DecisionCount;
        var since = context.Time.GetTimestamp();
        _clock.Begin(PolicyHook.Request);
        try
        {
            var turn = policy.OnRequestAsync(request, context);
            var verdict = turn.IsCompletedSuccessfully ? turn.Result : await Bound.Of(turn.AsTask(), context);
            _clock.End();
            if (verdict is RequestVerdict.Rewrite rewrite)
                RewriteCheck.ThrowIfOfAnotherKind(request, rewrite.Request);
            Declare(verdict, context.Time.GetElapsedTime(since));
            return verdict;
        }
        catch (Exception cause) when (!IsOver(cause))
        {
            var reason = Failed(cause);
            return context.OnFailure == FailureMode.Open ? RequestVerdict.Pass : new RequestVerdict.Reject($"Policy '{context.Name}' could not decide: {reason}");
        }
    }

    public override ValueTask NextAsync(ResponseEvent next, List<ResponseEvent> output)
    {
        if (_hasEnded)
            return default;
        _decidedBefore = context.DecisionCount;
        // The end of an answer's choice is a hook of its own.
        if (_isBypassed || (!policy.SeesEvents && next is BlockDelta))
        {
            output.Add(next);
            return default;
        }
        _watch.In(next);
        if (next is ChoiceStopped or ResponseCompleted)
            return EndOfChoiceAsync(next, output);
        _clock.Begin(PolicyHook.Event);
        try
        {
            var turn = policy.OnEventAsync(next, _output, context);
            if (!turn.IsCompletedSuccessfully)
                return AwaitAsync(turn, next, output);
            _clock.End();
            Take(output);
        }
        catch (Exception cause) when (!IsOver(cause))
        {
            Fail(cause, next, output);
        }
        return default;
    }

    public override async ValueTask EndAsync()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            return;
        _clock.Begin(PolicyHook.Ended);
        try
        {
            // Not bound to the transaction's token, which is cancelled when a client has left.
            await Bound.OfEnd(policy.OnEndedAsync(context).AsTask(), context);
            _clock.End();
        }
        catch (Exception cause)
        {
            Failed(cause);
        }
        context.End();
    }

    async ValueTask AwaitAsync(ValueTask turn, ResponseEvent next, List<ResponseEvent> output)
    {
        try
        {
            await Bound.Of(turn.AsTask(), context);
            _clock.End();
            Take(output);
        }
        catch (Exception cause) when (!IsOver(cause))
        {
            Fail(cause, next, output);
        }
    }

    async ValueTask EndOfChoiceAsync(ResponseEvent next, List<ResponseEvent> output)
    {
        try
        {
            if (next is ChoiceStopped stopped)
                await EndChoiceAsync(stopped.Choice, output);
            else if (_stoppedChoices == 0)
                await EndChoiceAsync(0, output);
            _clock.Begin(PolicyHook.Event);
            await Bound.Of(policy.OnEventAsync(next, _output, context).AsTask(), context);
            _clock.End();
            Take(output);
            if (next is ResponseCompleted)
                _watch.Report(context);
        }
        catch (Exception cause) when (!IsOver(cause))
        {
            Fail(cause, next, output);
        }
    }

    async Task EndChoiceAsync(int choice, List<ResponseEvent> output)
    {
        _stoppedChoices++;
        _clock.Begin(PolicyHook.ChoiceEnd);
        await Bound.Of(policy.OnChoiceEndAsync(choice, _output, context).AsTask(), context);
        _clock.End();
        Take(output);
        // An answer without anything to be seen makes agents ask again, or their next turn fail (I-27).
        if (!_hasEnded && _watch.IsEmptied(choice))
            SayRemoved(choice, output);
    }

    // Past the watch: these words are not the policy's, which may have swallowed the answer without knowing.
    void SayRemoved(int choice, List<ResponseEvent> output)
    {
        var words = new PolicyOutput(context);
        words.AddText(BlockedMessage.Notice($"[This answer was removed by policy '{context.Name}'.]", context.MessageForm), choice);
        output.AddRange(words.Events);
    }

    void Take(List<ResponseEvent> output)
    {
        var sent = _output.Events;
        foreach (var next in sent)
        {
            if (_hasEnded)
                break;
            _watch.Out(next);
            output.Add(next);
            if (next is ResponseFailed { Error: { Kind: ErrorKind.Blocked } stop })
                Declare(PolicyVerdict.Block, stop.Message);
            _hasEnded = next is ResponseCompleted or ResponseFailed;
        }
        sent.Clear();
    }

    void Fail(Exception cause, ResponseEvent next, List<ResponseEvent> output)
    {
        var reason = Failed(cause);
        context.Cancel();
        // What a hook that hangs may still write goes nowhere.
        var begun = _output.Events;
        _output = new(context);
        if (context.OnFailure == FailureMode.Closed)
        {
            _output.Stop(BlockedMessage.Notice($"Policy '{context.Name}' could not decide, so the answer was stopped: {reason}", context.MessageForm));
            Take(output);
            return;
        }
        _isBypassed = true;
        var from = output.Count;
        output.AddRange(begun);
        Release(output);
        // It may have been forwarded, or held, before the policy failed over it.
        if (!output.Skip(from).Contains(next, ReferenceEqualityComparer.Instance))
            output.Add(next);
    }

    void Release(List<ResponseEvent> output)
    {
        try
        {
            policy.OnFailedOpen(_output, context);
            output.AddRange(_output.Events);
        }
        catch (Exception cause)
        {
            Failed(cause);
        }
    }

    // A policy that stops or changes without a word of its own is on record all the same.
    void Declare(RequestVerdict verdict, TimeSpan took)
    {
        if (verdict is RequestVerdict.Reject reject)
            Declare(PolicyVerdict.Block, reject.Reason, took);
        else if (verdict is RequestVerdict.Rewrite rewrite)
            Declare(PolicyVerdict.Replace, rewrite.Reason, took);
    }

    void Declare(PolicyVerdict decided, string? reason, TimeSpan took = default)
    {
        if (context.DecisionCount == _decidedBefore)
            context.Decide(decided, reason, took: took);
    }

    string Failed(Exception cause)
    {
        _clock.End();
        var reason = Bound.Explain(cause, context);
        context.Decide(PolicyVerdict.Error, reason);
        return reason;
    }

    // The client left or the gateway stops: there is nobody to decide for.
    bool IsOver(Exception cause) => cause is OperationCanceledException && context.IsAbandoned;
}
