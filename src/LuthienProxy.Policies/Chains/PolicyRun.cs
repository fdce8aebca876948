using Luthien.Streams;
using LuthienProxy.Policies.Metering;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.Running;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Chains;

/// <summary>
/// A chain at work for one transaction: first the request, then the answer as a part of its graph, then the end. One caller at a time.
/// </summary>
public sealed class PolicyRun : IAsyncDisposable
{
    readonly StageRun[] _stages;

    internal PolicyRun(PolicyChain chain, PolicyTransaction transaction)
    {
        _stages = [.. chain.BeginStages(transaction)];
        Meters = [.. chain.Stages.Select(stage => new StageMeter(stage.Name) { IsShadow = stage.Mode == StageMode.Shadow })];
    }

    /// <summary>What each stage has done to the answer so far, in order. Anybody may look.</summary>
    public IReadOnlyList<StageMeter> Meters { get; }

    /// <summary>Shows the request to every stage.</summary>
    /// <returns>What all of them together say: rejected by the first that rejects, else the request as the last left it.</returns>
    /// <exception cref="OperationCanceledException">The transaction was cancelled.</exception>
    public ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request) => new SerialRun(_stages).RequestAsync(request);

    /// <summary>Each stage as a flow, in order: put buffers between them as needed. The flows of one run may be materialised once.</summary>
    public IReadOnlyList<Flow<ResponseEvent, ResponseEvent, NotUsed>> Stages =>
        [.. _stages.Select((stage, at) => Flow.FromStage(() => new PolicyStage(stage, Meters[at])))];

    /// <summary>All stages as one flow of events to events.</summary>
    public Flow<ResponseEvent, ResponseEvent, NotUsed> Response =>
        Stages.Aggregate(Flow.Create<ResponseEvent>(), (chain, stage) => chain.Via(stage));

    /// <summary>Ends the transaction for every policy, exactly once; what runs in shadow may first finish what it has seen.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _stages)
            await stage.EndAsync();
    }
}
