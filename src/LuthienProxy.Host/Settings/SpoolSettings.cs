using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.journal.spool</c>: where events go while the database is left alone.</summary>
sealed record SpoolSettings
{
    public ByteSize MaxBytes { get; init; } = new(1L << 30);

    public ByteSize FileBytes { get; init; } = new(16L << 20);
}
