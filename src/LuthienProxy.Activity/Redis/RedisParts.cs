using Luthien.Actors;
using LuthienProxy.Activity.Publishing;
using LuthienProxy.Pipeline.Activities;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Activity.Redis;

/// <summary>What <see cref="RedisActor"/> works with.</summary>
sealed record RedisParts
{
    public required RedisOptions Options { get; init; }

    public required IRedisConnector Connector { get; init; }

    /// <summary>What it publishes.</summary>
    public required Outbox Outbox { get; init; }

    /// <summary>Gets what the channel brings.</summary>
    public required Intake<ReadOnlyMemory<byte>> Heard { get; init; }

    /// <summary>Gets that Redis came or went.</summary>
    public required Intake<ActivityEvent> Happened { get; init; }

    /// <summary>Shows the connection to those who use it.</summary>
    public required RedisLine Line { get; init; }

    public required SharedConnections Connections { get; init; }

    /// <summary>Asked to say where this node's numbers stand.</summary>
    public required IActorRef Publisher { get; init; }

    public required TimeProvider Time { get; init; }

    public required Random Random { get; init; }

    public required ILogger Log { get; init; }
}
