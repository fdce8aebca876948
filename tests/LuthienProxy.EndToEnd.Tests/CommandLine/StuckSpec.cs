using System.Net;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>An actor whose policy has taken its thread and never gives it back: everything is still seen, and the call can be ended.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class StuckSpec(StuckHouse house) : IClassFixture<StuckHouse>
{
    [Fact]
    public async Task Every_verb_must_answer_in_time()
    {
        var answers = await house.Pbm.ShellAsync([.. EveryVerb.Reads.Keys.Select(line => line + " --timeout 5s")]);

        answers.Errors.ShouldBeEmpty();
        EveryVerb.Wrong(answers.Output).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_must_be_seen_which_actor_it_is_at_what_it_hangs_and_since_when()
    {
        var shown = (await house.AskAsync($"actor show {house.Actor}")).Split('\n');

        shown[0].ShouldStartWith($"{house.Actor}  TransactionActor  busy at ");
        shown[1].ShouldStartWith("age ");
        (await house.AskAsync("actor top --by busy -n 1")).ShouldContain("  100.0 ");
        var drawn = (await house.AskAsync("actor hierarchy")).Split('\n').Single(line => line.Contains($"─ {house.Actor.Split('/')[^1]} ", StringComparison.Ordinal));
        drawn.Split("  ").ShouldContain("policy stuck v1");
        drawn.Split("  ").ShouldContain("chunks 0 in, 0 out");
    }

    [Fact]
    public async Task Its_call_must_end_for_its_client_when_it_is_killed()
    {
        var (actor, answer) = await house.CallAsync();

        (await house.Pbm.RunAsync($"tx kill {actor.Split('/')[^1]} --yes")).MustSucceed();

        using var heard = await answer;
        heard.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await heard.Content.ReadAsStringAsync()).ShouldContain("\"error\"");
    }
}
