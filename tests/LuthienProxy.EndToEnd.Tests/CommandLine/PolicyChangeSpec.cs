namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>Policies changed from the command line, and on record.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class PolicyChangeSpec(CommandLineHouse house)
{
    [Fact]
    public async Task A_policy_must_be_set_activated_and_taken_back_with_who_did_it()
    {
        await house.Admin.EnableAsync("""{"name":"guard","policies":[{"policy":"SqlProtection","config":{"readOnly":false}}]}""");
        (await house.Pbm.RunAsync("policy set guard readOnly=true")).ExitCode.ShouldBe(2);

        var set = await house.AskAsync("policy set guard readOnly=true --yes");
        set.ShouldStartWith("guard version 1 → 2  in effect for calls that begin from now on; ");
        set.ShouldContain("readOnly: false → true");
        (await house.AskAsync("policy list")).ShouldContain("guard");
        (await house.AskAsync("policy show guard")).ShouldStartWith("guard version 2  active");
        (await house.AskAsync("policy current")).ShouldStartWith("guard version 2  healthy");

        (await house.AskAsync("policy activate guard@1 --yes")).ShouldBe("guard version 1 is active for calls that begin from now on.\n");
        (await house.AskAsync("policy rollback --yes")).ShouldBe("guard version 2 is active for calls that begin from now on.\n");
        (await house.Pbm.RunAsync("policy set guard readOnly=perhaps --yes")).ExitCode.ShouldBe(1);
        (await house.AskAsync("policy disable --yes")).ShouldStartWith("No instance is active");

        var history = (await house.AskAsync("policy history -n 4")).Split('\n')[1..^1];
        history.Length.ShouldBe(4);
        history.ShouldAllBe(row => row.Contains("(pbm (", StringComparison.Ordinal));
        (await house.AskAsync("policy current")).ShouldStartWith("no policy");
    }
}
