using Luthien.TestKit;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Delivery;

/// <summary>When a client gets a sign of life, to the millisecond.</summary>
[Trait("Spec", "X-03")]
[Trait("Spec", "002-40")]
public sealed class HeartbeatSpec : IDisposable
{
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    readonly ManualTime _time = new();
    readonly TestClient _client = new();
    readonly IReadOnlyList<ResponseEvent> _events = AnswerScript.Empty.Text("Hello there").Events(5);
    Reply? _reply;

    [Theory]
    [InlineData("chat", 1)]
    [InlineData("chat", 60)]
    [InlineData("messages", 15)]
    [InlineData("responses", 15)]
    public async Task Silence_must_be_broken_after_each_interval_and_never_before(string name, int seconds)
    {
        var interval = TimeSpan.FromSeconds(seconds);
        await using var heartbeat = await BegunAsync(name, interval);
        for (var beats = 0; beats < 3; beats++)
        {
            var before = _client.Unread;
            _time.Advance(interval - Moment);
            _client.Unread.ShouldBe(before);
            _time.Advance(Moment);
            _client.Unread.ShouldBeGreaterThan(before);
        }
    }

    [Fact]
    public async Task An_event_must_begin_a_new_interval()
    {
        var interval = TimeSpan.FromSeconds(10);
        await using var heartbeat = await BegunAsync("messages", interval);
        _time.Advance(interval - Moment);
        await DeliverAsync(heartbeat, _events[4]);
        var before = _client.Unread;

        _time.Advance(interval - Moment);

        _client.Unread.ShouldBe(before);
        _time.Advance(Moment);
        _client.Unread.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task An_interval_of_nothing_must_switch_it_off()
    {
        await using var heartbeat = await BegunAsync("messages", TimeSpan.Zero);
        var before = _client.Unread;

        _time.Advance(TimeSpan.FromHours(1));

        _client.Unread.ShouldBe(before);
    }

    [Fact]
    public async Task Before_the_answer_has_begun_there_must_be_none_because_its_status_is_open()
    {
        var interval = TimeSpan.FromSeconds(10);
        await using var heartbeat = Made("messages", interval, mayHold: true);

        _time.Advance(10 * interval);

        _client.HasStarted.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_policies_only_look_on_an_upstreams_silence_must_stay_silence()
    {
        var interval = TimeSpan.FromSeconds(10);
        await using var heartbeat = await BegunAsync("responses", interval, mayHold: false);
        var before = _client.Unread;

        _time.Advance(10 * interval);

        _client.Unread.ShouldBe(before);
        heartbeat.Entered();
        _time.Advance(interval);
        _client.Unread.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Whoever_writes_must_not_be_written_into()
    {
        var interval = TimeSpan.FromSeconds(10);
        await using var heartbeat = await BegunAsync("messages", interval);
        var before = _client.Unread;
        await heartbeat.EnterAsync(CancellationToken.None);

        _time.Advance(10 * interval);

        _client.Unread.ShouldBe(before);
        heartbeat.Exit();
    }

    [Fact]
    public async Task What_was_taken_for_good_must_not_be_written_into_by_whoever_waited_nor_by_the_timer()
    {
        var interval = TimeSpan.FromSeconds(10);
        await using var heartbeat = await BegunAsync("messages", interval);
        var before = _client.Unread;
        using var aborted = new CancellationTokenSource();

        (await heartbeat.TakeAsync(), await heartbeat.TakeAsync()).ShouldBe((true, false));
        var waiting = heartbeat.EnterAsync(aborted.Token);
        await aborted.CancelAsync();
        _time.Advance(10 * interval);

        await waiting.ShouldThrowAsync<OperationCanceledException>();
        _client.Unread.ShouldBe(before);
    }

    [Fact]
    public async Task After_the_end_there_must_be_none()
    {
        var interval = TimeSpan.FromSeconds(10);
        var heartbeat = await BegunAsync("messages", interval);
        await heartbeat.DisposeAsync();
        var before = _client.Unread;

        _time.Advance(10 * interval);

        _client.Unread.ShouldBe(before);
    }

    [Fact]
    public async Task A_client_that_cannot_be_reached_must_be_told_of()
    {
        var told = new List<Exception>();
        await using var heartbeat = await BegunAsync("messages", TimeSpan.FromSeconds(10), onFailure: told.Add);
        _client.Leave();

        _time.Advance(TimeSpan.FromSeconds(10));

        told.ShouldHaveSingleItem().GetBaseException().ShouldBeOfType<ClientGoneException>();
    }

    public void Dispose() => _client.Dispose();

    async Task<Heartbeat> BegunAsync(string name, TimeSpan interval, bool mayHold = true, Action<Exception>? onFailure = null)
    {
        var heartbeat = Made(name, interval, mayHold, onFailure);
        foreach (var next in _events.Take(4))
            await DeliverAsync(heartbeat, next);
        return heartbeat;
    }

    Heartbeat Made(string name, TimeSpan interval, bool mayHold, Action<Exception>? onFailure = null)
    {
        var format = WireFormats.Named(name);
        var emitter = format.CreateStreamEmitter(TestRequests.Of(format.Name), EmitterOptions.Rewriting);
        _reply = new Reply(_client, format, emitter, new PlainOutlet(_client, _time), flushAt: 1);
        var heartbeat = new Heartbeat(_reply, interval, mayHold, _time, onFailure ?? (static cause => throw cause));
        heartbeat.Start(CancellationToken.None);
        return heartbeat;
    }

    async Task DeliverAsync(Heartbeat heartbeat, ResponseEvent next)
    {
        await heartbeat.EnterAsync(CancellationToken.None);
        _reply!.Write(next);
        await _reply.SettleAsync(CancellationToken.None);
        heartbeat.Exit();
    }
}
