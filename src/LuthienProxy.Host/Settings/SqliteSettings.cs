using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.storage.sqlite</c>: the embedded database.</summary>
sealed record SqliteSettings
{
    public int Readers { get; init; } = 4;

    public ByteSize Cache { get; init; } = new(16L << 20);

    public ByteSize Mmap { get; init; } = new(256L << 20);

    public Duration BusyTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(5));
}
