using Luthien.TestKit;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Pipeline.Tests.Recording;

[Trait("Spec", "000-20c")]
public sealed class RecordingHealthSpec
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    readonly ManualTime _time = new();
    readonly RecordingHealth _health;

    public RecordingHealthSpec() => _health = new(new RecordingOptions { Node = "test", DegradeAfter = 3, DegradeWindow = Window }, _time);

    [Fact]
    public void Fewer_calls_than_the_limit_must_not_degrade_it()
    {
        Truncate(2, TimeSpan.FromSeconds(1));
        _health.IsDegraded.ShouldBeFalse();
        _health.Reason.ShouldBeNull();
    }

    [Fact]
    public void So_many_calls_within_the_window_must_degrade_it()
    {
        Truncate(3, TimeSpan.FromSeconds(20));
        _health.IsDegraded.ShouldBeTrue();
    }

    [Fact]
    public void So_many_calls_over_a_longer_time_must_not_degrade_it()
    {
        Truncate(10, TimeSpan.FromSeconds(31));
        _health.IsDegraded.ShouldBeFalse();
    }

    [Fact]
    public void It_must_recover_by_itself_after_a_quiet_window_and_only_then()
    {
        Truncate(3, TimeSpan.FromSeconds(1));
        _time.Advance(Window - TimeSpan.FromSeconds(2));
        Truncate(1, TimeSpan.FromSeconds(1));
        _time.Advance(Window - TimeSpan.FromSeconds(1));
        _health.IsDegraded.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(1));
        _health.IsDegraded.ShouldBeFalse();
    }

    [Fact]
    public void What_was_before_it_recovered_must_not_count_again()
    {
        Truncate(3, TimeSpan.FromSeconds(1));
        _time.Advance(Window + Window);
        Truncate(2, TimeSpan.FromSeconds(1));
        _health.IsDegraded.ShouldBeFalse();
    }

    void Truncate(int calls, TimeSpan every)
    {
        foreach (var _ in Enumerable.Range(0, calls))
        {
            _health.CallTruncated();
            _time.Advance(every);
        }
    }
}
