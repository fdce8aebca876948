namespace LuthienProxy.Activity.Redis;

/// <summary>Redis did not do what it was asked. The message is safe to show: it holds no address and no credential.</summary>
sealed class RedisFailedException : Exception
{
    public RedisFailedException(string message)
        : base(message)
    {
    }

    public RedisFailedException(string message, Exception cause)
        : base(message, cause)
    {
    }

    public RedisFailedException()
    {
    }
}
