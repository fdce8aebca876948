using System.Text;
using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>A Redis that the test plays: it decides whether connections succeed, takes or refuses what is published, and speaks into the channel.</summary>
sealed class PlayedRedis : IRedisConnector
{
    readonly Lock _gate = new();
    readonly List<PlayedLink> _links = [];

    /// <summary>Whether connections succeed.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>When not null, a connection breaks at once with this reason, before it is handed out.</summary>
    public string? BreaksEarly { get; set; }

    /// <summary>Whether publishing is answered; otherwise it hangs.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>Attempts to connect.</summary>
    public int Attempts { get; private set; }

    /// <summary>All connections so far.</summary>
    public IReadOnlyList<PlayedLink> Links
    {
        get
        {
            lock (_gate)
                return [.. _links];
        }
    }

    public static RedisOptions Options { get; } = new() { Target = Target() };

    public Task<IRedisLink> ConnectAsync(Action<ReadOnlyMemory<byte>> heard, Action<string> lost)
    {
        lock (_gate)
        {
            Attempts++;
            if (!IsUp)
                return Task.FromException<IRedisLink>(new RedisFailedException("Redis cannot be reached."));
            var link = new PlayedLink(this, heard, lost);
            _links.Add(link);
            if (BreaksEarly is { } reason)
                lost(reason);
            return Task.FromResult<IRedisLink>(link);
        }
    }

    static RedisTarget Target() => RedisTarget.TryParse("redis://localhost", out var target, out _) ? target : throw new InvalidOperationException();

    internal sealed class PlayedLink(PlayedRedis home, Action<ReadOnlyMemory<byte>> heard, Action<string> lost) : IRedisLink
    {
        readonly List<string> _published = [];

        public bool IsClosed { get; private set; }

        /// <summary>Whether what is published comes back through the channel.</summary>
        public bool Echoes { get; set; } = true;

        /// <summary>What was published, positions left out.</summary>
        public IReadOnlyList<string> Events
        {
            get
            {
                lock (_published)
                    return [.. _published.Where(message => !message.Contains("node.position", StringComparison.Ordinal))];
            }
        }

        public Task PublishAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages)
        {
            if (!home.Answers)
                return new TaskCompletionSource().Task;
            lock (_published)
                _published.AddRange(messages.Select(message => Encoding.UTF8.GetString(message.Span)));
            if (Echoes)
                foreach (var message in messages)
                    heard(message);
            return Task.CompletedTask;
        }

        public Task<long> EvaluateAsync(string script, IReadOnlyList<string> keys, IReadOnlyList<string> values) => Task.FromResult(0L);

        public ValueTask DisposeAsync()
        {
            IsClosed = true;
            return default;
        }

        public void Say(string message) => heard(Encoding.UTF8.GetBytes(message));

        public void Break() => lost("The connection to Redis broke.");
    }
}
