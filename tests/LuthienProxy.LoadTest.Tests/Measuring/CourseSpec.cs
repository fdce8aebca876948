using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Tests.Measuring;

/// <summary>A run's course keeps its shape and does not grow.</summary>
[Trait("Spec", "000-56")]
public sealed class CourseSpec
{
    [Fact]
    public void It_must_keep_each_moment_while_there_is_room()
    {
        var course = new Course(8);
        foreach (var second in Enumerable.Range(1, 7))
            course.Add(At(second));
        course.Moments.Select(moment => moment.Second).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void It_must_never_hold_more_than_it_may_and_reach_from_the_beginning_to_the_end(int seconds)
    {
        var course = new Course(8);
        foreach (var second in Enumerable.Range(1, seconds))
            course.Add(At(second));
        course.Moments.Count.ShouldBeInRange(4, 8);
        course.Moments.Select(moment => moment.Second).ShouldBeInOrder();
        course.Moments[^1].Second.ShouldBe(seconds);
        course.Moments[0].Second.ShouldBeLessThanOrEqualTo(seconds / 2.0);
    }

    [Fact]
    public void Two_moments_in_one_must_keep_the_worst_latency_and_the_mean_of_what_flows()
    {
        var one = Moment.Of(At(1) with { DeltasPerSecond = 10, TransitP99 = 5, TargetCpu = 1 }, At(2) with { DeltasPerSecond = 30, TransitP99 = 1, TargetCpu = null });
        (one.Second, one.DeltasPerSecond, one.TransitP99, one.TargetCpu).ShouldBe((2, 20, 5, null));
    }

    static Moment At(int second) => new(second, 1, 1, 1, 0, 1, 1, 1, 1, 1);
}
