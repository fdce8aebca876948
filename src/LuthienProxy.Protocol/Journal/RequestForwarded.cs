namespace LuthienProxy.Protocol.Journal;

/// <summary>What went to an upstream.</summary>
/// <param name="Upstream">The upstream's name in the configuration.</param>
/// <param name="Url">Where it went, without the query.</param>
/// <param name="Body">The body; null when it is the one received, or there is none.</param>
public sealed record RequestForwarded(string Upstream, string Url, Payload? Body) : JournalEvent;
