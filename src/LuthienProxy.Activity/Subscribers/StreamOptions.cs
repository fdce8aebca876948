namespace LuthienProxy.Activity.Subscribers;

/// <summary>How streams are written.</summary>
/// <param name="Heartbeat">A stream in which nothing happens says so this often; zero: never.</param>
/// <param name="Retry">How long a browser waits before it connects again.</param>
/// <param name="StallTimeout">How long a subscriber may take nothing.</param>
sealed record StreamOptions(TimeSpan Heartbeat, TimeSpan Retry, TimeSpan StallTimeout);
