using System.Text.Json;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>A library from npm, asked through a small script.</summary>
public abstract class NodeSdkContract(SdkHouse house, string script, string api) : SdkContract(house)
{
    private protected override async Task<Told> AskAsync(Uri gateway, string model, bool stream)
    {
        var run = await NodeClients.ScriptAsync(script, gateway.ToString(), api, stream ? "stream" : "whole", model);
        var result = (await run.RunAsync()).MustSucceed();
        return JsonSerializer.Deserialize<Told>(result.Output, JsonSerializerOptions.Web)!;
    }
}

/// <summary>npm <c>openai</c>, Chat Completions.</summary>
public sealed class OpenAINodeChatSpec(SdkHouse house) : NodeSdkContract(house, "openai.mjs", "chat");

/// <summary>npm <c>openai</c>, Responses.</summary>
public sealed class OpenAINodeResponsesSpec(SdkHouse house) : NodeSdkContract(house, "openai.mjs", "responses");

/// <summary>npm <c>@anthropic-ai/sdk</c>.</summary>
public sealed class AnthropicNodeSpec(SdkHouse house) : NodeSdkContract(house, "anthropic.mjs", "messages");
