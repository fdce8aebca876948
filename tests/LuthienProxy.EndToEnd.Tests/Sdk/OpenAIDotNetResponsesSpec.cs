#pragma warning disable OPENAI001 // The library calls its Responses client experimental.
using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI.Responses;

namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>NuGet <c>OpenAI</c>, Responses.</summary>
public sealed class OpenAIDotNetResponsesSpec(SdkHouse house) : SdkContract(house)
{
    private protected override async Task<Told> AskAsync(Uri gateway, string model, bool stream)
    {
        var options = new ResponsesClientOptions { Endpoint = new Uri(gateway, "v1"), RetryPolicy = new ClientRetryPolicy(0) };
        var client = new ResponsesClient(new ApiKeyCredential(Key), options);
        try
        {
            return stream ? await StreamAsync(client, model) : Tell(await client.CreateResponseAsync(model, "hi"));
        }
        catch (ClientResultException cause)
        {
            return new Told { Error = new(cause.GetType().Name, cause.Status, cause.Message) };
        }
    }

    static Told Tell(ResponseResult answer) => new()
    {
        Text = answer.GetOutputText() ?? "",
        Refusal = string.Concat(answer.OutputItems.OfType<MessageResponseItem>().SelectMany(item => item.Content).Select(part => part.Refusal)),
        Calls = [.. answer.OutputItems.OfType<FunctionCallResponseItem>().Select(call => new ToldCall(call.FunctionName, call.FunctionArguments.ToString()))],
        End = answer.Status?.ToString() ?? "",
    };

    static async Task<Told> StreamAsync(ResponsesClient client, string model)
    {
        var told = new Told { Error = new("no terminal event", null, "") };
        var deltas = "";
        await foreach (var update in await client.CreateResponseStreamingAsync(model, "hi"))
        {
            deltas += (update as StreamingResponseOutputTextDeltaUpdate)?.Delta;
            told = update switch
            {
                StreamingResponseCompletedUpdate completed => Tell(completed.Response) with { Text = deltas },
                StreamingResponseFailedUpdate failed => new Told { Error = new("failed", null, failed.Response.Error.Message) },
                StreamingResponseErrorUpdate error => new Told { Error = new("error", null, error.Message) },
                _ => told,
            };
        }
        return told;
    }
}
