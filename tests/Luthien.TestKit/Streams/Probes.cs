namespace Luthien.TestKit.Streams;

static class Probes
{
    /// <summary>How long a probe waits for what should come: long enough for a busy machine.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
}
