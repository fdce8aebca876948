using System.Net;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary>What keeps a replay from being run is told before anything is run; what it may take is bounded.</summary>
public sealed class ReplayRefusalSpec : GatewaySpec
{
    [Theory]
    [InlineData("""not JSON""")]
    [InlineData("""{ "chain": [], "unheard": 1 }""")]
    [InlineData("""{ "chain": [], "name": "one" }""")]
    [InlineData("""{ "name": "one", "file": "policies = []" }""")]
    [InlineData("""{ "version": 1 }""")]
    [InlineData("""{ "against": "yesterday" }""")]
    [InlineData("""{ "judges": "everybody" }""")]
    [InlineData("""{ "transactions": ["no id"] }""")]
    public async Task A_body_that_is_none_must_be_refused(string body)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.ReplayAsync(body);
        await response.ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Theory]
    [InlineData("""{ "chain": [{ "policy": "NoSuchPolicy" }] }""")]
    [InlineData("""{ "chain": [{ "policy": "SqlProtection", "config": { "readonlyy": true } }] }""")]
    [InlineData("""{ "chain": [{ "policy": "SimpleToolCallJudge", "config": { "upstream": "nowhere", "model": "m" } }] }""")]
    [InlineData("""{ "file": "policies = [ { policy = NoSuchPolicy } ]" }""")]
    [InlineData("""{ "file": "policies = [" }""")]
    [InlineData("""{ "file": "include file(\"/etc/passwd\")\npolicies = []" }""")]
    public async Task Policies_that_cannot_be_used_must_be_refused_with_the_reasons(string body)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.ReplayAsync(body);
        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "policy-refused");
        problem.GetProperty("errors").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("""{ "name": "nobody" }""")]
    [InlineData("""{ "name": "../nobody" }""")]
    [InlineData("""{ "name": "loud", "version": 2 }""")]
    public async Task An_instance_that_there_is_not_must_be_told(string body)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.EnableAsync("loud", "AllCaps");
        using var response = await gateway.ReplayAsync(body);
        await response.ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=6")]
    [InlineData("?state=strange")]
    public async Task A_filter_that_breaks_its_rule_must_be_named(string query)
    {
        var gateway = await StartAsync("luthien.policy.replays.max-calls = 5", AdminAsking.Variable);
        using var response = await gateway.ReplayAsync("{}", query);
        await response.ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Fact]
    public async Task One_more_than_may_run_at_once_must_be_refused_and_a_caller_that_leaves_must_end_its_own()
    {
        var gateway = await StartAsync("luthien.policy.replays.at-once = 1", Keys);
        await gateway.SaidAsync(SimulatorApi.Messages);
        // A judge that never answers keeps the first one running.
        await SaidAboutAsync(gateway);
        using var leaving = new CancellationTokenSource();
        using var first = await gateway.ReplayAsync(Judged, cancellation: leaving.Token);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var second = await gateway.ReplayAsync("{}"))
        {
            await second.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-replays");
            second.Headers.RetryAfter.ShouldNotBeNull();
        }
        await leaving.CancelAsync();
        first.Dispose();
        await PolicyAdmin.UntilAsync(async () =>
        {
            using var third = await gateway.ReplayAsync("{}");
            return third.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task What_takes_too_long_must_be_ended_and_say_so()
    {
        var gateway = await StartAsync("luthien.policy.replays.timeout = 1s", Keys);
        await SaidAboutAsync(gateway);
        var replayed = await gateway.ReplayedAsync(Judged);
        replayed.Entries.ShouldBeEmpty();
        replayed.Summary.Text("stopped").ShouldContain("policy.replays.timeout");
    }

    static readonly (string Name, string Value)[] Keys = [AdminAsking.Variable, ("OPENAI_API_KEY", "sk-of-the-server")];

    const string Judged = """{ "chain": [{ "policy": "SimpleToolCallJudge", "config": { "upstream": "openai", "model": "judge-1" } }], "judges": "ask" }""";

    // A call whose replay asks a judge that never answers.
    async Task SaidAboutAsync(TestGateway gateway)
    {
        Upstream.Answers.Then(ScriptedAnswer.Calls("Bash", """{"command":"ls"}""")).Otherwise(ScriptedAnswer.Says("never").With(FaultKind.StallBeforeHeaders));
        await gateway.SaidAsync(SimulatorApi.Messages);
        await gateway.AllRecordedAsync();
    }
}
