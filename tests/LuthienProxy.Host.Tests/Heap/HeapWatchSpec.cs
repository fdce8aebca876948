using LuthienProxy.Host.Heap;

namespace LuthienProxy.Host.Tests.Heap;

/// <summary>When the gateway collects its heap beyond what the runtime does by itself.</summary>
public sealed class HeapWatchSpec
{
    const long Mebibyte = 1 << 20;

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    readonly HeapWatch _watch = new(TimeSpan.FromSeconds(2));
    long _allocated;
    long _collections;

    [Fact]
    public void Old_garbage_must_be_collected_once_for_each_quarter_that_the_generation_grows()
    {
        Busy(old: 200, collections: 1).ShouldBe(HeapAction.None);

        Busy(old: 250).ShouldBe(HeapAction.None);
        Busy(old: 251).ShouldBe(HeapAction.Collect);
        Busy(old: 260).ShouldBe(HeapAction.None);
        Busy(old: 208, collections: 2).ShouldBe(HeapAction.None);
        Busy(old: 260).ShouldBe(HeapAction.None);
        Busy(old: 261).ShouldBe(HeapAction.Collect);
    }

    [Fact]
    public void A_small_heap_must_be_left_alone()
    {
        Busy(old: 4, collections: 1).ShouldBe(HeapAction.None);

        Busy(old: 20).ShouldBe(HeapAction.None);
        Busy(old: 21).ShouldBe(HeapAction.Collect);
    }

    [Fact]
    public void What_a_load_has_left_must_be_given_back_once_when_nothing_was_done_for_a_while()
    {
        Look(calls: 1, committed: 300).ShouldBe(HeapAction.None);

        Look(committed: 300).ShouldBe(HeapAction.None);
        Look(committed: 300).ShouldBe(HeapAction.GiveBack);
        _watch.GaveBack(View(committed: 30));
        Look(committed: 54).ShouldBe(HeapAction.None);
        Look(committed: 55).ShouldBe(HeapAction.GiveBack);
    }

    [Fact]
    public void Nothing_must_be_given_back_while_a_call_runs_however_little_it_does()
    {
        foreach (var _ in Enumerable.Range(0, 10))
            Look(calls: 1, committed: 300).ShouldBe(HeapAction.None);
    }

    [Fact]
    public void Nothing_must_be_given_back_between_calls_that_follow_one_another()
    {
        foreach (var _ in Enumerable.Range(0, 10))
            Look(committed: 300, allocated: 2).ShouldBe(HeapAction.None);
    }

    HeapAction Busy(long old, long collections = 0) => _watch.Look(View(old, collections == 0 ? _collections : _collections = collections, committed: 0), calls: 1, Beat);

    HeapAction Look(long committed, int calls = 0, long allocated = 0)
    {
        _allocated += allocated;
        return _watch.Look(View(committed: committed), calls, Beat);
    }

    HeapView View(long old = 0, long collections = 0, long committed = 0) => new(collections, old * Mebibyte, committed * Mebibyte, _allocated * Mebibyte);
}
