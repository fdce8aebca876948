using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Subscribers;

/// <summary>Clients that were cut off, before anybody has told the stream: it must neither go on for ever nor keep a thread busy.</summary>
[Trait("Spec", "002-34")]
public sealed class CutClientSpec
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_transport_that_says_that_nobody_reads_must_end_the_stream()
    {
        await using var rig = new Rig();
        await using var subscription = await JoinAsync(rig);
        var writing = Task.Run(() => subscription.WriteToAsync(new SwallowingWriter(saysSo: true), CancellationToken.None));

        (await writing.WaitAsync(Patience)).ShouldBe(StreamEnd.Left);
    }

    [Fact]
    public async Task A_transport_that_only_swallows_must_be_written_to_once_a_heartbeat_until_the_client_is_known_to_have_left()
    {
        await using var rig = new Rig(options => options with { Heartbeat = TimeSpan.FromSeconds(1) });
        await using var subscription = await JoinAsync(rig);
        using var leaving = new CancellationTokenSource();
        var transport = new SwallowingWriter(saysSo: false);
        var began = rig.Time.Elapsed;
        var writing = Task.Run(() => subscription.WriteToAsync(transport, leaving.Token));

        await rig.Kit.AwaitConditionAsync(() =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            return transport.Flushes >= 4;
        }, Patience);
        // The head, then one for each second that has passed.
        (transport.Flushes - 1).ShouldBeLessThanOrEqualTo((int)(rig.Time.Elapsed - began).TotalSeconds);

        await leaving.CancelAsync();
        (await writing.WaitAsync(Patience)).ShouldBe(StreamEnd.Left);
    }

    static async Task<Subscription> JoinAsync(Rig rig) =>
        (await rig.Activity.SubscribeAsync(new() { Identity = "somebody" })).ShouldBeOfType<Admission.Admitted>().Subscription;
}
