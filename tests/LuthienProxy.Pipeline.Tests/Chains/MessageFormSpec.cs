using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>The words that policies add, in the form that their reader can use.</summary>
[Trait("Spec", "000-11c")]
public sealed class MessageFormSpec : GatewayHarness
{
    [Theory]
    [InlineData("claude-cli/2.1.0 (external, cli)", null, "blocked by policy 'stage-0'.\\n\\nIt removes", "u{7}")]
    [InlineData("OpenAI/JS 6.1.0", null, "u{7}", "<p>")]
    [InlineData("claude-cli/2.1.0 (external, cli)", MessageForm.Web, "<p>It removes", "```")]
    public async Task A_client_must_get_explanations_in_the_form_that_is_set_or_suits_it(string userAgent, MessageForm? set, string expected, string unexpected)
    {
        Options = Options with { MessageForm = set };
        Upstream.Answers.Otherwise(ScriptedAnswer.Of(AnswerPart.ToolCall.Fragmented("Bash", """{"command":"rm -rf / \u0007"}""")));
        using var client = new TestClient();
        var call = CallOf(client, stream: false) with { Policies = Bound.To(new BlockDangerousCommandsPolicy(new())) };

        await RecordAsync(call with { Headers = [.. call.Headers, new("User-Agent", userAgent)] });

        var got = System.Text.Json.JsonDocument.Parse(await client.ReadAllAsync()).RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.Replace("\n", "\\n");
        got.ShouldContain(expected);
        got.ShouldNotContain(unexpected);
    }
}
