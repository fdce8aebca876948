using System.Diagnostics;
using System.IO.Pipelines;
using Luthien.Actors;
using LuthienProxy.Activity;
using LuthienProxy.Activity.Redis;
using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Protocol.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>A node that publishes, and a page at another one.</summary>
sealed class RedisPair : IAsyncDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // A node says every two seconds where it stands: after that all that is missing was told.
    static readonly TimeSpan Draining = TimeSpan.FromSeconds(5);

    readonly ActorSystem _system = ActorSystem.Create("bench");
    readonly ActivityStream _from;
    readonly ActivityStream _to;
    readonly EventScan _scan = new();
    readonly Pipe _pipe = new();
    readonly CancellationTokenSource _leaving = new();
    readonly ActorSystem _other = ActorSystem.Create("other");
    Task _watching = Task.CompletedTask;

    RedisPair(string url)
    {
        if (!RedisTarget.TryParse(url, out var target, out var problem))
            throw new ArgumentException(problem, nameof(url));
        var options = new ActivityOptions { Node = $"from-{Stopwatch.GetTimestamp()}", Redis = new RedisOptions { Target = target } };
        _from = new(_system, options, NullLogger<ActivityStream>.Instance);
        _to = new(_other, options with { Node = $"to-{Stopwatch.GetTimestamp()}" }, NullLogger<ActivityStream>.Instance);
    }

    public static async Task<RedisPair> StartAsync(string url)
    {
        var pair = new RedisPair(url);
        using var look = new PeriodicTimer(Look);
        while (pair is not { _from.Redis.IsUp: true, _to.Redis.IsUp: true })
            await look.WaitForNextTickAsync();
        var filter = new ActivityFilter { Types = new HashSet<string> { "transaction.opened", "gap" } };
        var subscription = ((Admission.Admitted)await pair._to.SubscribeAsync(new() { Identity = "bench", Filter = filter })).Subscription;
        pair._watching = Task.WhenAll(pair.WriteAsync(subscription), pair.ReadAsync());
        // One event is known to the other node, so that none is of a node that was never heard of.
        do
            pair._from.Publish(Happened());
        while (await look.WaitForNextTickAsync() && pair._scan.Take().Events == 0);
        await look.WaitForNextTickAsync();
        pair._scan.Take();
        return pair;
    }

    /// <summary>Publishes at that rate for so long, and waits until nothing more comes.</summary>
    public async Task<RedisFigures> RunAsync(int perSecond, TimeSpan time)
    {
        var (clock, published) = (Stopwatch.StartNew(), 0L);
        using (var beat = new PeriodicTimer(Beat))
            while (clock.Elapsed < time)
            {
                for (var due = (long)(clock.Elapsed.TotalSeconds * perSecond); published < due; published++)
                    _from.Publish(Happened());
                await beat.WaitForNextTickAsync();
            }
        var seconds = clock.Elapsed.TotalSeconds;
        await Task.Delay(Draining, TimeProvider.System);
        return new(published, seconds, _scan.Take());
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _watching;
        await _from.DisposeAsync();
        await _to.DisposeAsync();
        await _system.DisposeAsync();
        await _other.DisposeAsync();
        _leaving.Dispose();
    }

    static CallOpened Happened() => new()
    {
        At = TimeProvider.System.GetUtcNow(),
        Call = new() { TransactionId = TransactionId.New(TimeProvider.System), Model = "claude-sonnet", SessionId = "9f0f4f0e-2b1a-4a80-8f34-0a1b2c3d4e5f" },
        Format = "anthropic-messages",
        Kind = CallKind.Turn,
        IsStream = true,
        Path = "/v1/messages",
    };

    async Task WriteAsync(Subscription subscription)
    {
        await using (subscription)
            await subscription.WriteToAsync(_pipe.Writer, _leaving.Token);
        await _pipe.Writer.CompleteAsync();
    }

    async Task ReadAsync()
    {
        while (true)
        {
            var read = await _pipe.Reader.ReadAsync();
            foreach (var part in read.Buffer)
                _scan.Add(part.Span);
            _pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
