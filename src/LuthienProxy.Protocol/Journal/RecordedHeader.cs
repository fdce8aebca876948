namespace LuthienProxy.Protocol.Journal;

/// <summary>A header on record; only those of the allow-list are ever recorded.</summary>
public readonly record struct RecordedHeader(string Name, string Value);
