using System.Diagnostics;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Telemetry;

/// <summary>Spans are for listeners; without one they cost nothing and nothing needs them.</summary>
[Trait("Spec", "000-18")]
public sealed class PipelineTelemetrySpec : GatewayHarness
{
    [Fact]
    [Trait("Spec", "000-18b")]
    public void Starting_a_span_must_allocate_nothing_when_nobody_listens()
    {
        using var client = new TestClient();
        var call = CallOf(client);
        Starts(call).ShouldBe(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Starts(call);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        started.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "000-18a")]
    public async Task A_call_must_complete_without_a_span()
    {
        using var client = new TestClient();
        Upstream.Answers.Then(ScriptedAnswer.Says("hi"));
        (await Gateway.RunAsync(CallOf(client))).ShouldBeOfType<TransactionOutcome.Completed>();
    }

    [Theory]
    [InlineData(ActivitySamplingResult.PropagationData, 0)]
    [InlineData(ActivitySamplingResult.AllData, 4)]
    [Trait("Spec", "000-18b")]
    public async Task A_span_must_be_tagged_only_while_it_is_recorded(ActivitySamplingResult sampling, int tags)
    {
        using var client = new TestClient();
        var call = CallOf(client) with { Model = "tagged" };
        using var spans = new Spans(sampling);
        Upstream.Answers.Then(ScriptedAnswer.Says("hi"));
        await Gateway.RunAsync(call);
        spans.Of(call.Id.ToString(), tags).ShouldContain(tags);
    }

    static int Starts(Call call)
    {
        var started = 0;
        for (var i = 0; i < 1000; i++)
            started += PipelineTelemetry.Start(call) is null ? 0 : 1;
        return started;
    }

    /// <summary>Hears the spans of this room while it lives; other specs' calls may be among them.</summary>
    sealed class Spans : IDisposable
    {
        readonly List<Activity> _ended = [];
        readonly ActivityListener _listener;

        public Spans(ActivitySamplingResult sampling)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
                ActivityStopped = Ended,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public void Dispose() => _listener.Dispose();

        /// <summary>How many tags the call's span has; an untagged one cannot be told from others'.</summary>
        public IEnumerable<int> Of(string transaction, int tags)
        {
            lock (_ended)
                return [.. _ended.Where(span => tags == 0 || Equals(span.GetTagItem("transaction_id"), transaction)).Select(span => span.TagObjects.Count())];
        }

        void Ended(Activity span)
        {
            lock (_ended)
                _ended.Add(span);
        }
    }
}
