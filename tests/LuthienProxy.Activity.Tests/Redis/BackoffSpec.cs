using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity.Tests.Redis;

[Trait("Spec", "002-38")]
public sealed class BackoffSpec
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(3);

    [Fact]
    public void Each_wait_must_lie_between_half_of_its_step_and_the_whole_and_never_be_over_the_ceiling()
    {
        var backoff = new Backoff(First, Ceiling, new Random(1));
        foreach (var step in new[] { 250, 500, 1000, 2000, 3000, 3000, 3000 })
        {
            var wait = backoff.Next().TotalMilliseconds;
            wait.ShouldBeInRange(step / 2.0, step);
        }
        backoff.Attempts.ShouldBe(7);
        for (var i = 0; i < 10_000; i++)
            backoff.Next().ShouldBeInRange(Ceiling / 2, Ceiling);
    }

    [Fact]
    public void Nodes_that_lost_a_server_together_must_not_come_back_together()
    {
        var waits = Enumerable.Range(0, 100).Select(seed => new Backoff(First, Ceiling, new Random(seed)).Next()).ToList();
        waits.Distinct().Count().ShouldBeGreaterThan(90);
    }

    [Fact]
    public void After_all_was_well_the_first_wait_must_be_a_short_one_again()
    {
        var backoff = new Backoff(First, Ceiling, new Random(1));
        for (var i = 0; i < 10; i++)
            backoff.Next();
        backoff.Reset();
        backoff.Attempts.ShouldBe(0);
        backoff.Next().ShouldBeLessThanOrEqualTo(First);
    }
}
