using Luthien.Streams;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Testing;

/// <summary>
/// Runs policies on made-up or recorded traffic, as the gateway does, and shows what comes out: events, decisions, and the bytes a client of each format gets. Immutable.
/// </summary>
public sealed record PolicyTest
{
    readonly PolicyChain _chain;

    PolicyTest(PolicyChain chain) => _chain = chain;

    /// <summary>The request that the answer belongs to.</summary>
    public ConversationRequest Request { get; init; } = TestRequests.Of("anthropic-messages");

    /// <summary>What the call is for.</summary>
    public CallKind Kind { get; init; }

    /// <summary>Where the words that policies add are read.</summary>
    public MessageForm MessageForm { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Cancels the transaction.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What the policies put on record goes here, so that a test can look while they run; null for a list of each run's own.</summary>
    public DecisionList? Record { get; init; }

    /// <summary>A test of these policies in a row, named by their types.</summary>
    /// <exception cref="PolicyException">They cannot be used as they are.</exception>
    public static PolicyTest Of(params IReadOnlyList<Policy> policies) =>
        Of([.. policies.Select((policy, at) => new PolicyBinding { Name = $"{policy.GetType().Name}-{at}", Policy = policy })]);

    /// <summary>A test of these bindings in a row.</summary>
    /// <exception cref="PolicyException">They cannot be used as they are.</exception>
    public static PolicyTest Of(params IReadOnlyList<PolicyBinding> bindings) => PolicyChain.Load(bindings) switch
    {
        ChainLoad.Loaded loaded => new(loaded.Chain),
        ChainLoad.Refused refused => throw new PolicyException(string.Join(" ", refused.Problems)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Shows the request to the policies.</summary>
    public async Task<RequestTestResult> RequestAsync()
    {
        var decisions = Record ?? new DecisionList();
        await using var run = _chain.Begin(Transaction(decisions));
        var verdict = await run.OnRequestAsync(Request);
        return new(verdict, decisions);
    }

    /// <summary>Shows the policies the request and then an answer.</summary>
    public async Task<AnswerTestResult> AnswerAsync(IEnumerable<ResponseEvent> answer)
    {
        var decisions = Record ?? new DecisionList();
        var run = _chain.Begin(Transaction(decisions));
        await using (run)
        {
            if (await run.OnRequestAsync(Request) is RequestVerdict.Reject reject)
                return new([new ResponseFailed(reject.Error)], decisions, Request);
            var graph = Source.From(answer).Via(run.Response).ToMat(Sink.Seq<ResponseEvent>(), Keep.Right).Run(new Materializer(Time));
            var events = await graph.Value;
            await graph.Completion;
            await run.DisposeAsync();
            return new(events, decisions, Request);
        }
    }

    /// <summary>Shows the policies the request and then a recorded stream of the request's format.</summary>
    public Task<AnswerTestResult> StreamAsync(ReadOnlyMemory<byte> recorded) => AnswerAsync(Recorded.Stream(Request.Format, recorded));

    /// <summary>Shows the policies the request and then the recorded body of an answer that was not streamed.</summary>
    public Task<AnswerTestResult> BodyAsync(ReadOnlyMemory<byte> recorded) => AnswerAsync(Request.Format.DecodeBody(recorded));

    PolicyTransaction Transaction(DecisionList decisions) => new()
    {
        Id = TransactionId.New(Time),
        Request = Request,
        Kind = Kind,
        MessageForm = MessageForm,
        Decisions = decisions,
        Time = Time,
        Cancellation = Cancellation,
    };
}
