using Luthien.Streams;

namespace Luthien.TestKit.Streams;

/// <summary>Reads a stream by hand: nothing is taken but what was requested.</summary>
/// <remarks>For one test thread at a time.</remarks>
/// <typeparam name="T">What the sink takes.</typeparam>
public sealed class TestSinkProbe<T>
{
    readonly List<StreamEvent<T>> _seen = [];
    readonly TestSinkStage<T> _stage = new();

    internal TestSinkProbe()
    {
    }

    internal SinkStage<T> Stage => _stage;

    /// <summary>Allows that many more elements.</summary>
    public void Request(int count) => _stage.Request(count);

    /// <summary>Stops the stream from the sink's side, also while an element waits for demand.</summary>
    public void Cancel(Exception? cause = null) => _stage.Cancel(cause);

    /// <summary>Requests one element and returns it.</summary>
    public Task<T> RequestNextAsync()
    {
        Request(1);
        return ExpectNextAsync();
    }

    /// <summary>Returns the next element, which must have been requested. Idle signals before it are skipped.</summary>
    public async Task<T> ExpectNextAsync() => (await Expect<StreamEvent<T>.Next>(skipIdle: true).ConfigureAwait(false)).Element;

    /// <summary>Waits until one more element stands at the sink, requested or not, and returns it. It still has to be requested.</summary>
    public async Task<T> ExpectArrivalAsync() => await _stage.Arrivals.Reader.ReadAsync().AsTask().WaitAsync(Probes.Patience).ConfigureAwait(false);

    /// <summary>Requests and returns elements up to the end of the stream, which must be a completion.</summary>
    public async Task<IReadOnlyList<T>> ExpectRestAsync()
    {
        var rest = new List<T>();
        while (true)
        {
            Request(1);
            switch (await Read("an element or the completion", skipIdle: true).ConfigureAwait(false))
            {
                case StreamEvent<T>.Next next:
                    rest.Add(next.Element);
                    break;
                case StreamEvent<T>.Complete:
                    return rest;
                case var other:
                    throw new ProbeException($"Expected elements and a completion, but got {other}. Before: {Seen}");
            }
        }
    }

    /// <summary>Waits for an idle signal, which must be the next event.</summary>
    public Task ExpectIdleAsync() => Expect<StreamEvent<T>.Idle>(skipIdle: false);

    /// <summary>Waits for the completion, which must be the next event but for idle signals.</summary>
    public Task ExpectCompleteAsync() => Expect<StreamEvent<T>.Complete>(skipIdle: true);

    /// <summary>Waits for a failure, which must be the next event but for idle signals.</summary>
    public async Task<Exception> ExpectErrorAsync() => (await Expect<StreamEvent<T>.Error>(skipIdle: true).ConfigureAwait(false)).Cause;

    /// <summary>Checks that nothing has come that was not expected yet. Says nothing about what may still come.</summary>
    public void ExpectNothingYet()
    {
        if (_stage.Events.Reader.TryRead(out var surprise))
            throw new ProbeException($"Expected nothing, but got {surprise}. Before: {Seen}");
    }

    string Seen => _seen.Count == 0 ? "nothing" : string.Join(", ", _seen);

    async Task<TEvent> Expect<TEvent>(bool skipIdle)
        where TEvent : StreamEvent<T>
    {
        var got = await Read(typeof(TEvent).Name, skipIdle).ConfigureAwait(false);
        return got as TEvent ?? throw new ProbeException($"Expected {typeof(TEvent).Name}, but got {got}. Before: {Seen}");
    }

    async Task<StreamEvent<T>> Read(string expected, bool skipIdle)
    {
        try
        {
            StreamEvent<T> got;
            do
            {
                got = await _stage.Events.Reader.ReadAsync().AsTask().WaitAsync(Probes.Patience).ConfigureAwait(false);
                _seen.Add(got);
            }
            while (skipIdle && got is StreamEvent<T>.Idle);
            return got;
        }
        catch (TimeoutException late)
        {
            throw new ProbeException($"Expected {expected}, but nothing came. Before: {Seen}", late);
        }
    }
}
