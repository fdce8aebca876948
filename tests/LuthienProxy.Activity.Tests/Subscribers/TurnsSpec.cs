using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Subscribers;

public sealed class TurnsSpec
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Turns_must_be_given_one_at_a_time_and_in_order()
    {
        var turns = new Turns();
        await turns.EnterAsync();
        var (second, third) = (turns.EnterAsync(), turns.EnterAsync());
        turns.Waiting.ShouldBe(2);
        turns.Leave();
        await second.WaitAsync(Patience);
        third.IsCompleted.ShouldBeFalse();
        turns.Leave();
        await third.WaitAsync(Patience);
        turns.Leave();
        turns.EnterAsync().IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task However_many_want_one_nobody_must_have_it_beside_another()
    {
        var (turns, inside, most) = (new Turns(), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await turns.EnterAsync();
                most = Math.Max(most, ++inside);
                inside--;
                turns.Leave();
            }
        }))).WaitAsync(Patience);
        most.ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "000-07e")]
    public async Task A_client_that_takes_nothing_must_not_keep_the_turn()
    {
        await using var rig = new Rig();
        await using var stuck = await Watcher.JoinAsync(rig.Activity, buffer: 1);
        await using var quick = await Watcher.JoinAsync(rig.Activity);
        await quick.BlockAsync();
        for (var i = 1; i <= 100; i++)
            rig.Activity.Publish(Some.Opened(i));
        await rig.AdvanceAsync(1);
        (await quick.EventsAsync(100)).Count.ShouldBe(100);
    }
}
