using Luthien.Actors;
using LuthienProxy.Storage.Health;

namespace LuthienProxy.Storage.Writers;

/// <summary>
/// <c>/system/journal/writer-k</c>: puts the batches of its share of the transactions on record, in their order, one commit at a time. While a commit is
/// under way, what arrives is collected for the next: the batching follows the load, and an idle journal waits for nothing.
/// </summary>
/// <remarks>
/// 1. An append is collected. 2. Without a commit under way, one begins with what is collected. 3. With one under way and the next one full, the mailbox is
/// left alone: it fills, and those who hand over wait. 4. The end of a commit begins the next. 5. After a crash the writer rests for a while; its mailbox stays.
/// </remarks>
sealed class WriterActor : ReceiveActor
{
    readonly WriterWork _work;
    readonly JournalOptions _options;
    Task _rest = Task.CompletedTask;

    public WriterActor(WriterWork work, JournalOptions options)
    {
        (_work, _options) = (work, options);
        ReceiveAsync<Append>(OnAppendAsync);
        Receive<Wake>(_ => Continue());
        ReceiveAsync<Drain>(OnDrainAsync);
    }

    protected override void PreRestart(Exception cause, object? message)
    {
        // What is collected stays in hand; only the message that failed is gone.
        if (message is Append { IsCollected: false } append)
            _work.Lose(append, DropCause.Crash);
        else if (message is Drain drain)
            _ = Self.TellAsync(drain).AsTask();
    }

    protected override void PostStop() => _work.Abandon();

    protected override void PostRestart(Exception cause)
    {
        var time = Context.System.Time;
        if (time.GetElapsedTime(_work.CrashedAt) > _options.MaxRestartDelay)
            _work.Crashes = 0;
        var delay = Math.Min(_options.RestartDelay.Ticks * Math.Pow(2, Math.Min(_work.Crashes++, 30)), _options.MaxRestartDelay.Ticks);
        _work.CrashedAt = time.GetTimestamp();
        _rest = Task.Delay(TimeSpan.FromTicks((long)delay), time, Context.Stopping);
        // What was collected before the crash must not wait for the next append.
        _ = WakeAfterAsync(Self, _rest);
    }

    async ValueTask OnAppendAsync(Append append)
    {
        // 1.
        _work.Collect(append);
        if (!_rest.IsCompleted)
            await _rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // 2. and 4.
        Continue();
        if (!_work.IsFull)
            return;
        // 3.
        await _work.InFlight!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Continue();
    }

    void Continue()
    {
        _work.Settle();
        if (_work.InFlight is null && !_work.IsEmpty)
            _ = WakeAfterAsync(Self, _work.Begin());
    }

    /// <summary>Behind everything that was handed over before: leaves nothing in this writer's hands.</summary>
    async ValueTask OnDrainAsync(Drain drain)
    {
        do
        {
            Continue();
            if (_work.InFlight is { } commit)
                await commit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (_work.InFlight is not null);
        drain.Done.TrySetResult();
    }

    // The mailbox is bounded: the wake waits for its place, and until then the appends before it do its work.
    static async Task WakeAfterAsync(IActorRef writer, Task commit)
    {
        await commit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await writer.TellAsync(Wake.Instance);
    }

    /// <summary>Asks for everything that was handed over before to be committed or spooled.</summary>
    public sealed record Drain(TaskCompletionSource Done);

    /// <summary>A commit has ended.</summary>
    sealed record Wake : IDeadLetterSuppression
    {
        internal static Wake Instance { get; } = new();
    }
}
