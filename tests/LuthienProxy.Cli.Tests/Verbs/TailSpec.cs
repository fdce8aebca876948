using LuthienProxy.Cli.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LuthienProxy.Cli.Tests.Verbs;

/// <summary>What goes on until it ends.</summary>
public sealed class TailSpec : IAsyncLifetime
{
    const string Stream = "/activity/stream";
    const string Event = """{"type":"policy.decided","at":"2026-11-22T08:30:00Z","transaction_id":"1","policy":"guard","verdict":"block","probability":0.9,"reason":"\u001b[2J"}""";
    const string End = """{"type":"transaction.completed","at":"2026-11-22T08:30:00Z","transaction_id":"1","status":200,"duration_ms":1500,"unknown":1}""";

    PlayedNode _node = null!;
    Typed _person = null!;

    public async Task InitializeAsync()
    {
        _node = await PlayedNode.StartAsync();
        _person = new Typed(_node.At);
        _node.Answers("/debug/calls/1", Detail(ended: "null"));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task A_call_must_be_told_until_it_ends()
    {
        _node.Streams(Stream, Forever, Event, End, Event);

        (await _person.RunAsync("tx tail 1")).ShouldBe(0);

        _person.Output.Split('\n').Select(line => line.Split("  ", 2)[^1]).ShouldBe(
            ["policy.decided          1  guard: block 0.90, <U+001B>[2J", "transaction.completed   1  200 after 1.5s", ""]);
        _node.Asked.First().Path.ShouldBe(Stream + "?transaction_id=1");
    }

    [Fact]
    public async Task A_call_that_has_ended_must_be_told_at_once()
    {
        _node.Answers("/debug/calls/1", Detail(ended: "\"2026-11-22T08:30:01Z\"")).Streams(Stream, Forever);

        (await _person.RunAsync("tx tail 1")).ShouldBe(0);

        _person.Output.ShouldBe("1 has ended: open after 1.0s.\n");
    }

    [Fact]
    public async Task A_call_that_comes_on_record_a_moment_later_must_be_waited_for()
    {
        _node.Streams(Stream, Forever, End).Answers("/debug/calls/1", async http =>
        {
            var isThere = _node.Asked.Count > 2;
            http.Response.StatusCode = isThere ? 200 : 404;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(isThere ? Detail(ended: "null") : """{"type":"urn:luthien:problem:not-found","detail":"Not yet."}""");
        });

        (await _person.RunAsync("tx tail 1")).ShouldBe(0);
    }

    [Fact]
    public async Task A_call_that_nobody_knows_must_be_1()
    {
        _node.Streams(Stream, Forever).Refuses("/debug/calls/1", 404, "No.");

        (await _person.RunAsync("tx tail 1")).ShouldBe(1);
    }

    [Theory]
    [InlineData("tx tail 1")]
    [InlineData("events tail")]
    public async Task A_gateway_that_dies_meanwhile_must_be_3(string line)
    {
        _node.Streams(Stream, async http =>
        {
            await Patiently.UntilAsync(() => _person.Output.Length > 0);
            http.Abort();
        }, Event);

        (await _person.RunAsync(line)).ShouldBe(3);

        _person.Output.ShouldContain("guard");
    }

    [Theory]
    [InlineData("tx tail 1")]
    [InlineData("events tail")]
    public async Task A_gateway_that_ends_the_stream_must_be_3(string line)
    {
        _node.Streams(Stream, _ => Task.CompletedTask);

        (await _person.RunAsync(line)).ShouldBe(3);
    }

    [Fact]
    public async Task Ctrl_C_must_end_it_without_a_failure()
    {
        using var interrupt = new CancellationTokenSource();
        _node.Streams(Stream, async _ =>
        {
            await Patiently.UntilAsync(() => _person.Output.Length > 0);
            await interrupt.CancelAsync();
        }, Event);

        (await _person.RunAsync("events tail", interrupt.Token)).ShouldBe(0);
    }

    [Fact]
    public async Task So_many_events_as_asked_for_must_be_enough()
    {
        _node.Streams(Stream, Forever, Event, Event, Event);

        (await _person.RunAsync("events tail -n 2 --type policy.decided --tx 1 --json")).ShouldBe(0);

        _person.Output.Split('\n').Length.ShouldBe(3);
        _node.Asked.Single().Path.ShouldBe(Stream + "?type=policy.decided&transaction_id=1");
    }

    [Fact]
    public async Task Programs_must_get_every_member_of_an_event()
    {
        _node.Streams(Stream, Forever, End);

        await _person.RunAsync("events tail -n 1 --json");

        _person.Output.ShouldBe(End + "\n");
    }

    [Fact]
    public async Task An_event_of_another_form_must_be_1()
    {
        _node.Streams(Stream, Forever, "[]");

        (await _person.RunAsync("events tail")).ShouldBe(1);
    }

    static Task Forever(HttpContext http) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    static string Detail(string ended) =>
        $$"""
        {"call":{"transaction_id":"1","opened_at":"2026-11-22T08:30:00Z","ended_at":{{ended}},"node":"n","format":"chat","path":"/","model":"m","is_stream":true,"session_id":null,"title":null,"upstream":null,
         "state":"open","status":null,"stop_reason":null,"error_code":null,"error":null,"is_intervened":false,"usage":null,"bytes_received":1,"bytes_delivered":2,"first_byte_ms":null,"duration_ms":1000,"event_count":3},
         "decisions":[],"judges":[],"response":null,"gaps":[]}
        """;
}
