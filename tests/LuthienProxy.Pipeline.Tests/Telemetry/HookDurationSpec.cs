using System.Diagnostics.Metrics;
using Luthien.TestKit;
using LuthienProxy.Fixtures.Metrics;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Telemetry;

/// <summary>How long policies' hooks take, by policy and hook. The clock is the test's: each hook lets it go by as much as it is to have taken.</summary>
[Trait("Spec", "002-41")]
public sealed class HookDurationSpec : GatewayHarness
{
    const string Instrument = "luthien.policy.hook_duration";

    readonly ManualTime _clock = new();

    public HookDurationSpec() => Clock = _clock;

    [Fact]
    public async Task Each_hook_must_be_measured_under_its_policy_and_its_name()
    {
        using var heard = new HeardMeter(PipelineTelemetry.Name);
        var events = await RunAsync("timed-slow", new ScriptedPolicy
        {
            Asked = (_, _) => Took(7, RequestVerdict.Pass),
            Answered = (next, output, _) =>
            {
                output.Forward(next);
                return Took(2);
            },
            Ended = _ => Took(5),
        });
        heard.Under(Instrument, "timed-slow request").ShouldBe([7]);
        heard.Under(Instrument, "timed-slow event").ShouldBe(Enumerable.Repeat(2.0, events));
        heard.Under(Instrument, "timed-slow choice_end").ShouldBe([0]);
        heard.Under(Instrument, "timed-slow ended").ShouldBe([5]);
        heard.Under(Instrument, "timed-beside event").ShouldBe(Enumerable.Repeat(0.0, events));
    }

    [Fact]
    public async Task A_hook_that_fails_must_be_measured_until_it_failed()
    {
        using var heard = new HeardMeter(PipelineTelemetry.Name);
        await RunAsync("timed-broken", new ScriptedPolicy(FailureMode.Open)
        {
            Answered = (_, _, _) =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(11));
                throw new InvalidOperationException("broken");
            },
        });
        heard.Under(Instrument, "timed-broken event").ShouldBe([11]);
    }

    [Fact]
    public async Task A_hook_that_waits_must_be_measured_with_its_wait()
    {
        using var heard = new HeardMeter(PipelineTelemetry.Name);
        var waited = new TaskCompletionSource<RequestVerdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        var policy = new ScriptedPolicy { Asked = (_, _) => new(waited.Task) };
        var running = RunAsync("timed-waiting", policy);
        _clock.Advance(TimeSpan.FromMilliseconds(30));
        waited.SetResult(RequestVerdict.Pass);
        await running;
        heard.Under(Instrument, "timed-waiting request").Single().ShouldBeInRange(0, 30);
        heard.Under(Instrument, "timed-waiting ended").ShouldHaveSingleItem();
    }

    [Fact]
    public void Measuring_an_event_must_allocate_nothing()
    {
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => ListenToHooks(instrument, listener) };
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
        PipelineTelemetry.HearsHooks.ShouldBeTrue();
        Measure(2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Names_past_the_limit_must_share_one_series()
    {
        var names = new BoundedNames(2);
        new[] { "a", "b", "c", "d", "a", "b" }.Select(names.Of).ShouldBe(["a", "b", BoundedNames.Others, BoundedNames.Others, "a", "b"]);
    }

    static void ListenToHooks(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == Instrument)
            listener.EnableMeasurementEvents(instrument);
    }

    static void Measure(int times)
    {
        for (var i = 0; i < times; i++)
            PipelineTelemetry.Ran("timed-free", PolicyHook.Event, TimeSpan.FromTicks(i));
    }

    ValueTask Took(int milliseconds)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return default;
    }

    ValueTask<T> Took<T>(int milliseconds, T verdict)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return new(verdict);
    }

    /// <summary>A call under the policy, and one that does nothing behind it; answers how many events each of them saw.</summary>
    async Task<int> RunAsync(string name, ScriptedPolicy policy)
    {
        var events = 0;
        var counting = new ScriptedPolicy
        {
            Answered = (next, output, _) =>
            {
                events++;
                output.Forward(next);
                return default;
            },
        };
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there"])));
        using var client = new TestClient();
        var chain = Bound.To(
            new PolicyBinding { Name = name, Policy = policy },
            new PolicyBinding { Name = "timed-count", Policy = counting },
            new PolicyBinding { Name = "timed-beside", Policy = new ScriptedPolicy() });
        (await Gateway.RunAsync(CallOf(client) with { Policies = chain })).ShouldBeOfType<TransactionOutcome.Completed>();
        await Gateway.RecordedAsync();
        return events;
    }
}
