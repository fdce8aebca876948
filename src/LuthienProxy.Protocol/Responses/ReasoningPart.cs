using System.Text;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>A part of a reasoning item: of its summary, or of the reasoning itself.</summary>
/// <param name="isSummary">Whether it is part of <c>summary</c>, else of <c>content</c>.</param>
/// <param name="upstreamIndex">Its index in the provider's frames.</param>
/// <param name="index">Its index in what the client sees.</param>
/// <param name="remembers">Whether its text is remembered.</param>
sealed class ReasoningPart(bool isSummary, int upstreamIndex, int index, bool remembers)
{
    public bool IsSummary { get; } = isSummary;

    public int UpstreamIndex { get; } = upstreamIndex;

    public int Index { get; } = index;

    public StringBuilder? Text { get; } = remembers ? new() : null;

    public BlockStage Stage { get; set; }

    /// <summary>Where a frame's reasoning text belongs; null when the frame does not say.</summary>
    public static (bool IsSummary, int Index)? PlaceOf(ResponsesFrame frame, OutBlock block)
    {
        switch (frame.Kind)
        {
            case ResponsesFrameKind.SummaryPartAdded or ResponsesFrameKind.SummaryDelta or ResponsesFrameKind.SummaryDone or ResponsesFrameKind.SummaryPartDone:
                return (true, Math.Max(0, frame.PartIndex));
            case ResponsesFrameKind.PartAdded or ResponsesFrameKind.ReasoningDelta or ResponsesFrameKind.ReasoningDone or ResponsesFrameKind.PartDone:
                return (false, Math.Max(0, frame.PartIndex));
            default:
                return InCopy(frame, block);
        }
    }

    /// <summary>A copy's texts come one by one: those of the summary, then those of the reasoning.</summary>
    static (bool IsSummary, int Index)? InCopy(ResponsesFrame frame, OutBlock block)
    {
        if (frame.CopyOf(block.Id) is not { } copy)
            return null;
        var json = JsonFields.Parse(copy.Item, ResponsesFrame.MaxDepth);
        var summaries = json.ItemsOf("summary"u8).Count();
        var taken = block.Parts.Count;
        return taken < summaries ? (true, taken) : (false, taken - summaries);
    }
}
