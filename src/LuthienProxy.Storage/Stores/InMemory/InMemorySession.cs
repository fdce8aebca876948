namespace LuthienProxy.Storage.Stores.InMemory;

/// <summary>A row of <c>sessions</c> in memory.</summary>
sealed record InMemorySession(string SessionId, DateTimeOffset FirstAt, DateTimeOffset LastAt, string? Title);
