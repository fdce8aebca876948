using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.journal</c>: what is recorded of the calls, and how.</summary>
sealed record JournalSettings
{
    public Flag Enabled { get; init; } = new(IsOn: true);

    public string Mode { get; init; } = "async";

    public string Content { get; init; } = "full";

    public string Node { get; init; } = "";

    public ByteSize SegmentBytes { get; init; } = new(32L << 10);

    public Duration SegmentDelay { get; init; } = Duration.From(TimeSpan.FromSeconds(1));

    public ByteSize MaxUnacked { get; init; } = new(256L << 10);

    public ByteSize MaxBacklog { get; init; } = new(64L << 20);

    public ByteSize MaxEventBytes { get; init; } = new(16L << 20);

    public ByteSize MaxTransactionBytes { get; init; } = new(64L << 20);

    public int DegradeAfter { get; init; } = 20;

    public Duration DegradeWindow { get; init; } = Duration.From(TimeSpan.FromMinutes(1));

    public Duration HeartbeatInterval { get; init; } = Duration.From(TimeSpan.FromSeconds(5));

    public Duration LapseAfter { get; init; } = Duration.From(TimeSpan.FromSeconds(30));

    public int RecoveryBatch { get; init; } = 200;

    public RetentionSettings Retention { get; init; } = new();

    public int Writers { get; init; } = 2;

    public int Queue { get; init; } = 1024;

    public int BatchCount { get; init; } = 256;

    public ByteSize BatchBytes { get; init; } = new(1L << 20);

    public Duration AppendTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(15));

    public Duration FlushTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(5));

    public Duration RestartDelay { get; init; } = Duration.From(TimeSpan.FromMilliseconds(200));

    public Duration MaxRestartDelay { get; init; } = Duration.From(TimeSpan.FromSeconds(10));

    public BreakerSettings Breaker { get; init; } = new();

    public SpoolSettings Spool { get; init; } = new();
}
