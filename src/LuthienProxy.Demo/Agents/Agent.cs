using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LuthienProxy.Demo.Agents;

/// <summary>
/// An agent with a real tool loop: it asks the model, does what the model's answer calls for, tells the model what came of it, and goes on until the model calls for nothing more.
/// It knows nothing of policies: what reaches it is the answer.
/// </summary>
/// <param name="http">Leads to the gateway.</param>
/// <param name="tools">What it can do.</param>
/// <param name="told">Hears what happens.</param>
sealed class Agent(HttpClient http, Toolbox tools, IAudience told)
{
    /// <summary>A model that never comes to an end is stopped.</summary>
    const int MostRounds = 10;

    readonly JsonArray _messages = [];
    readonly List<Answer> _answers = [];

    /// <summary>All answers so far.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>All calls that it ran, in order.</summary>
    public List<ToolCall> Ran { get; } = [];

    /// <summary>Works on a task until the model is done with it.</summary>
    /// <exception cref="DemoException">The gateway refused, or the model does not end.</exception>
    public async Task WorkAsync(string task, CancellationToken cancellation)
    {
        told.Asked(task);
        Say("user", task);
        for (var round = 0; round < MostRounds; round++)
        {
            var answer = await AskAsync(cancellation);
            _answers.Add(answer);
            foreach (var text in answer.Texts)
                told.Said(text);
            Say("assistant", answer.Content.DeepClone());
            if (answer.Calls.Count == 0)
                return;
            Say("user", await ResultsAsync(answer.Calls, cancellation));
        }
        throw new DemoException($"The model still calls tools after {MostRounds} rounds.");
    }

    async Task<Answer> AskAsync(CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["model"] = "demo-model",
            ["max_tokens"] = 1024,
            ["stream"] = true,
            ["tools"] = Toolbox.Described,
            ["messages"] = _messages.DeepClone(),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/messages") { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new DemoException($"The gateway answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        return await AnswerReader.ReadAsync(response.Headers.GetValues("X-Luthien-Transaction-Id").Single(), stream, cancellation);
    }

    async Task<JsonArray> ResultsAsync(IReadOnlyList<ToolCall> calls, CancellationToken cancellation)
    {
        var results = new JsonArray();
        foreach (var call in calls)
        {
            Ran.Add(call);
            var result = await tools.RunAsync(call, cancellation);
            told.Ran(call, result);
            results.Add((JsonNode)new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = call.Id, ["content"] = result.Text, ["is_error"] = result.IsError });
        }
        return results;
    }

    void Say(string role, JsonNode content) => _messages.Add((JsonNode)new JsonObject { ["role"] = role, ["content"] = content });
}
