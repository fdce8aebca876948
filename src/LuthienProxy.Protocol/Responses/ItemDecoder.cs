using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>
/// Decodes whole items: those of a body, and in a stream the final copies, from which it takes only what no frame showed before.
/// Some servers send an item or its text in a copy only, and nothing may pass a policy unseen.
/// </summary>
sealed class ItemDecoder(DecodedAnswer answer)
{
    /// <summary>The kind of an item by its <c>type</c>.</summary>
    public static ItemKind KindOf(JsonElement item) => item.TextField("type"u8) switch
    {
        "message" => ItemKind.Message,
        "function_call" => ItemKind.Function,
        "custom_tool_call" => ItemKind.Custom,
        "reasoning" => ItemKind.Reasoning,
        _ => ItemKind.Opaque,
    };

    /// <summary>The kind of a content part's block by its <c>type</c>.</summary>
    public static BlockKind KindOfPart(JsonElement part) => part.TextField("type"u8) switch
    {
        "output_text" => BlockKind.Text,
        "refusal" => BlockKind.Refusal,
        _ => BlockKind.Opaque,
    };

    /// <summary>Appends the events of what the item holds beyond the frames before it.</summary>
    /// <param name="frame">The frame that carries the item.</param>
    /// <param name="outputIndex">The item's place in the output.</param>
    /// <param name="json">The item.</param>
    /// <param name="isFinal">Whether the item is whole, so that its blocks are completed.</param>
    /// <param name="events">Takes the events.</param>
    public void Decode(ResponsesFrame frame, int outputIndex, JsonElement json, bool isFinal, List<ResponseEvent> events)
    {
        var item = answer.GetOrAdd(outputIndex, KindOf(json));
        item.Id ??= json.TextField("id"u8);
        var copy = new Copy(frame, item, frame.MemoryOf(json), isFinal, events);
        switch (item.Kind)
        {
            case ItemKind.Message:
                DecodeParts(copy, json);
                break;
            case ItemKind.Function or ItemKind.Custom:
                DecodeCall(copy, json);
                break;
            case ItemKind.Reasoning:
                DecodeReasoning(copy, json);
                break;
            default:
                Take(copy, answer.WholeOf(item), BlockKind.Opaque, text: null);
                break;
        }
        item.IsDone |= isFinal;
    }

    void DecodeParts(in Copy copy, JsonElement json)
    {
        var index = 0;
        foreach (var part in json.ItemsOf("content"u8))
        {
            var kind = KindOfPart(part);
            Take(copy, answer.PartOf(copy.Item, index), kind, part.TextField(kind == BlockKind.Refusal ? "refusal"u8 : "text"u8), index);
            index++;
        }
    }

    void DecodeCall(in Copy copy, JsonElement json)
    {
        var custom = copy.Item.Kind == ItemKind.Custom;
        var head = new ToolCallHead(json.TextField("call_id"u8) ?? "", json.TextField("name"u8) ?? "", custom);
        answer.HasToolCall = true;
        Take(copy, answer.WholeOf(copy.Item), BlockKind.ToolCall, json.TextField(custom ? "input"u8 : "arguments"u8), tool: head);
    }

    void DecodeReasoning(in Copy copy, JsonElement json)
    {
        var block = answer.WholeOf(copy.Item);
        if (block.IsCompleted)
            return;
        Start(copy, block, BlockKind.Thinking, -1, null);
        if (!block.HasContent)
            foreach (var part in json.ItemsOf("summary"u8).Concat(json.ItemsOf("content"u8)))
                AddText(copy, block, DeltaKind.Text, part.TextField("text"u8));
        if (copy.IsFinal && json.TextField("encrypted_content"u8) is { Length: > 0 } signature)
            copy.Add(copy.Frame.Kind == ResponsesFrameKind.ItemDone
                ? new BlockDelta(block.Id, DeltaKind.Signature) { Origin = copy.Frame }
                : new BlockDelta(block.Id, DeltaKind.Signature) { Origin = copy.Frame, Text = signature });
        Complete(copy, block);
    }

    static void Take(in Copy copy, DecodedBlock block, BlockKind kind, string? text, int part = -1, ToolCallHead? tool = null)
    {
        if (block.IsCompleted)
            return;
        Start(copy, block, kind, part, tool);
        if (!block.HasContent && kind != BlockKind.Opaque)
            AddText(copy, block, kind == BlockKind.ToolCall ? DeltaKind.Arguments : DeltaKind.Text, text);
        Complete(copy, block);
    }

    static void Start(in Copy copy, DecodedBlock block, BlockKind kind, int part, ToolCallHead? tool)
    {
        copy.Frame.AddCopy(new(block.Id, copy.Item.Index, part, copy.Raw));
        if (block.IsStarted)
            return;
        block.IsStarted = true;
        copy.Add(new BlockStarted(block.Id, kind) { Origin = copy.Frame, Tool = tool });
    }

    static void AddText(in Copy copy, DecodedBlock block, DeltaKind kind, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        block.HasContent = true;
        copy.Add(new BlockDelta(block.Id, kind) { Origin = copy.Frame, Text = text });
    }

    static void Complete(in Copy copy, DecodedBlock block)
    {
        if (!copy.IsFinal)
            return;
        block.IsCompleted = true;
        copy.Add(new BlockCompleted(block.Id) { Origin = copy.Frame });
    }

    readonly record struct Copy(ResponsesFrame Frame, DecodedItem Item, ReadOnlyMemory<byte> Raw, bool IsFinal, List<ResponseEvent> Events)
    {
        public void Add(ResponseEvent decoded) => Events.Add(Frame.Add(decoded));
    }
}
