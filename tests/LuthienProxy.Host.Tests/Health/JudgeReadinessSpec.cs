using System.Net.Http.Json;
using System.Text.Json;
using LuthienProxy.Policies.Judges;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Health;

/// <summary>The judges that policies get, and what <c>/health/ready</c> says of them.</summary>
[Trait("Spec", "002-36")]
public sealed class JudgeReadinessSpec : GatewaySpec
{
    static readonly JudgeQuestion Question = new("m", "Judge it.", "{}");

    [Fact]
    public async Task Only_upstreams_with_a_key_of_the_servers_own_and_the_simulator_must_be_judges()
    {
        var judges = JudgesOf(await StartAsync("", ("OPENAI_API_KEY", "sk-own")));
        judges.Find("openai").ShouldNotBeNull();
        judges.Find("anthropic").ShouldBeNull();
        judges.Find("sim").ShouldBeNull();
        (await judges.Find("simulator")!.AskAsync(Question with { Model = "sim/judge" }, default)).ShouldContain("probability");
    }

    [Fact]
    public async Task Without_the_simulator_there_must_be_no_simulated_judge() =>
        JudgesOf(await StartAsync("luthien.simulator.enabled = off")).Find("simulator").ShouldBeNull();

    [Fact]
    public async Task A_judge_that_fails_must_degrade_the_gateway_until_it_works_again()
    {
        var gateway = await StartAsync("luthien.policy.judges.breaker { min-questions = 2, reset-timeout = 500ms }", ("OPENAI_API_KEY", "sk-own"));
        var judge = JudgesOf(gateway).Find("openai")!;
        Upstream.Answers.Then(ScriptedAnswer.Fails(500, "no")).Then(ScriptedAnswer.Fails(500, "no"));
        await Should.ThrowAsync<JudgeException>(() => judge.AskAsync(Question, default).AsTask());
        await Should.ThrowAsync<JudgeException>(() => judge.AskAsync(Question, default).AsTask());
        var degraded = await ReadyAsync(gateway);
        degraded.GetProperty("status").GetString().ShouldBe("degraded");
        degraded.GetProperty("judges").EnumerateArray().Single().GetProperty("upstream").GetString().ShouldBe("openai");
        while (await IsRefusedAsync(judge))
            await Task.Yield();
        var healthy = await ReadyAsync(gateway);
        healthy.GetProperty("status").GetString().ShouldBe("healthy");
        healthy.TryGetProperty("judges", out _).ShouldBeFalse();
    }

    static IJudges JudgesOf(TestGateway gateway) => gateway.App.Services.GetRequiredService<IJudges>();

    static async Task<bool> IsRefusedAsync(IJudge judge)
    {
        try
        {
            await judge.AskAsync(Question, default);
            return false;
        }
        catch (JudgeException)
        {
            return true;
        }
    }

    static async Task<JsonElement> ReadyAsync(TestGateway gateway) => await gateway.Client.GetFromJsonAsync<JsonElement>("/health/ready");
}
