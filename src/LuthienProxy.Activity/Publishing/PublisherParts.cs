using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Publishing;

/// <summary>What <see cref="PublisherActor"/> works with.</summary>
/// <param name="Options">How events are published.</param>
/// <param name="Feed">Where they go.</param>
/// <param name="Audience">Who watches.</param>
/// <param name="Happened">What happens here.</param>
/// <param name="Channel">What goes to other nodes and comes from them; null where there are none.</param>
/// <param name="Running">The calls that run now.</param>
/// <param name="Time">The clock.</param>
sealed record PublisherParts(PublisherOptions Options, EventFeed Feed, Audience Audience, Intake<ActivityEvent> Happened, ChannelParts? Channel, Func<IEnumerable<CallFacts>> Running, TimeProvider Time);
