namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S13")]
public sealed class GroupedWithinSpec : StreamSpec
{
    static readonly TimeSpan Within = TimeSpan.FromSeconds(5);
    readonly TestSourceProbe<int> _source;
    readonly TestSinkProbe<IReadOnlyList<int>> _sink;

    public GroupedWithinSpec()
    {
        (_source, _sink) = TestSource.Probe<int>().GroupedWithin(3, Within).ToMat(TestSink.Probe<IReadOnlyList<int>>(), Keep.Both).Run(Materializer).Value;
        _sink.Request(10);
    }

    [Fact]
    public async Task A_full_group_must_be_emitted_at_once_and_the_rest_on_completion()
    {
        foreach (var element in new[] { 0, 1, 2, 3 })
            await Soon(_source.SendNextAsync(element));
        _source.SendComplete();

        (await _sink.ExpectNextAsync()).ShouldBe([0, 1, 2]);
        (await _sink.ExpectNextAsync()).ShouldBe([3]);
        await _sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task A_group_must_be_emitted_when_its_time_is_over_also_of_default_values()
    {
        await Soon(_source.SendNextAsync(0));
        _sink.ExpectNothingYet();

        Time.Advance(Within);

        (await _sink.ExpectNextAsync()).ShouldBe([0]);
        _source.SendComplete();
        await _sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task An_empty_group_must_never_be_emitted()
    {
        await Soon(_source.SendIdleAsync());

        Time.Advance(10 * Within);

        _sink.ExpectNothingYet();
        _source.SendComplete();
        await _sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task A_failure_must_drop_the_rest()
    {
        await Soon(_source.SendNextAsync(1));
        _source.SendError(Cause);

        (await _sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
    }
}
