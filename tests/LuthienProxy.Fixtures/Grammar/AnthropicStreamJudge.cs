using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Follows one event stream of Anthropic Messages from start to end.</summary>
sealed class AnthropicStreamJudge
{
    static readonly HashSet<string> Known =
        ["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop", "error"];

    readonly List<GrammarViolation> _violations = [];
    readonly AnthropicMessageJudge _message;
    bool _started;
    bool _stopped;
    bool _ended;
    int _next;
    int _open = -1;
    string? _type;
    bool _hasText;
    bool _isStale;
    string _signature = "";

    public AnthropicStreamJudge() => _message = new(Report);

    public IReadOnlyList<GrammarViolation> Violations => _violations;

    public void Report(string statement, string sentence) => _violations.Add(new(statement, sentence));

    public void Take(string name, byte[] data)
    {
        var root = LooseJson.Parse(data);
        if (root.ValueKind != JsonValueKind.Object)
            Report("A1", $"The data of {name} is not a JSON object.");
        var type = LooseJson.Text(root, "type");
        if (name.Length == 0 || ((Known.Contains(name) || Known.Contains(type ?? "")) && type != name))
            Report("A1", $"An event is named '{name}' but its type is '{type}'.");
        if (_ended)
            Report(name == "error" ? "A12" : "A4", $"{name} comes after the end.");
        TakeNamed(name, root);
    }

    public void End()
    {
        if (!_ended)
            Report("I-33", "The stream stops without message_stop and without an error.");
    }

    void TakeNamed(string name, JsonElement root)
    {
        switch (name)
        {
            case "message_start":
                TakeStart(LooseJson.Field(root, "message"));
                break;
            case "content_block_start":
                TakeBlockStart(root);
                break;
            case "content_block_delta":
                TakeDelta(root);
                break;
            case "content_block_stop":
                TakeBlockStop(root);
                break;
            case "message_delta":
                TakeMessageDelta(root);
                break;
            case "message_stop":
                if (!_stopped || _open >= 0)
                    Report("A4", "message_stop comes before message_delta, or with a block open.");
                _ended = true;
                break;
            case "error":
                if (LooseJson.Text(LooseJson.Field(root, "error"), "type") is null || LooseJson.Text(LooseJson.Field(root, "error"), "message") is null)
                    Report("A12", "The error has no type or message.");
                _ended = true;
                break;
        }
    }

    void TakeStart(JsonElement message)
    {
        if (_started)
            Report("I-20", "message_start comes twice.");
        _started = true;
        _message.CheckHead(message);
        foreach (var block in LooseJson.Items(message, "content"))
        {
            if (LooseJson.Text(block, "type") != "tool_use")
                Report("A2", "message_start holds a block that is not a tool call.");
            _message.TakeBlock(block, isWhole: true);
            _next++;
        }
    }

    void TakeBlockStart(JsonElement root)
    {
        if (!_started)
            Report("I-20", "A block begins before message_start.");
        if (_stopped)
            Report("I-22", "A block begins after message_delta.");
        if (_open >= 0)
            Report("A3", $"A block begins while block {_open} is open.");
        var index = LooseJson.Number(root, "index") ?? -1;
        if (index != _next)
            Report("A3", $"A block has index {index} where {_next} is due.");
        _open = _next++;
        var block = LooseJson.Field(root, "content_block");
        _type = LooseJson.Text(block, "type");
        _hasText = LooseJson.Text(block, "text") is { Length: > 0 };
        (_isStale, _signature) = (false, "");
        _message.TakeBlock(block, isWhole: false);
    }

    void TakeDelta(JsonElement root)
    {
        if (_open < 0 || LooseJson.Number(root, "index") != _open)
            Report("I-21", "A delta belongs to no open block.");
        var delta = LooseJson.Field(root, "delta");
        switch (LooseJson.Text(delta, "type"))
        {
            case "text_delta":
                Expect("text", delta, "text");
                _hasText |= LooseJson.Text(delta, "text") is { Length: > 0 };
                break;
            case "thinking_delta":
                Expect("thinking", delta, "thinking");
                _isStale = _signature.Length > 0;
                break;
            case "input_json_delta":
                Expect("tool_use", delta, "partial_json");
                break;
            case "signature_delta":
                TakeSignature(delta);
                break;
            case null:
                Report("I-21", "A delta has no type.");
                break;
        }
    }

    void TakeSignature(JsonElement delta)
    {
        Expect("thinking", delta, "signature");
        var signature = LooseJson.Text(delta, "signature") ?? "";
        // Clients keep the last one: said again, it must be whole.
        if (!signature.StartsWith(_signature, StringComparison.Ordinal))
            Report("A9", "A second signature_delta does not repeat the first.");
        (_signature, _isStale) = (signature, false);
    }

    void Expect(string type, JsonElement delta, string field)
    {
        // Blocks that are not known here may use any delta.
        if (_type is "text" or "thinking" or "tool_use" or "redacted_thinking" && _type != type)
            Report("I-21", $"A delta of {type} stands in a block of {_type}.");
        if (LooseJson.Text(delta, field) is null)
            Report("I-21", $"A delta of {type} has no {field}.");
    }

    void TakeBlockStop(JsonElement root)
    {
        if (_open < 0 || LooseJson.Number(root, "index") != _open)
            Report("I-21", "A block stops that is not open.");
        if (_type == "text" && !_hasText)
            Report("A10", $"Text block {_open} ends empty.");
        if (_isStale)
            Report("A9", $"Thinking came after the signature of block {_open}.");
        _open = -1;
    }

    void TakeMessageDelta(JsonElement root)
    {
        if (!_started)
            Report("I-20", "message_delta comes before message_start.");
        if (_stopped)
            Report("A4", "message_delta comes twice.");
        if (_open >= 0)
            Report("A4", $"message_delta comes while block {_open} is open.");
        _stopped = true;
        _message.CheckStop(LooseJson.Text(LooseJson.Field(root, "delta"), "stop_reason"));
        if (LooseJson.Number(LooseJson.Field(root, "usage"), "output_tokens") is null)
            Report("A5", "message_delta's usage lacks output_tokens.");
    }
}
