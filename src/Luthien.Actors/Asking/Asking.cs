namespace Luthien.Actors;

/// <summary>Questions to actors, results for actors, and waiting for an actor's end.</summary>
public static class Asking
{
    /// <summary>Sends a message and waits for one answer.</summary>
    /// <param name="actor">Who is asked.</param>
    /// <param name="message">The question; its sender is a ref made for the answer.</param>
    /// <param name="timeout">How long to wait; null for <see cref="ActorSystemOptions.AskTimeout"/>. Always finite.</param>
    /// <param name="ct">Gives up earlier; an answer that comes later is swallowed.</param>
    /// <returns>The answer. Continuations never run on the answering actor's stack.</returns>
    /// <exception cref="AskTimeoutException">No answer in time; one that comes later is a dead letter.</exception>
    /// <exception cref="ArgumentException">The answer was of another type (it becomes a dead letter), or <paramref name="actor"/> is not of this kernel.</exception>
    /// <exception cref="InvalidOperationException">An actor asked itself in its own turn: awaiting that would wait for ever.</exception>
    /// <remarks>A <see cref="Status.Failure"/> is thrown as its cause. What an actor asks itself after an <c>await</c> cannot be told apart and times out.</remarks>
    public static Task<T> Ask<T>(this IActorRef actor, object message, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var target = InternalActorRef.Of(actor);
        if (target is ActorCell { IsInItsTurnHere: true })
            throw new InvalidOperationException($"{target} asks itself: nobody could answer while it waits. Tell Self instead.");
        if (ct.IsCancellationRequested)
            return Task.FromCanceled<T>(ct);
        var limit = timeout ?? target.System.Options.AskTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(timeout));
        var promise = new PromiseRef<T>(target, message.GetType(), limit);
        promise.Arm(ct);
        target.Tell(message, promise);
        return promise.Task;
    }

    /// <summary>Sends the outcome of a task to an actor as a message: the result, or <see cref="Status.Failure"/>.</summary>
    /// <param name="task">Whose outcome.</param>
    /// <param name="recipient">Usually <c>Self</c>. If it has ended, the outcome is a dead letter.</param>
    /// <param name="sender">Named as the sender.</param>
    /// <param name="success">Makes the message of the result; without it the result itself is sent.</param>
    /// <param name="failure">Makes the message of the exception; without it <see cref="Status.Failure"/> is sent.</param>
    public static void PipeTo<T>(
        this Task<T> task, IActorRef recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        // Executed synchronously: it only enqueues.
        _ = task.ContinueWith(
            done => recipient.Tell(OutcomeOf(done, success, failure), sender),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Sends the outcome of a task without a result: <see cref="Status.Success"/> or <see cref="Status.Failure"/>, unless functions say otherwise.</summary>
    /// <inheritdoc cref="PipeTo{T}" path="/param"/>
    public static void PipeTo(
        this Task task, IActorRef recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null)
    {
        _ = task.ContinueWith(
            done => recipient.Tell(
                done.IsCompletedSuccessfully ? success?.Invoke() ?? new Status.Success(Value: null) : Failed(CauseOf(done), failure),
                sender),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Stops an actor and waits for its end.</summary>
    /// <param name="actor">Who is to end.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="stopMessage">What it is told; null for <see cref="PoisonPill"/>, behind what is queued.</param>
    /// <returns>True when it has ended; false when the time ran out first (it may end later).</returns>
    public static Task<bool> GracefulStop(this IActorRef actor, TimeSpan timeout, object? stopMessage = null)
    {
        var target = InternalActorRef.Of(actor);
        var message = stopMessage ?? PoisonPill.Instance;
        var promise = new EndPromise(target);
        promise.Arm(timeout);
        target.SendSystem(new SystemMessage(SystemKind.Watch, promise));
        if (!promise.Task.IsCompleted)
            target.Tell(message);
        return promise.Task;
    }

    static object OutcomeOf<T>(Task<T> done, Func<T, object>? success, Func<Exception, object>? failure)
    {
        if (!done.IsCompletedSuccessfully)
            return Failed(CauseOf(done), failure);
        try
        {
            var result = done.GetAwaiter().GetResult();
            return success is null ? (object?)result ?? new Status.Success(Value: null) : success(result);
        }
        catch (Exception cause)
        {
            return Failed(cause, failure);
        }
    }

    static object Failed(Exception cause, Func<Exception, object>? failure) => failure?.Invoke(cause) ?? new Status.Failure(cause);

    static Exception CauseOf(Task task) => task.Exception?.InnerException ?? (Exception)new TaskCanceledException(task);
}
