using LuthienProxy.Activity.Feed;

namespace LuthienProxy.Activity.Publishing;

/// <summary>An event of another node, as Redis brought it.</summary>
/// <param name="Facts">What it can be filtered by.</param>
/// <param name="Epoch">The run of its node.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Json">The event.</param>
sealed record HeardEvent(EventFacts Facts, string Epoch, long Number, ReadOnlyMemory<byte> Json);
