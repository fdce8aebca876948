using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Redis;

/// <summary>
/// Counts the streams of all nodes against the limits, in Redis, as well as that can be done: where Redis does not answer, each node's own count stands alone. A place is a
/// lease that its node renews, so those of a node that died are free again after a while. Thread-safe.
/// </summary>
sealed class SharedConnections(RedisLine line, ConnectionLimits limits, RedisOptions options, TimeProvider time)
{
    /// <summary>A page should not wait for a Redis that limps.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    // The time is Redis's own, so that nodes with different clocks agree.
    const string EnterScript = """
        local now = tonumber(redis.call('TIME')[1])
        local lease = tonumber(ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
        redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
        local connects = redis.call('INCR', KEYS[3])
        if connects == 1 then redis.call('EXPIRE', KEYS[3], 60) end
        if connects > tonumber(ARGV[5]) then return 3 end
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 1 end
        if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) then return 2 end
        redis.call('ZADD', KEYS[1], now + lease, ARGV[1])
        redis.call('ZADD', KEYS[2], now + lease, ARGV[1])
        redis.call('EXPIRE', KEYS[1], lease)
        redis.call('EXPIRE', KEYS[2], lease)
        return 0
        """;

    const string RenewScript = """
        local ends = tonumber(redis.call('TIME')[1]) + tonumber(ARGV[1])
        for i = 2, #ARGV do
          redis.call('ZADD', KEYS[1], ends, ARGV[i])
          redis.call('ZADD', KEYS[i], ends, ARGV[i])
          redis.call('EXPIRE', KEYS[i], tonumber(ARGV[1]))
        end
        redis.call('EXPIRE', KEYS[1], tonumber(ARGV[1]))
        return 0
        """;

    const string LeaveScript = """
        redis.call('ZREM', KEYS[1], ARGV[1])
        redis.call('ZREM', KEYS[2], ARGV[1])
        return 0
        """;

    // This node's streams, and under which key each one's identity is counted.
    readonly ConcurrentDictionary<string, string> _places = new(StringComparer.Ordinal);

    // Braces: in a cluster all keys of a script must live together.
    string AllKey => $"{{{options.Channel}}}:streams";

    /// <summary>Takes a place; null when it was free, or nobody could say.</summary>
    public async Task<Admission.Refused?> EnterAsync(string place, string identity)
    {
        var (ofOne, connects) = (KeyOf("streams", identity), KeyOf("connects", identity));
        _places[place] = ofOne;
        var answer = await RunAsync(EnterScript, [AllKey, ofOne, connects], [place, Seconds(options.Lease), Text(limits.Most), Text(limits.MostOfOne), Text(limits.ConnectsPerMinute)]);
        Admission.Refused? refused = answer switch
        {
            1 => new("max-connections", LocalConnections.Patience),
            2 => new("max-connections-per-identity", LocalConnections.Patience),
            3 => new("max-connects-per-minute", TimeSpan.FromMinutes(1)),
            _ => null,
        };
        if (refused is not null)
            _places.TryRemove(place, out _);
        return refused;
    }

    /// <summary>Gives a place back.</summary>
    public async Task LeaveAsync(string place)
    {
        if (_places.TryRemove(place, out var ofOne))
            await RunAsync(LeaveScript, [AllKey, ofOne], [place]);
    }

    /// <summary>Keeps this node's places, also in a Redis that has lost them.</summary>
    public async Task RenewAsync()
    {
        var places = _places.ToArray();
        if (places.Length > 0)
            await RunAsync(RenewScript, [AllKey, .. places.Select(place => place.Value)], [Seconds(options.Lease), .. places.Select(place => place.Key)]);
    }

    async Task<long> RunAsync(string script, IReadOnlyList<string> keys, IReadOnlyList<string> values)
    {
        if (line.Link is not { } link)
            return 0;
        try
        {
            return await link.EvaluateAsync(script, keys, values).WaitAsync(Patience, time);
        }
        catch (Exception cause) when (cause is RedisFailedException or TimeoutException)
        {
            // Whether Redis is well is seen where events are published.
            return 0;
        }
    }

    // An identity may be an address or worse: only its digest leaves this process.
    string KeyOf(string kind, string identity) => $"{{{options.Channel}}}:{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16))}";

    static string Seconds(TimeSpan time) => Text((long)Math.Ceiling(time.TotalSeconds));

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
