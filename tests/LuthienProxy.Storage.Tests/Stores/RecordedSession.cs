namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>A row of <c>sessions</c>.</summary>
public sealed record RecordedSession(DateTimeOffset FirstAt, DateTimeOffset LastAt, string? Title);
