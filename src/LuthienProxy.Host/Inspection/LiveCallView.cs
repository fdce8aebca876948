using LuthienProxy.Pipeline.Live;

namespace LuthienProxy.Host.Inspection;

/// <summary>A call that runs on this node.</summary>
/// <param name="TransactionId">Its id.</param>
/// <param name="State">What it is at, see <see cref="LiveState"/>.</param>
/// <param name="AgeMs">How long it runs.</param>
/// <param name="Format">The client's wire format.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="IsStream">Whether the answer is streamed.</param>
/// <param name="Upstream">The upstream that was asked last; null before any was.</param>
/// <param name="Client">The address that the client's connection comes from; null where that is not known.</param>
/// <param name="Policy">The policies that it runs under; null where there are none.</param>
/// <param name="PolicyStage">Which of the policies' stages has a piece of the answer before it, from 1; null while none has.</param>
/// <param name="PolicyStages">How many stages they are.</param>
/// <param name="FirstByteMs">From its beginning to the first byte of the answer; null before it.</param>
/// <param name="ChunksIn">Events of the answer that came from the upstream.</param>
/// <param name="ChunksOut">Events that were written for the client.</param>
/// <param name="HeldBack">By how many fewer went out than came in: what policies hold, merged or dropped.</param>
/// <param name="BytesIn">Bytes that came from the upstream.</param>
/// <param name="BytesOut">Bytes that the client's transport took.</param>
sealed record LiveCallView(
    string TransactionId, string State, double AgeMs, string Format, string Model, bool IsStream, string? Upstream, string? Client, NodePolicyView? Policy, int? PolicyStage, int PolicyStages,
    double? FirstByteMs, long ChunksIn, long ChunksOut, long HeldBack, long BytesIn, long BytesOut)
{
    public static LiveCallView Of(LiveCall live)
    {
        var (call, chunksOut, chunksIn) = (live.Call, live.ChunksOut, live.ChunksIn);
        return new(
            live.Id.ToString(), Word.Of(live.State), Milliseconds.Of(live.Age), call.Format.Name, call.Model, call.IsStream, live.Upstream, live.Client?.ToString(),
            call.Policies is { Name: null, Chain.Stages.IsEmpty: true } ? null : new(call.Policies.Name, call.Policies.Version), live.PolicyStage, live.PolicyStages, Milliseconds.Of(live.TimeToFirstByte),
            chunksIn, chunksOut, Math.Max(0, chunksIn - chunksOut), live.BytesIn, live.BytesOut);
    }
}
