using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>The agents work with each built-in policy active.</summary>
[Trait("Category", "E2E")]
[Collection(AgentCollection.Name)]
public sealed class BuiltInSpec(AgentHouse house)
{
    public static TheoryData<string, AgentKind> Cases => Every.Pair([.. BuiltIn.All.Select(policy => policy.Name)], Enum.GetValues<AgentKind>());

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Spec", "000-02d")]
    [Trait("Spec", "PP4")]
    public async Task It_must_run_a_tool_and_go_on_with_this_policy_active(string policy, AgentKind agent)
    {
        await house.UseAsync(BuiltIn.Named(policy).Definition);
        var session = house.Begin(agent, new AgentModel("echo made > made.txt"));

        (await session.PromptAsync("make the file")).MustSucceed().Output.ShouldContain(BuiltIn.Named(policy).Closing);
        (await session.ReadAsync("made.txt")).ShouldBe("made\n");
        house.Strict.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Every_built_in_must_be_among_them() =>
        BuiltIn.All.Select(policy => policy.Name).Order(StringComparer.Ordinal).ShouldBe(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "policies"), "*.md").Select(page => Path.GetFileNameWithoutExtension(page)!)
                .Except(["README", "write-your-own"]).Order(StringComparer.Ordinal));
}
