using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Redis;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Publishing;

/// <summary>What <see cref="PublisherActor"/> works with.</summary>
/// <param name="Options">How events are published.</param>
/// <param name="Feed">Where they go.</param>
/// <param name="Audience">Who watches.</param>
/// <param name="Outbox">What goes to other nodes; null where there are none.</param>
/// <param name="Time">The clock.</param>
sealed record PublisherParts(PublisherOptions Options, EventFeed Feed, Audience Audience, Outbox? Outbox, TimeProvider Time);
