namespace LuthienProxy.Activity.Redis;

/// <summary>Connects to Redis.</summary>
interface IRedisConnector
{
    /// <summary>Connects, and listens to the channel.</summary>
    /// <param name="heard">Called with every message of the channel, one after the other; must return at once.</param>
    /// <param name="lost">Called when the connection breaks, perhaps several times, and perhaps before this returns; says why, without secrets.</param>
    /// <exception cref="RedisFailedException">It could not be done within the connect timeout.</exception>
    Task<IRedisLink> ConnectAsync(Action<ReadOnlyMemory<byte>> heard, Action<string> lost);
}
