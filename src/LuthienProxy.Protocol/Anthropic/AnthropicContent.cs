using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Reads a content block's JSON, in a body or at its start in a stream, into the events that say the same.</summary>
ref struct AnthropicContent
{
    readonly AnthropicFrame _frame;
    readonly List<ResponseEvent> _events;

    public AnthropicContent(AnthropicFrame frame, List<ResponseEvent> events)
    {
        _frame = frame;
        _events = events;
    }

    /// <summary>Adds the block's start and what it already holds; gives its form.</summary>
    public readonly AnthropicForm Start(BlockId id, JsonElement block)
    {
        var form = FormOf(block.TextField("type"u8));
        _frame.AddBlock(id, form, AnthropicJson.SpanOf(block, _frame.Data.Span));
        var head = form == AnthropicForm.ToolUse
            ? new ToolCallHead(block.TextField("id"u8) ?? "", block.TextField("name"u8) ?? "")
            : null;
        Add(new BlockStarted(id, KindOf(form)) { Tool = head, Origin = _frame });
        switch (form)
        {
            case AnthropicForm.Text:
                AddText(id, DeltaKind.Text, block.Field("text"u8));
                break;
            case AnthropicForm.Thinking:
                AddText(id, DeltaKind.Text, block.Field("thinking"u8));
                AddText(id, DeltaKind.Signature, block.Field("signature"u8));
                break;
            case AnthropicForm.Redacted:
                AddText(id, DeltaKind.Signature, block.Field("data"u8));
                break;
            case AnthropicForm.ToolUse:
                AddInput(id, block.Field("input"u8));
                break;
        }
        return form;
    }

    /// <summary>Adds a block that is complete.</summary>
    public readonly void Whole(BlockId id, JsonElement block)
    {
        Start(id, block);
        Add(new BlockCompleted(id) { Origin = _frame });
    }

    static AnthropicForm FormOf(string? type) => type switch
    {
        "text" => AnthropicForm.Text,
        "thinking" => AnthropicForm.Thinking,
        "redacted_thinking" => AnthropicForm.Redacted,
        "tool_use" => AnthropicForm.ToolUse,
        _ => AnthropicForm.Opaque,
    };

    static BlockKind KindOf(AnthropicForm form) => form switch
    {
        AnthropicForm.Text => BlockKind.Text,
        AnthropicForm.Thinking or AnthropicForm.Redacted => BlockKind.Thinking,
        AnthropicForm.ToolUse => BlockKind.ToolCall,
        _ => BlockKind.Opaque,
    };

    readonly void AddText(BlockId id, DeltaKind kind, JsonElement text)
    {
        if (text.ValueKind != JsonValueKind.String)
            return;
        var token = AnthropicJson.SpanOf(text, _frame.Data.Span);
        if (token.Length > 2)
            AddPiece(id, kind, new(token.Start + 1, token.Length - 2));
    }

    // No input and an empty one are the same: a stream sends no arguments for it (A8).
    readonly void AddInput(BlockId id, JsonElement input)
    {
        if (AnthropicJson.IsFilled(input))
            AddPiece(id, DeltaKind.Arguments, AnthropicJson.SpanOf(input, _frame.Data.Span));
    }

    readonly void AddPiece(BlockId id, DeltaKind kind, JsonSpan span)
    {
        _frame.AddPiece(new(id, kind, span));
        Add(new BlockDelta(id, kind) { Origin = _frame });
    }

    readonly void Add(ResponseEvent decoded) => _events.Add(_frame.Add(decoded));
}
