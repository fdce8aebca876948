using System.IO.Pipelines;
using System.Text;
using LuthienProxy.Fixtures.Metrics;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Telemetry;

/// <summary>What the process's streams hold and deliver, as a collector of metrics is told. The figures are the process's, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "002-41")]
public sealed class StreamMetricsSpec : GatewayHarness
{
    const string Retained = "luthien.streams.retained_bytes";
    const string Chunks = "luthien.streams.chunks";

    static readonly string[] Buffers = ["request", "framing", "policies", "recording", "delivery"];

    readonly HeardMeter _heard = new(PipelineTelemetry.Name);

    [Fact]
    public async Task Text_that_a_policy_holds_must_be_among_what_its_stream_retains_until_it_is_let_go()
    {
        var judged = new TaskCompletionSource<BlockVerdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        var policy = new Waiting(judged.Task);
        var before = _heard.Now(Retained);
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text([.. Enumerable.Repeat("0123456789", 1000)])));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });
        await policy.Reached;

        _heard.Now("luthien.streams.active").ShouldBe(1);
        // UTF-16.
        _heard.Now(Retained, "policies").ShouldBe(2 * 10_000);
        _heard.Now(Retained, "recording").ShouldBeGreaterThan(10_000);
        _heard.Now(Retained, "request").ShouldBe(CallOf(client).Body!.Value.Length);
        // The recorder's timer may cut a segment between two looks.
        await UntilAsync(() => _heard.Now("luthien.streams.largest_bytes") == Buffers.Sum(buffer => _heard.Now(Retained, buffer)));

        judged.SetResult(new BlockVerdict.Forward());
        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        _heard.Now("luthien.streams.active").ShouldBe(0);
        _heard.Now(Retained).ShouldBe(before);
    }

    [Fact]
    public async Task What_a_slow_client_has_not_taken_must_be_among_what_its_stream_retains()
    {
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text([new string('x', 20_000)])));
        using var client = new TestClient(window: 4096);
        var running = Gateway.RunAsync(CallOf(client));
        await client.IsFullAsync();
        await UntilAsync(() => _heard.Now(Retained, "delivery") >= 20_000);
        client.Leave();
        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        _heard.Now(Retained).ShouldBe(0);
    }

    [Fact]
    public async Task An_event_that_is_not_whole_must_be_among_what_its_stream_retains()
    {
        var body = new Pipe();
        using var upstream = new Upstream(new UpstreamOptions { Name = "halves", Provider = Provider.OpenAI, BaseUrl = new Uri("http://halves.invalid") }, new Answering(body.Reader));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client, upstream: upstream));
        await body.Writer.WriteAsync(Encoding.UTF8.GetBytes("data: " + new string('x', 5000)));
        await UntilAsync(() => _heard.Now(Retained, "framing") >= 5000);
        client.Leave();
        await running;
        _heard.Now(Retained).ShouldBe(0);
    }

    [Fact]
    public async Task Chunks_must_be_counted_while_they_come_and_stay_counted()
    {
        var before = _heard.Now(Chunks, "openai-chat");
        var holding = new Holding("third");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["first", " second", " third", " fourth"])));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(holding.Policy) });
        await holding.Reached;
        await client.ReadUntilAsync("second");
        var during = _heard.Now(Chunks, "openai-chat") - before;
        during.ShouldBeGreaterThanOrEqualTo(2);
        holding.Release();
        await running;
        var after = _heard.Now(Chunks, "openai-chat") - before;
        after.ShouldBeGreaterThanOrEqualTo(during + 2);
        (_heard.Now(Chunks, "openai-chat") - before).ShouldBe(after);
    }

    [Fact]
    public async Task The_figures_of_a_gateway_must_go_with_it()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("Hello"));
        using var client = new TestClient();
        await Gateway.RunAsync(CallOf(client));
        _heard.Now(Chunks, "openai-chat").ShouldBeGreaterThan(0);

        await Sys.Terminate();

        await UntilAsync(() => _heard.Now(Chunks, "openai-chat") == 0);
    }

    async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
            await pause.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Answers with what a test writes.</summary>
    sealed class Answering(PipeReader body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body.AsStream()) { Headers = { ContentType = new("text/event-stream") } } });
    }

    /// <summary>Holds every text until somebody has decided.</summary>
    sealed class Waiting(Task<BlockVerdict> decision) : BlockPolicy
    {
        readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        protected override async ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
        {
            _reached.TrySetResult();
            return await decision.WaitAsync(cancellation);
        }
    }
}
