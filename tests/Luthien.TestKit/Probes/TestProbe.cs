using System.Threading.Channels;
using Luthien.Actors;

namespace Luthien.TestKit;

/// <summary>An actor whose messages a test takes one by one, with expectations.</summary>
/// <remarks>For one test at a time. Every expectation waits at most <see cref="TestKit.DefaultTimeout"/> of real time unless it says otherwise; a failed one says what arrived before.</remarks>
public sealed partial class TestProbe
{
    readonly TestKit _kit;
    readonly Channel<(object Message, IActorRef Sender)> _arrived = Channel.CreateUnbounded<(object, IActorRef)>();
    readonly List<object> _taken = [];
    Predicate<object>? _ignored;
    Action<object, IActorRef>? _autoPilot;

    internal TestProbe(TestKit kit, string name)
    {
        _kit = kit;
        Ref = kit.Sys.SystemActorOf(Props.Create(() => new ProbeActor(this)), name);
        LastSender = kit.Sys.DeadLetterOffice;
    }

    /// <summary>The probe as an actor.</summary>
    public IActorRef Ref { get; }

    /// <summary>Who sent what was taken last.</summary>
    public IActorRef LastSender { get; private set; }

    /// <summary>Tells an actor something, as this probe.</summary>
    public void Send(IActorRef target, object message) => target.Tell(message, Ref);

    /// <summary>Answers what was taken last.</summary>
    public void Reply(object message) => LastSender.Tell(message, Ref);

    /// <summary>Passes what was taken last on, under its sender.</summary>
    public void Forward(IActorRef target) => target.Tell(_taken[^1], LastSender);

    /// <summary>Watches an actor. Complete when the watch is in place.</summary>
    public async Task WatchAsync(IActorRef subject)
    {
        Ref.Tell(new ProbeActor.Watch(subject));
        await _kit.IdleAsync().ConfigureAwait(false);
    }

    /// <summary>Takes a watch back.</summary>
    public async Task UnwatchAsync(IActorRef subject)
    {
        Ref.Tell(new ProbeActor.Unwatch(subject));
        await _kit.IdleAsync().ConfigureAwait(false);
    }

    /// <summary>Passes over messages from now on; null to stop.</summary>
    public void IgnoreMessages(Predicate<object>? which) => _ignored = which;

    /// <summary>Runs for each message and sender when it arrives, in the probe's turn, before the test can take it; null to stop.</summary>
    public void SetAutoPilot(Action<object, IActorRef>? pilot) => _autoPilot = pilot;

    internal void Accept(object message, IActorRef sender)
    {
        _autoPilot?.Invoke(message, sender);
        if (_ignored?.Invoke(message) != true)
            _arrived.Writer.TryWrite((message, sender));
    }

    async Task<object> TakeAsync(TimeSpan? timeout, string expected)
    {
        var limit = timeout ?? _kit.DefaultTimeout;
        using var deadline = new CancellationTokenSource(limit, TimeProvider.System);
        try
        {
            var (message, sender) = await _arrived.Reader.ReadAsync(deadline.Token).ConfigureAwait(false);
            _taken.Add(message);
            LastSender = sender;
            return message;
        }
        catch (OperationCanceledException)
        {
            throw Failure($"expected {expected} within {limit}, and nothing came");
        }
    }

    ProbeException Failure(string what) =>
        new($"{Ref}: {what}. Arrived before: {(_taken.Count == 0 ? "nothing" : string.Join("; ", _taken.TakeLast(10)))}");
}
