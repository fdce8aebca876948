using Luthien.TestKit;

namespace LuthienProxy.Simulator.Tests;

public sealed class PacingSpec
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    readonly ManualTime _time = new();

    Task<HttpResponseMessage> Ask(ScriptedAnswer answer, bool stream = true)
    {
        var client = new HttpClient(new SimulatorHandler(new SimulatedProvider(_ => answer, new SimulatorOptions { Time = _time }))) { BaseAddress = new Uri("http://simulator") };
        return client.SendAsync(Asking.Request(SimulatorApi.Messages, stream), HttpCompletionOption.ResponseHeadersRead);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Slow_headers_must_wait_before_the_status_line(bool stream)
    {
        var asking = Ask(ScriptedAnswer.Says("late") with { Fault = new Fault(FaultKind.SlowHeaders) { Delay = Hour } }, stream);
        await _time.WaitForTimerAsync();
        asking.IsCompleted.ShouldBeFalse();
        _time.Advance(Hour);
        (await (await asking).Content.ReadAsStringAsync()).ShouldContain("late");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_slow_first_event_must_wait_after_the_headers(bool stream)
    {
        var response = await Ask(ScriptedAnswer.Says("late") with { Fault = new Fault(FaultKind.SlowFirstEvent) { Delay = Hour } }, stream);
        var reading = response.Content.ReadAsStringAsync();
        await _time.WaitForTimerAsync();
        reading.IsCompleted.ShouldBeFalse();
        _time.Advance(Hour);
        (await reading).ShouldContain("late");
    }

    [Fact]
    public async Task A_pause_must_stand_where_the_script_put_it()
    {
        var response = await Ask(ScriptedAnswer.Of(new AnswerPart.Text("before"), new AnswerPart.Pause(Hour), new AnswerPart.Text("after")));
        await using var body = await response.Content.ReadAsStreamAsync();
        await _time.WaitForTimerAsync();
        var read = new byte[64 << 10];
        var seen = System.Text.Encoding.UTF8.GetString(read, 0, await body.ReadAsync(read));
        seen.ShouldNotContain("after");
        _time.Advance(Hour);
        (await new StreamReader(body).ReadToEndAsync()).ShouldContain("after");
    }

    [Fact]
    public async Task Deltas_must_keep_the_beat()
    {
        var response = await Ask(ScriptedAnswer.SaysLong(2) with { Pacing = new Pacing { Every = Hour } });
        var reading = response.Content.ReadAsStringAsync();
        await _time.WaitForTimerAsync();
        reading.IsCompleted.ShouldBeFalse();
        _time.Advance(Hour);
        SseLines.Parse(await reading).Count(e => e.Name == "content_block_delta").ShouldBe(2);
    }
}
