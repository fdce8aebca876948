using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.storage.queries</c>: the bounds of reading the journal.</summary>
sealed record QuerySettings
{
    public int MaxReads { get; init; } = 8;

    public int MaxHeavyReads { get; init; } = 4;

    public ByteSize Excerpt { get; init; } = new(64L << 10);

    public ByteSize Content { get; init; } = new(32L << 20);

    public ByteSize Cache { get; init; } = new(64L << 20);

    public Duration CacheFreshness { get; init; } = Duration.From(TimeSpan.FromMilliseconds(500));
}
