using Luthien.Actors;

namespace Luthien.TestKit;

public sealed partial class TestProbe
{
    /// <summary>The next message must be a <typeparamref name="T"/> and fit.</summary>
    public async Task<T> ExpectMsgAsync<T>(Predicate<T>? where = null, TimeSpan? timeout = null)
    {
        var message = await TakeAsync(timeout, typeof(T).Name).ConfigureAwait(false);
        if (message is T typed && (where is null || where(typed)))
            return typed;
        throw Failure($"expected {typeof(T).Name}{(where is null ? string.Empty : " that fits")}, but got {message}");
    }

    /// <summary>The next message must equal <paramref name="expected"/>.</summary>
    public Task<T> ExpectMsgAsync<T>(T expected, TimeSpan? timeout = null)
        where T : notnull => ExpectMsgAsync<T>(message => message.Equals(expected), timeout);

    /// <summary>The next message must be a <typeparamref name="T"/> from <paramref name="sender"/>.</summary>
    public async Task<T> ExpectMsgFromAsync<T>(IActorRef sender, TimeSpan? timeout = null)
    {
        var message = await ExpectMsgAsync<T>(timeout: timeout).ConfigureAwait(false);
        return LastSender.Equals(sender) ? message : throw Failure($"expected {message} from {sender}, but it came from {LastSender}");
    }

    /// <summary>The next messages must be these, in any order.</summary>
    public async Task ExpectMsgAllOfAsync(params object[] expected)
    {
        var missing = expected.ToList();
        while (missing.Count > 0)
        {
            var message = await TakeAsync(timeout: null, string.Join(", ", missing)).ConfigureAwait(false);
            if (!missing.Remove(message))
                throw Failure($"expected one of {string.Join(", ", missing)}, but got {message}");
        }
    }

    /// <summary>The next message must be one of these.</summary>
    public async Task<object> ExpectMsgAnyOfAsync(params object[] expected)
    {
        var message = await TakeAsync(timeout: null, string.Join(" or ", expected)).ConfigureAwait(false);
        return expected.Contains(message) ? message : throw Failure($"expected one of {string.Join(", ", expected)}, but got {message}");
    }

    /// <summary>Nothing may come, from now until the system is quiet after <paramref name="during"/> of virtual time.</summary>
    public async Task ExpectNoMsgAsync(TimeSpan during = default)
    {
        await _kit.AdvanceAsync(during).ConfigureAwait(false);
        if (_arrived.Reader.TryRead(out var unexpected))
            throw Failure($"expected nothing, but got {unexpected.Message}");
    }

    /// <summary>The next message must be the <see cref="Terminated"/> of this very actor.</summary>
    public Task<Terminated> ExpectTerminatedAsync(IActorRef subject, TimeSpan? timeout = null) =>
        ExpectMsgAsync<Terminated>(terminated => terminated.Subject.Equals(subject), timeout);

    /// <summary>Passes over messages until a <typeparamref name="T"/> fits.</summary>
    public async Task<T> FishForMessageAsync<T>(Predicate<T>? where = null, TimeSpan? timeout = null)
    {
        while (true)
        {
            var message = await TakeAsync(timeout, $"{typeof(T).Name} among others").ConfigureAwait(false);
            if (message is T typed && (where is null || where(typed)))
                return typed;
        }
    }

    /// <summary>The next <paramref name="count"/> messages.</summary>
    public async Task<IReadOnlyList<object>> ReceiveNAsync(int count, TimeSpan? timeout = null)
    {
        var messages = new List<object>(count);
        while (messages.Count < count)
            messages.Add(await TakeAsync(timeout, $"{count} messages").ConfigureAwait(false));
        return messages;
    }

    /// <summary>What has arrived of type <typeparamref name="T"/> once the system is quiet, up to the first of another type, which stays.</summary>
    public async Task<IReadOnlyList<T>> ReceiveWhileAsync<T>(Predicate<T>? where = null)
    {
        await _kit.IdleAsync().ConfigureAwait(false);
        var messages = new List<T>();
        while (_arrived.Reader.TryPeek(out var next) && next.Message is T typed && (where is null || where(typed)))
        {
            _arrived.Reader.TryRead(out _);
            _taken.Add(next.Message);
            LastSender = next.Sender;
            messages.Add(typed);
        }

        return messages;
    }
}
