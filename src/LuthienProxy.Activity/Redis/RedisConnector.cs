using System.Net.Security;

namespace LuthienProxy.Activity.Redis;

/// <summary>Makes connections as the options say, each within the connect timeout.</summary>
sealed class RedisConnector(RedisOptions options, TimeProvider time, RemoteCertificateValidationCallback? trust = null) : IRedisConnector
{
    public async Task<IRedisLink> ConnectAsync(Action<ReadOnlyMemory<byte>> heard, Action<string> lost)
    {
        var connecting = RedisLink.ConnectAsync(options, trust, heard, lost);
        try
        {
            return await connecting.WaitAsync(options.ConnectTimeout, time);
        }
        catch (TimeoutException cause)
        {
            _ = CloseLateAsync(connecting);
            throw new RedisFailedException("Redis did not answer in time.", cause);
        }
    }

    /// <summary>A connection that comes after its time must not stay open.</summary>
    static async Task CloseLateAsync(Task<RedisLink> connecting)
    {
        try
        {
            await using var late = await connecting;
        }
        catch (RedisFailedException)
        {
            // It did not come at all.
        }
    }
}
