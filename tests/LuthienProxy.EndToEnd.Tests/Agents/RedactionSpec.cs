namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>A secret that a model says one character at a time, and what of it reaches an agent, its files and the next turns.</summary>
[Trait("Category", "E2E")]
[Collection(AgentCollection.Name)]
public sealed class RedactionSpec(AgentHouse house)
{
    const string Secret = "AKIAIOSFODNN7EXAMPLE";
    const string Redacted = "[redacted AWS key]";

    [Theory]
    [EachAgent]
    [Trait("Spec", "PP2")]
    [Trait("Spec", "PP4")]
    public async Task A_secret_of_the_model_must_not_be_shown_run_stored_or_sent_back(AgentKind agent)
    {
        await house.UseAsync("""{ "policy": "RegexRedaction", "config": { "direction": "Response" } }""");
        var session = house.Begin(agent, new AgentModel($"echo '{Secret}' > key.txt") { Opening = $"I write {Secret} down.", Closing = $"The key {Secret} is in the file.", Piece = 1 });

        var shown = (await session.PromptAsync("write the key down")).MustSucceed();

        shown.Output.ShouldContain($"The key {Redacted} is in the file.");
        (shown.Output + shown.Errors).ShouldNotContain(Secret);
        (await session.ReadAsync("key.txt")).ShouldBe(Redacted + "\n");
        (await session.PromptAsync("once more")).MustSucceed();
        session.FilesWith(Secret).ShouldBeEmpty();
        session.Calls.ShouldAllBe(call => !AgentSession.Text(call).Contains(Secret, StringComparison.Ordinal));
        session.LastRequest.ShouldContain($"I write {Redacted} down.");
        house.Strict.Violations.ShouldBeEmpty();
    }

    [Theory]
    [EachAgent]
    [Trait("Spec", "PP2")]
    public async Task A_secret_of_the_user_or_of_a_tool_must_not_reach_the_provider(AgentKind agent)
    {
        await house.UseAsync("""{ "policy": "RegexRedaction", "config": { "direction": "Request" } }""");
        var session = house.Begin(agent, new AgentModel("cat key.txt"));
        await File.WriteAllTextAsync(Path.Combine(session.Home, "key.txt"), Secret);

        (await session.PromptAsync($"is {Secret} the key in the file?")).MustSucceed();

        session.Calls.ShouldAllBe(call => !AgentSession.Text(call).Contains(Secret, StringComparison.Ordinal));
        session.LastRequest.ShouldContain($"is {Redacted} the key in the file?");
        session.LastRequest.Split(Redacted).Length.ShouldBeGreaterThan(2);
        house.Strict.Violations.ShouldBeEmpty();
    }
}
