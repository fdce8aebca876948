using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.Demo.Models;

/// <summary>
/// The model behind the gateway, as a script: it calls for a tool when it is given a task, and speaks of the result when there is one. It sees the conversation and nothing else, so it does not know
/// whether a policy is active.
/// </summary>
static class ScriptedModel
{
    const int DeltaSize = 7;

    /// <summary>What it answers to a conversation in the form of Anthropic's Messages API.</summary>
    public static ScriptedAnswer Answer(SimulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var messages = request.Json.GetProperty("messages").EnumerateArray().ToList();
        var task = messages.LastOrDefault(IsTask);
        if (task.ValueKind != JsonValueKind.Object || Plan.Steps.FirstOrDefault(step => step.Task == task.GetProperty("content").GetString()) is not { } step)
            return Says("I have not learned how to do that.");
        return messages[^1].GetProperty("content") is { ValueKind: JsonValueKind.Array } results ? Says(OfResult(step, results)) : Calls(step);
    }

    // Tasks are words; results of tools are lists of blocks.
    static bool IsTask(JsonElement message) => message.GetProperty("role").GetString() == "user" && message.GetProperty("content").ValueKind == JsonValueKind.String;

    static string OfResult(PlanStep step, JsonElement results)
    {
        var result = results.EnumerateArray().Last();
        var text = result.GetProperty("content").GetString()!;
        return result.GetProperty("is_error").GetBoolean() ? $"That failed: {text}" : step.Reply(text);
    }

    static ScriptedAnswer Says(string text) => ScriptedAnswer.Of(AnswerPart.Text.Split(text, DeltaSize));

    static ScriptedAnswer Calls(PlanStep step)
    {
        var call = AnswerPart.ToolCall.Fragmented(step.Tool, step.Input, DeltaSize);
        return step.Thought.Length == 0 ? ScriptedAnswer.Of(call) : ScriptedAnswer.Of(AnswerPart.Text.Split(step.Thought, DeltaSize), call);
    }
}
