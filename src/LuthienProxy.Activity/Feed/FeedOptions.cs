namespace LuthienProxy.Activity.Feed;

/// <summary>What a feed keeps.</summary>
/// <param name="Node">This node's name.</param>
/// <param name="Capacity">So many events.</param>
/// <param name="MaxBytes">Together so many bytes.</param>
sealed record FeedOptions(string Node, int Capacity, long MaxBytes);
