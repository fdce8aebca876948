namespace Luthien.Actors.Tests;

public sealed class HandlingTimesSpec : TestKit.TestKit
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    [InlineData(98_765_432)]
    [InlineData(36_000_000_000)]
    public void What_all_took_must_be_told_within_a_quarter(long ticks)
    {
        var times = new HandlingTimes();
        times.Add(TimeSpan.FromTicks(ticks), 3);

        var p99 = times.P99()!.Value.Ticks;
        p99.ShouldBeGreaterThan(ticks);
        p99.ShouldBeLessThanOrEqualTo(Math.Max(ticks + 1, ticks * 5 / 4 + 1));
    }

    [Theory]
    [InlineData(100, 1, 1)]
    [InlineData(98, 2, 1_000)]
    [InlineData(16, 1, 1_000)]
    public void One_in_a_hundred_must_not_count_and_two_must(int fast, int slow, int milliseconds)
    {
        var times = new HandlingTimes();
        times.Add(Some.Milliseconds(1), fast);
        times.Add(Some.Milliseconds(1_000), slow);

        times.P99()!.Value.ShouldBeInRange(Some.Milliseconds(milliseconds), Some.Milliseconds(milliseconds) * 1.25);
    }

    [Fact]
    public void Where_nothing_was_timed_there_must_be_none() => new HandlingTimes().P99().ShouldBeNull();

    [Fact]
    public async Task An_actors_waits_must_be_told_once_it_has_had_sixteen_messages()
    {
        var (handling, gate) = (Task.CompletedTask, new TaskCompletionSource());
        var actor = Sys.ActorOf(Some.AsyncActor((_, _) => new ValueTask(handling)), "timed");
        await AdvanceAsync(Some.Second);
        foreach (var number in Enumerable.Range(0, 15))
            actor.Tell(number);
        await IdleAsync();
        Sys.Inspect("/user/timed")!.HandlingP99.ShouldBeNull();
        actor.Tell(15);
        await IdleAsync();

        handling = gate.Task;
        actor.Tell(16);
        await AdvanceAsync(Some.Milliseconds(2_000));
        gate.SetResult();
        await IdleAsync();

        Sys.Inspect("/user/timed")!.HandlingP99!.Value.ShouldBeInRange(Some.Milliseconds(2_000), Some.Milliseconds(2_500));
    }
}
