using System.Buffers;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>How blocks and their items begin.</summary>
sealed partial class ResponsesStreamEmitter
{
    const string RemovedText = "[content removed]";

    void StartBlock(BlockStarted started, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        if (_blocks.ContainsKey(started.Block))
        {
            Refuse(Repair.DuplicateBlock);
            return;
        }
        if (started.Kind == BlockKind.ToolCall && !IsCallable(started.Tool))
        {
            Refuse(Repair.BrokenToolCall);
            return;
        }
        var place = BlockPlace.Of(started, frame);
        if (started.Kind is BlockKind.Text or BlockKind.Refusal || started.Kind == BlockKind.Opaque && place.PartIndex >= 0)
            StartPart(started, place, output);
        else if (place.OutputIndex >= 0 && Find(place.OutputIndex) is not null)
            Refuse(Repair.DuplicateBlock);
        else if (started.Kind == BlockKind.Opaque && place.Item.IsEmpty)
            Refuse(Repair.OrphanBlockEvent);
        else
            StartItem(started, place, output);
    }

    /// <summary>A call needs a name and an id of its own, or its result could not be told from another's (R8).</summary>
    bool IsCallable(ToolCallHead? tool) =>
        tool is { Id.Length: > 0, Name.Length: > 0 } && !_blocks.Values.Any(block => block.Tool?.Id == tool.Id);

    void StartItem(BlockStarted started, BlockPlace place, IBufferWriter<byte> output)
    {
        EnsureStarted(output);
        var kind = KindOf(started);
        if (!place.Item.IsEmpty && ItemDecoder.KindOf(JsonFields.Parse(place.Item, ResponsesFrame.MaxDepth)) != kind)
            place = place with { Opening = null, Item = default };
        BeforeItem(kind, place.OutputIndex, output);
        var item = AddItem(kind, place.OutputIndex, place.Item, place.ItemId);
        var block = new OutBlock(item, started.Kind, -1, _mayRewrite) { Id = started.Block, Tool = started.Kind == BlockKind.ToolCall ? started.Tool : null };
        item.Blocks.Add(block);
        _blocks.Add(started.Block, block);
        AnnounceItem(item, place.Opening, output);
    }

    void StartPart(BlockStarted started, BlockPlace place, IBufferWriter<byte> output)
    {
        EnsureStarted(output);
        var raw = started.Kind == BlockKind.Opaque ? RawPart(place) : default;
        if (started.Kind == BlockKind.Opaque && raw.IsEmpty)
        {
            Refuse(Repair.OrphanBlockEvent);
            return;
        }
        var item = MessageFor(place, output);
        var isAtHome = item.UpstreamIndex >= 0 && item.UpstreamIndex == place.OutputIndex;
        var block = new OutBlock(item, started.Kind, item.Blocks.Count, _mayRewrite)
        {
            Id = started.Block,
            UpstreamPart = isAtHome ? place.PartIndex : -1,
            RawPart = raw,
        };
        item.Blocks.Add(block);
        _blocks.Add(started.Block, block);
        AnnouncePart(block, place.Opening, output);
    }

    void AnnouncePart(OutBlock block, ResponsesFrame? opening, IBufferWriter<byte> output)
    {
        if (opening is not null)
        {
            if (block.Kind != BlockKind.Opaque && !string.IsNullOrEmpty(opening.Text))
                _edits.Text(opening, opening.TextAt, "text", "");
            WriteFrame(opening, output, block.Item, block.PartIndex);
            return;
        }
        var writer = Events.Begin("response.content_part.added", TakeSequence(), block.Item, block.PartIndex);
        writer.WritePropertyName("part");
        PartJson.Write(writer, block, default, "");
        Events.End(output);
        _isShifted = true;
    }

    /// <summary>The open message that a part belongs to: its own, else the one that is last, else a new one.</summary>
    OutItem MessageFor(BlockPlace place, IBufferWriter<byte> output)
    {
        if (_heldMessage is { } held && (place.OutputIndex < 0 || held.Place == place.OutputIndex))
            return AnnounceHeld(held, output);
        var own = place.OutputIndex >= 0 ? Find(place.OutputIndex) : _items.LastOrDefault();
        if (own is { Kind: ItemKind.Message, IsDone: false })
            return own;
        var upstreamIndex = own is null || place.OutputIndex < 0 ? place.OutputIndex : -1;
        BeforeItem(ItemKind.Message, upstreamIndex, output);
        var item = AddItem(ItemKind.Message, upstreamIndex, place.Item, upstreamIndex < 0 ? null : place.ItemId);
        AnnounceItem(item, null, output);
        return item;
    }

