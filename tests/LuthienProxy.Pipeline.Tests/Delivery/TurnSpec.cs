using LuthienProxy.Pipeline.Delivery;

namespace LuthienProxy.Pipeline.Tests.Delivery;

public sealed class TurnSpec
{
    readonly Turn _turn = new();

    [Fact]
    public void It_must_belong_to_one_at_a_time()
    {
        _turn.TryEnter().ShouldBeTrue();
        _turn.TryEnter().ShouldBeFalse();
        _turn.Exit();
        _turn.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public async Task Who_waits_must_get_it_in_the_order_of_asking()
    {
        _turn.TryEnter().ShouldBeTrue();
        var (first, second) = (_turn.EnterAsync(CancellationToken.None), _turn.EnterAsync(CancellationToken.None));
        _turn.Exit();
        await first;
        (second.IsCompleted, _turn.TryEnter()).ShouldBe((false, false));
        _turn.Exit();
        await second;
        _turn.TryEnter().ShouldBeFalse();
        _turn.Exit();
        _turn.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gave_up_must_not_get_it()
    {
        using var gone = new CancellationTokenSource();
        _turn.TryEnter().ShouldBeTrue();
        var (given, second) = (_turn.EnterAsync(gone.Token), _turn.EnterAsync(CancellationToken.None));
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(given);
        _turn.Exit();
        await second;
        _turn.Exit();
        _turn.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public async Task Many_that_ask_at_once_must_never_have_it_together()
    {
        var (inside, together, turns) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                await _turn.EnterAsync(CancellationToken.None);
                together += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
                turns++;
                Interlocked.Decrement(ref inside);
                _turn.Exit();
            }
        })));

        (together, turns).ShouldBe((0, 16_000));
    }
}
