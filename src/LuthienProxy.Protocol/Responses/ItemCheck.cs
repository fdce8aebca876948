using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Compares the provider's final copies with what was sent.</summary>
static class ItemCheck
{
    /// <summary>Whether a copy of an item tells exactly what was sent of it. Where nothing is remembered only the id is compared.</summary>
    public static bool Tells(OutItem item, JsonElement copy) =>
        copy.TextField("id"u8) == item.Id && item.Kind switch
        {
            ItemKind.Message => TellsParts(item, copy),
            ItemKind.Function or ItemKind.Custom => TellsCall(item.Blocks[0], copy),
            ItemKind.Reasoning => TellsReasoning(item.Blocks[0], copy),
            _ => true,
        };

    /// <summary>The text that a frame's copy holds of a block; null when it holds none.</summary>
    public static string? TextInCopy(OutBlock block, ResponsesFrame frame)
    {
        if (frame.CopyOf(block.Id) is not { } copy)
            return frame.Text;
        var item = JsonFields.Parse(copy.Item, ResponsesFrame.MaxDepth);
        if (block.PartIndex < 0)
            return item.TextField(block.IsCustom ? "input"u8 : "arguments"u8);
        return item.ItemsOf("content"u8).ElementAtOrDefault(block.UpstreamPart).TextField(TextField(block));
    }

    /// <summary>The text that a frame's copy holds of a part of reasoning; null when it holds none.</summary>
    public static string? TextInCopy(OutBlock block, ReasoningPart part, ResponsesFrame frame) =>
        frame.CopyOf(block.Id) is not { } copy || part.UpstreamIndex < 0
            ? null
            : JsonFields.Parse(copy.Item, ResponsesFrame.MaxDepth)
                .ItemsOf(part.IsSummary ? "summary"u8 : "content"u8).ElementAtOrDefault(part.UpstreamIndex).TextField("text"u8);

    /// <summary>The annotations that were sent with a block, as JSON.</summary>
    public static byte[] AnnotationsOf(OutBlock block)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
            PartJson.WriteAnnotations(writer, block);
        return buffer.WrittenSpan.ToArray();
    }

    static bool TellsParts(OutItem item, JsonElement copy)
    {
        var index = 0;
        foreach (var part in copy.ItemsOf("content"u8))
        {
            if (index >= item.Blocks.Count || !TellsPart(item.Blocks[index], index, part))
                return false;
            index++;
        }
        return index == item.Blocks.Count;
    }

    static bool TellsPart(OutBlock block, int index, JsonElement part) =>
        ItemDecoder.KindOfPart(part) == block.Kind && block.UpstreamPart == index && !block.IsChanged
        && (block.Kind == BlockKind.Opaque || block.Text is not { } text || part.TextField(TextField(block)) == text.ToString());

    static bool TellsCall(OutBlock call, JsonElement copy) =>
        copy.TextField("call_id"u8) == call.Tool!.Id && copy.TextField("name"u8) == call.Tool.Name
        && (call.Text is not { } text || copy.TextField(call.IsCustom ? "input"u8 : "arguments"u8) == text.ToString());

    static bool TellsReasoning(OutBlock block, JsonElement copy) =>
        block.Text is null
        || TellsTexts(block, copy, isSummary: true) && TellsTexts(block, copy, isSummary: false)
        && (block.Signature ?? "") == (copy.TextField("encrypted_content"u8) ?? "");

    static bool TellsTexts(OutBlock block, JsonElement copy, bool isSummary)
    {
        var sent = block.Parts.Where(part => part.IsSummary == isSummary).Select(part => part.Text!.ToString());
        var told = copy.ItemsOf(isSummary ? "summary"u8 : "content"u8).Select(part => part.TextField("text"u8) ?? "");
        return sent.SequenceEqual(told);
    }

    static ReadOnlySpan<byte> TextField(OutBlock block) => block.Kind == BlockKind.Refusal ? "refusal"u8 : "text"u8;
}
