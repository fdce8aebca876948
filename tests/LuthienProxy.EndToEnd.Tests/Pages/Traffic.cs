using LuthienProxy.Simulator;
using static LuthienProxy.EndToEnd.Tests.Pages.Agent;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Calls of every kind, as the tests find them on record.</summary>
public sealed class Traffic
{
    /// <summary>The session of a conversation with tools.</summary>
    public const string Conversation = "session-of-the-conversation";

    /// <summary>The session in which everything is hostile that can be.</summary>
    public const string HostileSession = "hostile.session_1";

    /// <summary>What the replacing policy takes out, on both ways.</summary>
    public const string Secret = "sk-live-1234567890";

    const string Policies = $$"""
        [ { "policy": "StringReplacement", "config": { "pairs": [ { "find": "{{Secret}}", "replace": "[removed]" }, { "find": "colour", "replace": "color" } ], "direction": "Both", "targets": "Text, ToolArguments" } },
          { "policy": "BlockDangerousCommands" },
          { "policy": "AllCaps", "name": "loud", "mode": "Shadow" } ]
        """;

    /// <summary>The call whose command a policy blocked.</summary>
    public required string Blocked { get; init; }

    /// <summary>The call that a policy changed, on both ways.</summary>
    public required string Changed { get; init; }

    /// <summary>The call that the provider refused.</summary>
    public required string Failed { get; init; }

    /// <summary>The call in which everything is hostile that can be.</summary>
    public required string Hostile { get; init; }

    /// <summary>Makes it.</summary>
    public static async Task<Traffic> MakeAsync(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        await site.Admin.EnableAsync($$"""{ "name": "careful", "description": "What the tests run under.", "policies": {{Policies}} }""");
        var traffic = new Traffic
        {
            Blocked = await TalkAsync(site),
            Changed = await ChangeAsync(site),
            Failed = await FailAsync(site),
            Hostile = await HackAsync(site),
        };
        foreach (var model in new[] { "sim/hello", "sim/text", "sim/thinking", "sim/tools", "sim/refusal" })
            await site.Agent.SayAsync(model, $"Show me what {model} says.");
        return traffic;
    }

    /// <summary>A request in which everything is hostile that can be.</summary>
    public static Dictionary<string, object> HostileRequest(string model)
    {
        var all = Pages.Hostile.All;
        var request = Messages(model, stream: true, Said("user", all), Said("assistant", new object[] { new { type = "tool_use", id = "toolu_1", name = "Bash", input = new Dictionary<string, string> { [all] = all, ["__proto__"] = all } } }),
            Said("user", new object[] { new { type = "tool_result", tool_use_id = "toolu_1", content = all }, new { type = "text", text = all } }));
        request["system"] = all;
        request["tools"] = new[] { new { name = "Bash", description = all, input_schema = new { type = "object", properties = new Dictionary<string, object> { [all] = new { type = "string", description = all } } } } };
        request["metadata"] = new { user_id = all };
        request["stop_sequences"] = new[] { all };
        return request;
    }

    // Three turns: a tool that runs, a tool that is blocked, and what was said about that.
    static async Task<string> TalkAsync(Site site)
    {
        var messages = new List<object> { Said("user", "Why is the build so slow? Look at the timings in build.log, please.") };
        site.Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Reasoning("The log will tell; I read it first.", "c2VhbA=="), new AnswerPart.Text("I look at the log."), new AnswerPart.ToolCall("Bash", ["""{"command":"tail -50 build.log"}"""], "toolu_read")));
        await SendAsync(site, messages);
        messages.Add(Said("assistant", new object[] { new { type = "text", text = "I look at the log." }, new { type = "tool_use", id = "toolu_read", name = "Bash", input = new { command = "tail -50 build.log" } } }));
        messages.Add(Said("user", new object[] { new { type = "tool_result", tool_use_id = "toolu_read", content = "restore 41 s\ncompile 12 s\ntest 9 s" } }));
        site.Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text("The restore takes longest. I clear the cache."), new AnswerPart.ToolCall("Bash", ["""{"command":"rm -rf /"}"""], "toolu_clear")));
        var blocked = await SendAsync(site, messages);
        messages.Add(Said("assistant", "The restore takes longest."));
        messages.Add(Said("user", "Leave the disk alone. What would you do instead?"));
        site.Upstream.Answers.Then(ScriptedAnswer.Says("I would keep packages between builds:\n\n```yaml\ncache:\n  path: ~/.nuget/packages\n```\n\nThat saves 40 seconds of each build."));
        await SendAsync(site, messages);
        return blocked;
    }

    static Task<string> SendAsync(Site site, IEnumerable<object> messages)
    {
        var request = Messages("claude-sonnet-4-5", stream: true, [.. messages]);
        request["system"] = "You are a careful engineer. Say what you do before you do it.";
        request["tools"] = new[] { new { name = "Bash", description = "Runs a command.", input_schema = new { type = "object", properties = new { command = new { type = "string" } }, required = new[] { "command" } } } };
        return site.Agent.SendAsync("/v1/messages", request, Conversation);
    }

    static Task<string> ChangeAsync(Site site)
    {
        site.Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text("The colour of the key is blue, and the key is " + Secret + ", as you said."), new AnswerPart.ToolCall("Bash", ["""{"command":"echo the colour is blue"}"""])));
        var request = Messages("claude-sonnet-4-5", stream: true, Said("user", $"My key is {Secret}; which colour has it?"));
        request["system"] = "Answer in one sentence and name the colour.";
        request["tools"] = new[] { new { name = "Bash", description = "Runs a command.", input_schema = new { type = "object" } } };
        return site.Agent.SendAsync("/v1/messages", request, "session-of-the-change");
    }

    static Task<string> FailAsync(Site site)
    {
        site.Upstream.Answers.Then(ScriptedAnswer.Fails(529, "Overloaded. Please try again later."));
        return site.Agent.SayAsync("claude-sonnet-4-5", "Are you there?");
    }

    static Task<string> HackAsync(Site site)
    {
        var all = Pages.Hostile.All;
        site.Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Reasoning(all, "c2VhbA=="), new AnswerPart.Text(all), new AnswerPart.ToolCall("Bash", [System.Text.Json.JsonSerializer.Serialize(new { command = all })], "toolu_hostile"),
            new AnswerPart.ToolCall(all, ["{}"], all)));
        return site.Agent.SendAsync("/v1/messages", HostileRequest("claude-" + Pages.Hostile.Corpus["script"]), HostileSession);
    }
}
