using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>A chunk, a terminator, a comment or a body of Chat Completions, with what the decoder learned of it.</summary>
/// <remarks>Nearly every chunk holds one choice with one piece of text, and there is one of these for each: the first of both is kept inline, what is rarer in lists.</remarks>
sealed class ChatFrame(ChatFrameKind kind, ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data) : WireFrame(name, data)
{
    ChoiceFact _choice;
    DeltaPlace _place;
    int _choices;
    int _places;
    Rest? _rest;

    /// <summary>What the frame is.</summary>
    public ChatFrameKind Kind { get; set; } = kind;

    /// <summary>What else than content it holds.</summary>
    public ChunkTraits Traits { get; set; }

    /// <summary>The answer it names; null where the frame is not JSON.</summary>
    public ChunkIdentity? Identity { get; set; }

    /// <summary>The JSON of <c>usage</c>; absent when there is none or it is null.</summary>
    public JsonSpan Usage
    {
        get => _rest?.Usage ?? default;
        set
        {
            if (value.IsPresent || _rest is not null)
                Others.Usage = value;
        }
    }

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
    public int ToolCount => _rest?.Tools?.Count ?? 0;

    /// <summary>Whether anything of it is content.</summary>
    public bool HasContent => _places > 0 || ToolCount > 0 || Has(ChunkTraits.Withheld);

    /// <summary>The first choice it speaks of; null when there is none.</summary>
    public int? FirstChoice => _choices > 0 ? _choice.Index : null;

    /// <summary>Whether it has all of the given traits.</summary>
    public bool Has(ChunkTraits traits) => (Traits & traits) == traits;

    /// <summary>The choice at a place.</summary>
    public ChoiceFact ChoiceAt(int at) => at == 0 ? _choice : _rest!.Choices![at - 1];

    /// <summary>The entry of <c>tool_calls</c> at a place.</summary>
    public ToolFact ToolAt(int at) => _rest!.Tools![at];

    /// <summary>Notes a choice.</summary>
    public void Add(ChoiceFact choice) => Keep(ref _choice, ref _choices, choice, static rest => rest.Choices ??= []);

    /// <summary>Notes an entry of <c>tool_calls</c>.</summary>
    public void Add(ToolFact tool) => (Others.Tools ??= []).Add(tool);

    /// <summary>Registers a delta and where its value stands.</summary>
    public BlockDelta AddDelta(BlockDelta delta, int choice, ChatField field, JsonSpan value)
    {
        Keep(ref _place, ref _places, new(EventCount, choice, field, value), static rest => rest.Places ??= []);
        return Add(delta);
    }

    /// <summary>The entry that speaks of a tool call; null when there is none.</summary>
    public ToolFact? ToolOf(BlockId block)
    {
        for (var at = 0; at < ToolCount; at++)
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
            var place = at == 0 ? _place : _rest!.Places![at - 1];
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

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<byte> PlainText(BlockDelta delta) => PlaceOf(delta) is { Field: not ChatField.Opaque } place ? PlainIn(place.Value) : default;

    Rest Others => _rest ??= new();

    void Keep<T>(ref T first, ref int count, T value, Func<Rest, List<T>> more)
    {
        if (count++ == 0)
            first = value;
        else
            more(Others).Add(value);
    }

    /// <summary>What few chunks have.</summary>
    sealed class Rest
    {
        public List<ChoiceFact>? Choices { get; set; }

        public List<ToolFact>? Tools { get; set; }

        public List<DeltaPlace>? Places { get; set; }

        public JsonSpan Usage { get; set; }
    }
}