    OutItem AnnounceHeld(ResponsesFrame held, IBufferWriter<byte> output)
    {
        _heldMessage = null;
        BeforeItem(ItemKind.Message, held.Place, output);
        var item = AddItem(ItemKind.Message, held.Place, held.ObjectAt.In(held.Data));
        AnnounceItem(item, held, output);
        return item;
    }

    void BeforeItem(ItemKind kind, int upstreamIndex, IBufferWriter<byte> output)
    {
        if (upstreamIndex < 0)
            CloseFinished(output);
        else if (_heldMessage is { } held)
            AnnounceHeld(held, output);
        // Reasoning must be followed by what it led to, or the next turn is refused (R9): what was taken out leaves a message behind.
        if (kind == ItemKind.Reasoning && _items is [.., { Kind: ItemKind.Reasoning } last] && last.UpstreamIndex + 1 != upstreamIndex)
            WriteReplacement(output);
    }

    void WriteReplacement(IBufferWriter<byte> output)
    {
        Repairs.Add(Repair.EmptyBlock);
        var item = AddItem(ItemKind.Message, -1, default);
        AnnounceItem(item, null, output);
        var block = new OutBlock(item, BlockKind.Text, 0, remembers: true);
        item.Blocks.Add(block);
        AnnouncePart(block, null, output);
        WriteText(block, RemovedText, output);
        FinishBlock(block, null, output);
        CloseItem(item, null, output);
    }

    OutItem AddItem(ItemKind kind, int upstreamIndex, ReadOnlyMemory<byte> template, string? itemId = null)
    {
        var id = template.IsEmpty ? itemId : JsonFields.Parse(template, ResponsesFrame.MaxDepth).TextField("id"u8);
        // An upstream that is a gateway like this one makes its ids the same way: one that was made here already cannot be used again (R7).
        var item = new OutItem(kind, upstreamIndex, _items.Count, string.IsNullOrEmpty(id) || IsTaken(id) ? MakeId(PrefixOf(kind)) : id) { Template = template };
        _items.Add(item);
        return item;
    }

    void AnnounceItem(OutItem item, ResponsesFrame? opening, IBufferWriter<byte> output)
    {
        if (opening is not null && JsonFields.Parse(item.Template, ResponsesFrame.MaxDepth).TextField("id"u8) == item.Id)
        {
            WriteFrame(opening, output, item);
            return;
        }
        if (item.UpstreamIndex >= 0 && !_isAltered)
            Repairs.Add(Repair.CompletedFrame);
        var writer = Events.Begin("response.output_item.added", TakeSequence());
        writer.WriteNumber("output_index", item.OutIndex);
        writer.WritePropertyName("item");
        writer.WriteRawValue(ItemJson.Added(item), skipInputValidation: true);
        Events.End(output);
        _isShifted = true;
    }

    OutItem? Find(int upstreamIndex)
    {
        foreach (var item in _items)
            if (item.UpstreamIndex == upstreamIndex)
                return item;
        return null;
    }

    static ReadOnlyMemory<byte> RawPart(BlockPlace place)
    {
        if (place.Opening is { } opening)
            return opening.ObjectAt.In(opening.Data);
        if (place.Item.IsEmpty)
            return default;
        var parts = JsonFields.Parse(place.Item, ResponsesFrame.MaxDepth).ItemsOf("content"u8);
        var part = parts.ElementAtOrDefault(place.PartIndex);
        return part.ValueKind == JsonValueKind.Undefined ? default : System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(part).ToArray();
    }

    static ItemKind KindOf(BlockStarted started) => started.Kind switch
    {
        BlockKind.ToolCall => started.Tool!.IsCustom ? ItemKind.Custom : ItemKind.Function,
        BlockKind.Thinking => ItemKind.Reasoning,
        _ => ItemKind.Opaque,
    };

    static string PrefixOf(ItemKind kind) => kind switch
    {
        ItemKind.Message => "msg",
        ItemKind.Function => "fc",
        ItemKind.Custom => "ctc",
        ItemKind.Reasoning => "rs",
        _ => "item",
    };
}
