using System.Net;
using System.Text;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>What an upstream may send, and what a setting of the delivery does to it.</summary>
public sealed class AnswerLimitsSpec : GatewaySpec
{
    [Theory]
    [EachFormat]
    [Trait("Spec", "000-17b")]
    [Trait("Spec", "000-46")]
    [Trait("Spec", "002-37")]
    public async Task An_event_over_its_limit_must_end_the_stream_validly_after_all_that_came_before(SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["before it. ", new string('x', 20_000)])));
        var gateway = await StartAsync("luthien.limits.event = 8KiB");
        var stream = await (await gateway.AskAsync(api, Asking.Body(api, stream: true))).Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(stream);
        text.ShouldContain("before it. ");
        text.ShouldContain("limit for one event");
        StreamingSpec.Judge(api, stream).ShouldBeEmpty();
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "000-17b")]
    [Trait("Spec", "000-46")]
    public async Task A_whole_answer_over_its_limit_must_become_a_502(SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says(new string('x', 20_000)));
        var gateway = await StartAsync("luthien.limits.response-body = 8KiB");
        var error = await ClientError.ReadAsync(await gateway.AskAsync(api), api);
        error.Status.ShouldBe(HttpStatusCode.BadGateway);
        error.Message.ShouldContain("limits.response-body");
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "000-17a")]
    [Trait("Spec", "002-23")]
    public async Task A_buffer_of_one_byte_must_change_nothing_but_the_flushes(SimulatorApi api)
    {
        var answer = ScriptedAnswer.SaysLong(50) with { Pacing = new Pacing { FlushEach = false } };
        Upstream.Answers.Then(answer).Then(answer);
        var usual = await StartAsync();
        var tiny = await StartAsync("luthien.delivery.flush-at = 1B");
        var one = await StreamAsync(usual, api);
        var other = await StreamAsync(tiny, api);
        StreamingSpec.Judge(api, other).ShouldBeEmpty();
        Encoding.UTF8.GetString(other).Count(c => c == '\n').ShouldBe(Encoding.UTF8.GetString(one).Count(c => c == '\n'));
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "000-17c")]
    [Trait("Spec", "002-30")]
    public async Task A_monstrous_model_name_must_be_shown_cut_and_clean(SimulatorApi api)
    {
        var gateway = await StartAsync("""luthien.routes = [{ provider = openai, model = "only", upstreams = [openai] }]""");
        // The hundredth character is outside the basic plane: a cut in UTF-16 units would halve it.
        var name = "\\r\\n\\u001b[31m" + new string('x', 94) + string.Concat(Enumerable.Repeat("🌍", 5_000));
        var error = await ClientError.ReadAsync(await gateway.AskAsync(api, Asking.Body(api, model: name)), api);
        error.Status.ShouldBe(HttpStatusCode.NotFound);
        error.Message.Length.ShouldBeLessThan(300);
        error.Message.ShouldContain("x🌍🌍…'");
        error.Message.Where(char.IsControl).ShouldBeEmpty();
    }

    static async Task<byte[]> StreamAsync(TestGateway gateway, SimulatorApi api) =>
        await (await gateway.AskAsync(api, Asking.Body(api, stream: true))).Content.ReadAsByteArrayAsync();
}
