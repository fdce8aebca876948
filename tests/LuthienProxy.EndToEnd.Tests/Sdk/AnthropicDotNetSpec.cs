using System.Text;
using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;

namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>NuGet <c>Anthropic</c>.</summary>
public sealed class AnthropicDotNetSpec(SdkHouse house) : SdkContract(house)
{
    private protected override async Task<Told> AskAsync(Uri gateway, string model, bool stream)
    {
        using var client = new AnthropicClient(new ClientOptions { BaseUrl = gateway.ToString(), ApiKey = Key, MaxRetries = 0 });
        var request = new MessageCreateParams { Model = model, MaxTokens = 1024, Messages = [new UserMessageParam("hi")] };
        try
        {
            return stream ? await StreamAsync(client, request) : Tell(await client.Messages.Create(request));
        }
        catch (AnthropicApiException cause)
        {
            return new Told { Error = new(cause.GetType().Name, (int)cause.StatusCode, cause.Message) };
        }
        catch (AnthropicException cause)
        {
            return new Told { Error = new(cause.GetType().Name, null, cause.Message) };
        }
    }

    static Told Tell(Message answer)
    {
        var text = string.Concat(answer.Content.Select(block => block.Value).OfType<TextBlock>().Select(block => block.Text));
        var calls = answer.Content.Select(block => block.Value).OfType<ToolUseBlock>().Select(call => new ToldCall(call.Name, JsonSerializer.Serialize(call.Input)));
        return Told(text, calls, answer.StopReason?.Raw() ?? "");
    }

    static async Task<Told> StreamAsync(AnthropicClient client, MessageCreateParams request)
    {
        var (text, end) = (new StringBuilder(), "");
        var calls = new List<(string Name, StringBuilder Arguments)>();
        await foreach (var update in client.Messages.CreateStreaming(request))
        {
            if (update.TryPickContentBlockStart(out var start) && start.ContentBlock.TryPickToolUse(out var call))
                calls.Add((call.Name, new()));
            if (update.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var piece))
                text.Append(piece.Text);
            if (delta is not null && delta.Delta.TryPickInputJson(out var json))
                calls[^1].Arguments.Append(json.PartialJson);
            if (update.TryPickDelta(out var last))
                end = last.Delta.StopReason?.Raw() ?? "";
        }
        return Told(text.ToString(), calls.Select(call => new ToldCall(call.Name, call.Arguments.ToString())), end);
    }

    static Told Told(string text, IEnumerable<ToldCall> calls, string end) => end == "refusal"
        ? new Told { Refusal = text, Calls = [.. calls], End = end }
        : new Told { Text = text, Calls = [.. calls], End = end };
}
