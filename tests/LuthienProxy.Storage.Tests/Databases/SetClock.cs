namespace LuthienProxy.Storage.Tests.Databases;

/// <summary>A clock that shows what it is set to; its timers run as ever.</summary>
sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
