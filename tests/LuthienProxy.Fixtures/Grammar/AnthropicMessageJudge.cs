using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>The rules that hold for a message however it comes: which blocks may stand where, and which stop reason fits them.</summary>
sealed class AnthropicMessageJudge(Action<string, string> report)
{
    readonly HashSet<string> _toolIds = [];
    bool _hasUnknown;

    /// <summary>Id, role and usage are there.</summary>
    public void CheckHead(JsonElement message)
    {
        if (LooseJson.Text(message, "id") is null || LooseJson.Text(message, "model") is null || LooseJson.Text(message, "role") != "assistant")
            report("A2", "The message lacks its id, model or role.");
        if (LooseJson.Field(message, "content").ValueKind != JsonValueKind.Array)
            report("A2", "The message has no content array.");
        var usage = LooseJson.Field(message, "usage");
        if (LooseJson.Number(usage, "input_tokens") is null || LooseJson.Number(usage, "output_tokens") is null)
            report("A2", "The message's usage lacks input_tokens or output_tokens.");
    }

    /// <summary>The next block of the message, whole or as it begins.</summary>
    public void TakeBlock(JsonElement block, bool isWhole)
    {
        switch (LooseJson.Text(block, "type"))
        {
            case "text":
            case "thinking":
            case "redacted_thinking":
                if (_toolIds.Count > 0)
                    report("A7", "Text or thinking comes after a tool call.");
                break;
            case "tool_use":
                TakeTool(block, isWhole);
                break;
            case null:
                report("A3", "A block has no type.");
                break;
            default:
                _hasUnknown = true;
                break;
        }
        if (isWhole && LooseJson.Text(block, "type") == "text" && string.IsNullOrEmpty(LooseJson.Text(block, "text")))
            report("A10", "A text block is empty.");
    }

    /// <summary>The stop reason, once all blocks are known.</summary>
    public void CheckStop(string? reason)
    {
        if (string.IsNullOrEmpty(reason))
            report("A6", "The stop reason is null at the end.");
        if (reason == "tool_use" && _toolIds.Count == 0 && !_hasUnknown)
            report("A6", "The stop reason is tool_use, but no tool call was sent.");
        if (reason == "end_turn" && _toolIds.Count > 0)
            report("A6", "A tool call was sent, but the stop reason is end_turn.");
    }

    void TakeTool(JsonElement block, bool isWhole)
    {
        var id = LooseJson.Text(block, "id");
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(LooseJson.Text(block, "name")))
            report("A11", "A tool call lacks its id or name.");
        else if (!_toolIds.Add(id))
            report("A11", $"Two tool calls share the id {id}.");
        var input = LooseJson.Field(block, "input");
        if (input.ValueKind == JsonValueKind.Undefined || (!isWhole && (input.ValueKind != JsonValueKind.Object || input.EnumerateObject().Any())))
            report("A8", "A tool call's input is missing, or not empty at its start.");
    }
}
