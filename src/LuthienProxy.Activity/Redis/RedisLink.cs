using System.Net.Security;
using StackExchange.Redis;

namespace LuthienProxy.Activity.Redis;

/// <summary>
/// Redis through StackExchange.Redis: one multiplexed connection. The library's own reconnecting is not used: it knows no jitter and no ceiling of attempts, and cannot say
/// what was missed. A connection that breaks once is over, and <see cref="RedisActor"/> makes a new one.
/// </summary>
/// <remarks>The library's asynchronous calls have no time limit of their own; callers set one. Its messages may name addresses, so they go no further than this class.</remarks>
sealed class RedisLink : IRedisLink
{
    /// <summary>Longer than anybody waits for a reconnection that is not wanted.</summary>
    const int NeverMilliseconds = 24 * 60 * 60 * 1000;

    const int KeepAliveSeconds = 5;

    readonly ConnectionMultiplexer _connection;
    readonly ISubscriber _channel;
    readonly RedisOptions _options;

    RedisLink(ConnectionMultiplexer connection, RedisOptions options)
    {
        _connection = connection;
        _channel = connection.GetSubscriber();
        _options = options;
    }

    public async Task PublishAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        try
        {
            await Task.WhenAll(messages.Select(message => _channel.PublishAsync(_options.Channel, message.ToArray())));
        }
        catch (Exception cause) when (IsOfRedis(cause))
        {
            throw new RedisFailedException("Redis did not take what was published.", cause);
        }
    }

    public async Task<long> EvaluateAsync(string script, IReadOnlyList<string> keys, IReadOnlyList<string> values)
    {
        try
        {
            var database = _connection.GetDatabase(_options.Target.Database);
            return (long)await database.ScriptEvaluateAsync(script, [.. keys.Select(key => (RedisKey)key)], [.. values.Select(value => (RedisValue)value)]);
        }
        catch (Exception cause) when (IsOfRedis(cause))
        {
            throw new RedisFailedException("Redis did not run a script.", cause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.CloseAsync(allowCommandsToComplete: false);
        }
        catch (Exception cause) when (IsOfRedis(cause))
        {
            // It was broken already: that is why it is closed.
        }
        _connection.Dispose();
    }

    /// <summary>Connects, and listens.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="trust">Judges the server's certificate; null: as the system does.</param>
    /// <param name="heard">Takes the channel's messages.</param>
    /// <param name="lost">Hears that the connection broke.</param>
    /// <exception cref="RedisFailedException">It could not be done.</exception>
    public static async Task<RedisLink> ConnectAsync(RedisOptions options, RemoteCertificateValidationCallback? trust, Action<ReadOnlyMemory<byte>> heard, Action<string> lost)
    {
        ConnectionMultiplexer? connection = null;
        try
        {
            connection = await ConnectionMultiplexer.ConnectAsync(Configuration(options, trust));
            connection.ConnectionFailed += (_, broken) => lost(ReasonOf(broken.FailureType));
            var link = new RedisLink(connection, options);
            await link._channel.SubscribeAsync(options.Channel, (_, message) => heard((byte[])message));
            return link;
        }
        catch (Exception cause) when (IsOfRedis(cause))
        {
            connection?.Dispose();
            throw new RedisFailedException(cause is RedisConnectionException refused ? ReasonOf(refused.FailureType) : "Redis did not answer in time.", cause);
        }
    }

    static ConfigurationOptions Configuration(RedisOptions options, RemoteCertificateValidationCallback? trust)
    {
        var milliseconds = (int)options.ConnectTimeout.TotalMilliseconds;
        var configuration = new ConfigurationOptions
        {
            EndPoints = { { options.Target.Host, options.Target.Port } },
            Password = options.Target.Password,
            Ssl = options.Target.IsTls,
            SslHost = options.Target.IsTls ? options.Target.Host : null,
            DefaultDatabase = options.Target.Database,
            ClientName = "luthien",
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = milliseconds,
            SyncTimeout = milliseconds,
            ResponseTimeout = milliseconds,
            KeepAlive = KeepAliveSeconds,
            ReconnectRetryPolicy = new LinearRetry(NeverMilliseconds),
            // Neither a channel nor a key of the library's own: it is a guest in this Redis.
            ConfigurationChannel = "",
            TieBreaker = "",
        };
        if (trust is not null)
            configuration.CertificateValidation += trust;
        return configuration;
    }

    static string ReasonOf(ConnectionFailureType failure) => failure switch
    {
        ConnectionFailureType.AuthenticationFailure => "Redis refused the password, or asks for one.",
        ConnectionFailureType.UnableToResolvePhysicalConnection or ConnectionFailureType.UnableToConnect => "Redis cannot be reached.",
        ConnectionFailureType.SocketClosed or ConnectionFailureType.SocketFailure => "The connection to Redis broke.",
        ConnectionFailureType.Loading => "Redis is still loading its data.",
        _ => "The connection to Redis failed.",
    };

    static bool IsOfRedis(Exception cause) =>
        cause is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or AggregateException or OperationCanceledException or IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException;
}
