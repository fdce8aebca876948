namespace LuthienProxy.Policies.Running;

/// <summary>Waits for a decision no longer than the limits allow.</summary>
static class Bound
{
    /// <exception cref="TimeoutException">It took too long. It may still run, and nobody hears of it any more.</exception>
    public static Task Of(Task decision, PolicyContext context) =>
        decision.IsCompleted ? decision : Forgotten(decision).WaitAsync(context.Limits.DecisionTimeout, context.Time, context.Cancellation);

    /// <inheritdoc cref="Of(Task, PolicyContext)"/>
    public static Task<T> Of<T>(Task<T> decision, PolicyContext context)
    {
        if (decision.IsCompleted)
            return decision;
        _ = Forgotten(decision);
        return decision.WaitAsync(context.Limits.DecisionTimeout, context.Time, context.Cancellation);
    }

    /// <summary>The same for the last hook, which runs although the transaction was cancelled.</summary>
    public static Task OfEnd(Task end, PolicyContext context) =>
        end.IsCompleted ? end : Forgotten(end).WaitAsync(context.Limits.DecisionTimeout, context.Time, CancellationToken.None);

    /// <summary>A failure in words that may go on record: an exception of unknown origin could quote content, so only its type is named.</summary>
    public static string Explain(Exception cause, PolicyContext context) => cause switch
    {
        PolicyException stated => stated.Message,
        TimeoutException => $"it took longer than {context.Limits.DecisionTimeout.TotalSeconds:0.#} s.",
        OperationCanceledException => "it was cancelled.",
        _ => $"it failed ({cause.GetType().Name}).",
    };

    /// <summary>What is no longer waited for may still fail: that is on record already, and must not be reported as unobserved.</summary>
    public static Task Forgotten(Task decision)
    {
        _ = decision.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return decision;
    }
}
