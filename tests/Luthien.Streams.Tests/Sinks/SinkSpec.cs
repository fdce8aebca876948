namespace Luthien.Streams.Tests.Sinks;

[Trait("Spec", "S19")]
public sealed class SinkSpec : StreamSpec
{
    static readonly Source<int, NotUsed> Numbers = Source.From([1, 2, 3]);

    [Fact]
    public async Task Sinks_must_materialise_what_they_saw()
    {
        var seen = new List<int>();
        await Soon(Numbers.RunWith(Sink.ForEach<int>(seen.Add), Materializer));
        await Soon(Numbers.RunWith(Sink.ForEachAsync<int>(async (x, _) =>
        {
            await Task.Yield();
            seen.Add(x);
        }), Materializer));

        seen.ShouldBe([1, 2, 3, 1, 2, 3]);
        (await Soon(Numbers.RunWith(Sink.Seq<int>(), Materializer))).ShouldBe([1, 2, 3]);
        (await Soon(Numbers.RunWith(Sink.Aggregate<int, int>(10, (sum, x) => sum + x), Materializer))).ShouldBe(16);
        (await Soon(Numbers.RunWith(Sink.First<int>(), Materializer))).ShouldBe(1);
        (await Soon(Numbers.RunWith(Sink.Ignore<int>(), Materializer))).ShouldBe(Done.Instance);
    }

    [Fact]
    public async Task First_of_nothing_must_fault()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Soon(Source.Empty<int>().RunWith(Sink.First<int>(), Materializer)));
    }

    [Fact]
    public async Task A_failure_must_fault_the_task()
    {
        (await Should.ThrowAsync<InvalidDataException>(() => Soon(Source.Failed<int>(Cause).RunWith(Sink.Seq<int>(), Materializer)))).ShouldBeSameAs(Cause);
    }

    [Fact]
    public async Task A_sink_must_tell_of_its_own_fault_apart_from_a_failure_upstream()
    {
        var own = new ToldStage();
        var upstream = new ToldStage();

        await Soon(Source.From([13]).To(Sink.FromStage(() => own)).Run(Materializer).Completion);
        await Soon(Source.Failed<int>(Cause).To(Sink.FromStage(() => upstream)).Run(Materializer).Completion);

        own.Told.ShouldBe(["fault"]);
        upstream.Told.ShouldBe(["failure"]);
    }

    sealed class ToldStage : SinkStage<int>
    {
        internal List<string> Told { get; } = [];

        protected override ValueTask OnNext(int element) => throw Cause;

        protected override ValueTask OnFailure(Exception cause) => Tell("failure");

        protected override ValueTask OnFault(Exception cause) => Tell("fault");

        ValueTask Tell(string what)
        {
            Told.Add(what);
            return default;
        }
    }
}
