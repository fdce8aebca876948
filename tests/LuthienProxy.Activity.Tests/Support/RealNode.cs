using System.Net.Security;
using Luthien.Actors;
using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>A node on the real clock, with a real Redis. Three may watch in all, two of them one identity, six times a minute.</summary>
sealed class RealNode : IAsyncDisposable
{
    readonly ActorSystem _system = ActorSystem.Create("node");
    readonly HeardLog _log = new();

    RealNode(string name, string url, RemoteCertificateValidationCallback? trust)
    {
        RedisTarget.TryParse(url, out var target, out var problem).ShouldBeTrue(problem);
        var redis = new RedisOptions { Target = target!, Beat = TimeSpan.FromMilliseconds(500) };
        var options = new ActivityOptions { Node = name, Redis = redis, MaxConnections = 3, MaxConnectionsPerIdentity = 2, MaxConnectsPerMinute = 6 };
        Activity = new(_system, options, _log, new RedisConnector(redis, TimeProvider.System, trust));
    }

    public ActivityStream Activity { get; }

    /// <summary>What it has logged.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>Starts it, whether Redis is there or not.</summary>
    public static RealNode Start(string name, string url, RemoteCertificateValidationCallback? trust = null) => new(name, url, trust);

    /// <summary>Starts it and waits for Redis.</summary>
    public static async Task<RealNode> StartAsync(string name, string url, RemoteCertificateValidationCallback? trust = null)
    {
        var node = Start(name, url, trust);
        await node.UpAsync();
        return node;
    }

    /// <summary>Waits until the connection stands.</summary>
    public Task UpAsync() => _log.LatestAsync(4500);

    /// <summary>Waits until it does not, after an attempt.</summary>
    public Task DownAsync() => _log.LatestAsync(4501);

    public async ValueTask DisposeAsync()
    {
        await Activity.DisposeAsync();
        await _system.DisposeAsync();
    }
}
