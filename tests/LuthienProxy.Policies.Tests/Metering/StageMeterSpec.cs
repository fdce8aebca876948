using Luthien.TestKit;
using LuthienProxy.Policies.Metering;

namespace LuthienProxy.Policies.Tests.Metering;

/// <summary>What a stage counts of the answer that passes it.</summary>
public sealed class StageMeterSpec
{
    readonly ManualTime _time = new();
    readonly StageMeter _meter = new("stage");

    [Fact]
    public void Elements_must_be_counted_on_both_sides()
    {
        Pass(TimeSpan.Zero, elements: 2);
        Pass(TimeSpan.Zero, elements: 0);

        (_meter.In, _meter.Out, _meter.IsUnderWay, _meter.WaitsSince).ShouldBe((2, 2, false, 0));
    }

    [Fact]
    public void Nothing_must_be_told_of_times_before_the_first_element() => _meter.Percentile(500).ShouldBeNull();

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(9_800)]
    [InlineData(1_500_000)]
    public void A_time_must_be_told_within_a_fifth(double microseconds)
    {
        Pass(TimeSpan.FromMicroseconds(microseconds));

        _meter.Percentile(500)!.Value.TotalMicroseconds.ShouldBe(microseconds, tolerance: microseconds / 5);
    }

    [Theory]
    [InlineData(1, 250_000, 30)]
    [InlineData(30, 1, 250_000)]
    [InlineData(250_000, 30, 1)]
    public void Times_must_all_be_told_in_whatever_order_they_came(params int[] microseconds)
    {
        foreach (var one in microseconds)
            WaitFor(TimeSpan.FromMicroseconds(one));

        _meter.Percentile(1)!.Value.TotalMicroseconds.ShouldBe(1, tolerance: 0.2);
        _meter.Percentile(500)!.Value.TotalMicroseconds.ShouldBe(30, tolerance: 6);
        _meter.Percentile(1_000)!.Value.TotalMicroseconds.ShouldBe(250_000, tolerance: 50_000);
    }

    [Fact]
    public void What_the_flow_waited_for_must_be_timed_always_and_weigh_as_one()
    {
        foreach (var _ in Enumerable.Range(0, 1_600))
            Pass(TimeSpan.FromMicroseconds(10));
        Pass(TimeSpan.FromMicroseconds(10));
        WaitFor(TimeSpan.FromSeconds(1));

        _meter.Percentile(500)!.Value.TotalMicroseconds.ShouldBe(10, tolerance: 2);
        _meter.Percentile(990)!.Value.TotalMicroseconds.ShouldBe(10, tolerance: 2);
        _meter.Percentile(1_000)!.Value.TotalSeconds.ShouldBe(1, tolerance: 0.2);
    }

    [Fact]
    public void A_wait_must_be_seen_while_it_lasts()
    {
        var entered = _meter.Entered(_time);
        var since = _meter.Waits(entered, _time);
        (_meter.IsUnderWay, _meter.WaitsSince).ShouldBe((true, since));

        _meter.LeftAfterWait(1, since, _time);

        (_meter.IsUnderWay, _meter.WaitsSince).ShouldBe((false, 0));
    }

    [Fact]
    public void An_element_must_allocate_nothing()
    {
        Pass(TimeSpan.Zero);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _meter.Left(1, _meter.Entered(TimeProvider.System), TimeProvider.System);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    void Pass(TimeSpan took, int elements = 1)
    {
        var entered = _meter.Entered(_time);
        _time.Advance(took);
        _meter.Left(elements, entered, _time);
    }

    void WaitFor(TimeSpan took)
    {
        var since = _meter.Waits(_meter.Entered(_time), _time);
        _time.Advance(took);
        _meter.LeftAfterWait(1, since, _time);
    }
}
