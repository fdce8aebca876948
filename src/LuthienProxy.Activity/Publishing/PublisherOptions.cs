namespace LuthienProxy.Activity.Publishing;

/// <summary>How events are published.</summary>
/// <param name="FlushInterval">Subscribers are woken at most this often; what comes meanwhile is written together.</param>
/// <param name="ProgressInterval">How often running calls are looked at.</param>
/// <param name="ProgressEvents">So many calls may show their progress in an interval; of more, each in its turn.</param>
/// <param name="Linger">How long events are still taken when nobody watches any more, for those who come back.</param>
sealed record PublisherOptions(TimeSpan FlushInterval, TimeSpan ProgressInterval, int ProgressEvents, TimeSpan Linger);
