namespace LuthienProxy.Activity.Redis;

/// <summary>One connection to Redis, from its beginning to its end; it never comes back by itself. Thread-safe.</summary>
interface IRedisLink : IAsyncDisposable
{
    /// <summary>Publishes messages in their order; completes when Redis has them all.</summary>
    /// <exception cref="RedisFailedException">It has not taken all of them, or did not say so.</exception>
    Task PublishAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages);

    /// <summary>Runs a script that answers with a number.</summary>
    /// <exception cref="RedisFailedException">It did not run, or did not say so.</exception>
    Task<long> EvaluateAsync(string script, IReadOnlyList<string> keys, IReadOnlyList<string> values);
}
