using LuthienProxy.Pipeline.Live;

namespace LuthienProxy.Host.Inspection;

/// <summary>A call that runs on this node, stage by stage.</summary>
/// <param name="Node">The node.</param>
/// <param name="Call">The call.</param>
/// <param name="Stages">What became of the answer in each stage, in order.</param>
/// <param name="Buffers">Bytes that its buffers hold.</param>
/// <param name="Record">How far its record has come; null where nothing is recorded.</param>
sealed record LiveDetailView(string Node, LiveCallView Call, IReadOnlyList<StageView> Stages, BuffersView Buffers, LiveRecordView? Record)
{
    public static LiveDetailView Of(LiveCall live, string node) => new(
        node, LiveCallView.Of(live), [.. live.Stages.Select(stage => StageView.Of(stage, live.Waits(stage)))],
        BuffersView.Of(live.Retained),
        live.Record is { } record ? new(record.Sequence, record.Acknowledged, record.UnacknowledgedBytes, Milliseconds.Of(record.Lag)) : null);
}
