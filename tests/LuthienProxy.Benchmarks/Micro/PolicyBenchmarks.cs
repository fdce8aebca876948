using BenchmarkDotNet.Attributes;
using Luthien.Streams;
using LuthienProxy.Policies;
using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.RegexRedaction;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>What a delta costs in a policy, set-up of the answer included.</summary>
public class PolicyBenchmarks
{
    const int Deltas = 500;
    const string Path = "/v1/chat/completions";

    readonly Materializer _materializer = new();
    readonly List<ResponseEvent> _events = [];
    ConversationRequest _request = null!;
    PolicyChain _chain = PolicyChain.Empty;

    [Params("NoOp", "BlockDangerousCommands", "RegexRedaction", "StringReplacement")]
    public string BuiltIn { get; set; } = "NoOp";

    [GlobalSetup]
    public void Setup()
    {
        Policy policy = BuiltIn switch
        {
            "NoOp" => new NoOpPolicy(),
            "BlockDangerousCommands" => new BlockDangerousCommandsPolicy(new()),
            "RegexRedaction" => new RegexRedactionPolicy(new()),
            _ => new StringReplacementPolicy(new() { Pairs = [new("lorem", "ipsum")] }),
        };
        _chain = ((ChainLoad.Loaded)PolicyChain.Load([new PolicyBinding { Name = "measured", Policy = policy }])).Chain;
        var model = $"sim/text?deltas={Deltas}";
        _request = ChatFormat.Instance.DecodeRequest(SampleAnswers.Request(Path, model, stream: true, messages: 1), new RequestLimits());
        var framer = new SseFramer();
        framer.Append(SampleAnswers.Body(Path, model, stream: true));
        var decoder = ChatFormat.Instance.CreateStreamDecoder();
        while (framer.TryRead(out var frame))
            decoder.Decode(frame, _events);
    }

    [Benchmark(OperationsPerInvoke = Deltas)]
    public async Task Delta()
    {
        await using var run = _chain.Begin(new() { Id = TransactionId.New(TimeProvider.System), Request = _request, Decisions = new DecisionList() });
        await Source.From(_events).Via(run.Response).To(Sink.Ignore<ResponseEvent>()).Run(_materializer).Completion;
    }
}
