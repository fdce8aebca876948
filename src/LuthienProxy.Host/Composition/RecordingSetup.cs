using System.Collections.Frozen;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Composition;

/// <summary>The settings as the recorders want them.</summary>
static class RecordingSetup
{
    public static readonly FrozenDictionary<string, JournalMode> Modes = new KeyValuePair<string, JournalMode>[]
    {
        new("async", JournalMode.Async), new("before-delivery", JournalMode.BeforeDelivery),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, JournalContent> Contents = new KeyValuePair<string, JournalContent>[]
    {
        new("full", JournalContent.Full), new("redacted", JournalContent.Redacted), new("hash", JournalContent.Hash),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static RecordingOptions Options(JournalSettings settings) => new()
    {
        Node = settings.Node.Length > 0 ? settings.Node : OwnName(),
        Mode = Modes[settings.Mode],
        Content = Contents[settings.Content],
        SegmentBytes = (int)settings.SegmentBytes.Bytes,
        SegmentDelay = settings.SegmentDelay.ToTimeSpan(),
        MaxUnacked = (int)settings.MaxUnacked.Bytes,
        MaxBacklog = settings.MaxBacklog.Bytes,
        MaxEnded = settings.Queue,
        MaxEventBytes = (int)settings.MaxEventBytes.Bytes,
        MaxTransactionBytes = settings.MaxTransactionBytes.Bytes,
        DegradeAfter = settings.DegradeAfter,
        DegradeWindow = settings.DegradeWindow.ToTimeSpan(),
    };

    // A process id comes back after a restart, in containers always the same one: the last part tells the processes apart.
    static string OwnName() => $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}"[..^20];
}
