using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using OpenAI;
using OpenAI.Chat;

namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>NuGet <c>OpenAI</c>, Chat Completions.</summary>
public sealed class OpenAIDotNetChatSpec(SdkHouse house) : SdkContract(house)
{
    static readonly ChatMessage[] Messages = [new UserChatMessage("hi")];

    private protected override async Task<Told> AskAsync(Uri gateway, string model, bool stream)
    {
        var options = new OpenAIClientOptions { Endpoint = new Uri(gateway, "v1"), RetryPolicy = new ClientRetryPolicy(0) };
        var client = new ChatClient(model, new ApiKeyCredential(Key), options);
        try
        {
            return stream ? await StreamAsync(client) : Tell(await client.CompleteChatAsync(Messages));
        }
        catch (ClientResultException cause)
        {
            return new Told { Error = new(cause.GetType().Name, cause.Status, cause.Message) };
        }
    }

    static Told Tell(ChatCompletion answer) => new()
    {
        Text = string.Concat(answer.Content.Select(part => part.Text)),
        Refusal = answer.Refusal ?? "",
        Calls = [.. answer.ToolCalls.Select(call => new ToldCall(call.FunctionName, call.FunctionArguments.ToString()))],
        End = answer.FinishReason.ToString(),
    };

    static async Task<Told> StreamAsync(ChatClient client)
    {
        var (text, refusal, end) = (new StringBuilder(), new StringBuilder(), "");
        var calls = new SortedDictionary<int, (string Name, StringBuilder Arguments)>();
        await foreach (var update in client.CompleteChatStreamingAsync(Messages))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            refusal.Append(update.RefusalUpdate);
            end = update.FinishReason?.ToString() ?? end;
            foreach (var call in update.ToolCallUpdates)
            {
                calls.TryAdd(call.Index, (call.FunctionName, new()));
                calls[call.Index].Arguments.Append(call.FunctionArgumentsUpdate);
            }
        }
        return new Told
        {
            Text = text.ToString(),
            Refusal = refusal.ToString(),
            Calls = [.. calls.Values.Select(call => new ToldCall(call.Name, call.Arguments.ToString()))],
            End = end,
            // This library passes an error chunk over: that no reason to end came is all it tells.
            Error = end.Length == 0 ? new("no finish reason", null, "") : null,
        };
    }
}
