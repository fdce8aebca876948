namespace Luthien.Streams.Tests.Operators;

/// <summary>What every operator that passes elements on owes to those around it, whatever it does itself.</summary>
public sealed class EveryOperatorSpec : StreamSpec
{
    static readonly TimeSpan Long = TimeSpan.FromHours(1);

    static readonly Dictionary<string, Func<Flow<int, int, NotUsed>>> Operators = new(StringComparer.Ordinal)
    {
        ["Select"] = () => Flow.Create<int>().Select(x => x),
        ["Where"] = () => Flow.Create<int>().Where(_ => true),
        ["SelectMany"] = () => Flow.Create<int>().SelectMany<int, int, int, NotUsed>(x => [x]),
        ["StatefulSelectMany"] = () => Flow.Create<int>().StatefulSelectMany<int, int, int, NotUsed>(() => x => [x]),
        ["Take"] = () => Flow.Create<int>().Take(100),
        ["TakeWhile"] = () => Flow.Create<int>().TakeWhile(_ => true),
        ["Recover"] = () => Flow.Create<int>().Recover(_ => []),
        ["LookOn"] = () => Flow.Create<int>().WireTap(_ => { }),
        ["WireTap"] = () => Flow.Create<int>().WireTap(Sink.Ignore<int>()),
        ["AlsoTo"] = () => Flow.Create<int>().AlsoTo(Sink.Ignore<int>()),
        ["Concat"] = () => Flow.Create<int>().Concat(Source.Empty<int>()),
        ["KillSwitch"] = () => Flow.Create<int>().Via(KillSwitches.Shared("s").Flow<int>()),
        ["Token"] = () => Flow.Create<int>().Via(CancellationToken.None.AsFlow<int>(graceful: true)),
        ["InitialTimeout"] = () => Flow.Create<int>().InitialTimeout(Long),
        ["IdleTimeout"] = () => Flow.Create<int>().IdleTimeout(Long),
        ["CompletionTimeout"] = () => Flow.Create<int>().CompletionTimeout(Long),
        ["BackpressureTimeout"] = () => Flow.Create<int>().BackpressureTimeout(Long),
        ["KeepAlive"] = () => Flow.Create<int>().KeepAlive(Long, () => -1),
        ["WatchTermination"] = () => Flow.Create<int>().WatchTermination(Keep.Left),
    };

    public static TheoryData<string> Names => [.. Operators.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Spec", "S2")]
    public async Task A_slow_sink_must_set_the_pace_of_the_source(string name)
    {
        var (source, sink) = TestSource.Probe<int>().Via(Operators[name]()).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;

        foreach (var element in (int[])[1, 2, 3])
        {
            var waiting = source.SendNextAsync(element);
            (await sink.ExpectArrivalAsync()).ShouldBe(element);
            waiting.IsCompleted.ShouldBeFalse("the sink has not asked for it");
            (await sink.RequestNextAsync()).ShouldBe(element);
            await Soon(waiting);
        }

        source.SendComplete();
        await sink.ExpectCompleteAsync();
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Spec", "S5")]
    public async Task A_sink_that_fails_at_once_or_later_must_cancel_the_source_with_its_own_cause(string name)
    {
        foreach (var turn in (Func<ValueTask>[])[static () => throw Cause, static () => Later()])
        {
            var (source, done) = TestSource.Probe<int>().Via(Operators[name]()).ToMat(Sink.ForEachAsync<int>((_, _) => turn()), Keep.Both).Run(Materializer).Value;
            await Soon(source.SendNextAsync(1));

            (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
            (await Should.ThrowAsync<InvalidDataException>(() => Soon(done))).ShouldBeSameAs(Cause);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Spec", "S5")]
    public async Task An_end_must_reach_the_other_side_from_either(string name)
    {
        var (failing, failed) = TestSource.Probe<int>().Via(Operators[name]()).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        failing.SendError(Cause);
        (await failed.ExpectErrorAsync()).ShouldBeSameAs(Cause);

        var (source, leaving) = TestSource.Probe<int>().Via(Operators[name]()).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendIdleAsync());
        leaving.Cancel(Cause);
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    static async ValueTask Later()
    {
        await Task.Yield();
        throw Cause;
    }
}
