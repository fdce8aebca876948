namespace Luthien.Streams.Tests;

public sealed class SourceCreateSpec
{
    readonly Materializer _materializer = new();

    [Fact]
    public async Task A_source_must_complete_when_its_loop_returns()
    {
        var seen = new List<int>();
        var run = Source.Create<int>(async (writer, _) =>
            {
                await writer.PushAsync(1);
                await writer.PushAsync(2);
            })
            .Select(x => x * 10)
            .To(Sink.FromStage(() => new CollectStage(seen)))
            .Run(_materializer);

        (await run.Completion).Outcome.ShouldBeOfType<StreamOutcome.Completed>();
        seen.ShouldBe([10, 20]);
    }

    sealed class CollectStage(List<int> seen) : SinkStage<int>
    {
        protected override ValueTask OnNext(int element)
        {
            seen.Add(element);
            return default;
        }
    }
}
