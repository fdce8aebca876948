using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>A chunk, a terminator, a comment or a body of Chat Completions, with what the decoder learned of it.</summary>
/// <remarks>Nearly every chunk holds one choice with one piece of content: the first of each is kept inline, lists are made for the rest.</remarks>
sealed class ChatFrame(ChatFrameKind kind, ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data) : WireFrame(name, data)
{
    ChoiceFact _choice;
    ToolFact _tool;
    DeltaPlace _place;
    int _choices;
    int _tools;
    int _places;
    List<ChoiceFact>? _moreChoices;
    List<ToolFact>? _moreTools;
    List<DeltaPlace>? _morePlaces;

    /// <summary>What the frame is.</summary>
    public ChatFrameKind Kind { get; set; } = kind;

    /// <summary>What else than content it holds.</summary>
    public ChunkTraits Traits { get; set; }

    /// <summary>The answer it names; null where the frame is not JSON.</summary>
    public ChunkIdentity? Identity { get; set; }

    /// <summary>The JSON of <c>usage</c>; absent when there is none or it is null.</summary>
    public JsonSpan Usage { get; set; }

    /// <summary>The inside of <c>obfuscation</c>, random text that hides how long the content is; absent where there is none.</summary>
    public JsonSpan Padding { get; set; }

    /// <summary>The first chunk of those that are all alike but for one piece of text and the padding, this one included.</summary>
    public ChatFrame Mould
    {
        get => field ?? this;
        set => field = value;
    }

    /// <summary>How many choices it speaks of.</summary>
    public int ChoiceCount => _choices;

    /// <summary>How many entries of <c>tool_calls</c> it holds.</summary>
    public int ToolCount => _tools;

    /// <summary>Whether anything of it is content.</summary>
    public bool HasContent => _places > 0 || _tools > 0 || Has(ChunkTraits.Withheld);

    /// <summary>The first choice it speaks of; null when there is none.</summary>
    public int? FirstChoice => _choices > 0 ? _choice.Index : null;

    /// <summary>Whether it has all of the given traits.</summary>
    public bool Has(ChunkTraits traits) => (Traits & traits) == traits;

    /// <summary>The choice at a place.</summary>
    public ChoiceFact ChoiceAt(int at) => at == 0 ? _choice : _moreChoices![at - 1];

    /// <summary>The entry of <c>tool_calls</c> at a place.</summary>
    public ToolFact ToolAt(int at) => at == 0 ? _tool : _moreTools![at - 1];

    /// <summary>Notes a choice.</summary>
    public void Add(ChoiceFact choice) => Keep(ref _choice, ref _choices, ref _moreChoices, choice);

    /// <summary>Notes an entry of <c>tool_calls</c>.</summary>
    public void Add(ToolFact tool) => Keep(ref _tool, ref _tools, ref _moreTools, tool);

    /// <summary>Registers a delta and where its value stands.</summary>
    public BlockDelta AddDelta(BlockDelta delta, int choice, ChatField field, JsonSpan value)
    {
        Keep(ref _place, ref _places, ref _morePlaces, new(EventCount, choice, field, value));
        return Add(delta);
    }

    /// <summary>The entry that speaks of a tool call; null when there is none.</summary>
    public ToolFact? ToolOf(BlockId block)
    {
        for (var at = 0; at < _tools; at++)
            if (ToolAt(at).Block == block)
                return ToolAt(at);
        return null;
    }

    /// <summary>Where a delta stands: this very delta, or for a changed copy the delta of the same block and kind.</summary>
    public DeltaPlace? PlaceOf(BlockDelta delta)
    {
        DeltaPlace? like = null;
        for (var at = 0; at < _places; at++)
        {
            var place = at == 0 ? _place : _morePlaces![at - 1];
            var known = (BlockDelta)EventAt(place.Event);
            if (ReferenceEquals(known, delta))
                return place;
            if (known.Block == delta.Block && known.Kind == delta.Kind)
                like ??= place;
        }
        return like;
    }

    /// <summary>Whether it holds text of a block.</summary>
    public bool HoldsText(BlockId block)
    {
        for (var at = 0; at < EventCount; at++)
            if (EventAt(at) is BlockDelta { Kind: DeltaKind.Text } delta && delta.Block == block)
                return true;
        return false;
    }

    /// <summary>Whether this very event was decoded from the frame: nobody changed it.</summary>
    public bool Decoded(ResponseEvent candidate)
    {
        for (var at = 0; at < EventCount; at++)
            if (ReferenceEquals(EventAt(at), candidate))
                return true;
        return false;
    }

    /// <inheritdoc/>
    protected internal override string DecodeText(BlockDelta delta) =>
        PlaceOf(delta) is { Field: not ChatField.Opaque } place ? JsonText.Unescape(place.Value.In(Data.Span)) : "";

    static void Keep<T>(ref T first, ref int count, ref List<T>? more, T value)
    {
        if (count++ == 0)
            first = value;
        else
            (more ??= []).Add(value);
    }
}
