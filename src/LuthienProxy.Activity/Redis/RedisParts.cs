using Luthien.Actors;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Activity.Redis;

/// <summary>What <see cref="RedisActor"/> works with.</summary>
sealed record RedisParts(RedisOptions Options, IRedisConnector Connector, Outbox Outbox, RedisLine Line, SharedConnections Connections, IActorRef Publisher, TimeProvider Time, Random Random, ILogger Log);
