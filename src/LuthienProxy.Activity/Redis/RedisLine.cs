namespace LuthienProxy.Activity.Redis;

/// <summary>The connection that stands at the moment, if one does, for those who only use it. Written by <see cref="RedisActor"/>. Thread-safe.</summary>
sealed class RedisLine(RedisStatus status)
{
    volatile IRedisLink? _link;
    volatile RedisStatus _status = status;

    /// <summary>The connection; null when there is none.</summary>
    public IRedisLink? Link => _link;

    /// <summary>How it is.</summary>
    public RedisStatus Status => _status;

    internal void Set(IRedisLink? link, RedisStatus status)
    {
        _link = link;
        _status = status;
    }
}
