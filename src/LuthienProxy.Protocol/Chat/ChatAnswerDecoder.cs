using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>
/// Reads chunks, or one body, of an answer in one pass over the bytes. Holds the state of one answer; not thread-safe.
/// </summary>
/// <remarks>
/// 1. The top level gives identity, usage and error. 2. Each choice gives its content in wire order, then its stop. 3. What needs the whole
/// frame to be known comes last: held stops, usage, error; a frame that gave nothing gives a <see cref="Passthrough"/>.
/// </remarks>
sealed partial class ChatAnswerDecoder
{
    // Deeper than any limit of a request, because a deep answer is the provider's to give (H10).
    static readonly JsonReaderOptions Options = new() { MaxDepth = 2048 };

    readonly List<ChoiceDecoder> _choices = [];
    List<ResponseEvent> _events = null!;
    ChunkIdentity? _identity;
    bool _started;
    int _blocks;

    /// <summary>The frame being read.</summary>
    public ChatFrame Frame { get; private set; } = null!;

    /// <summary>Reads one frame of JSON.</summary>
    /// <exception cref="JsonException">It is not JSON, or not an object.</exception>
    public void Read(ChatFrame frame, List<ResponseEvent> events)
    {
        Frame = frame;
        _events = events;
        var reader = new Utf8JsonReader(frame.Data.Span, Options);
        var top = ReadTop(ref reader);
        if (top.ChoicesWait)
            ReadWaiting(ref top);
        Conclude(top.Error);
    }

    /// <summary>Reads one frame that differs from the one before it in a piece of text only: whose identity and choice are known.</summary>
    public void ReadAlike(ChatFrame frame, in ChunkMould mould, JsonSpan text, List<ResponseEvent> events)
    {
        Frame = frame;
        _events = events;
        frame.Identity = mould.Cast.Identity;
        ChoiceOf(mould.Place.Choice).Prose(KindOf(mould.Place.Field), mould.Place.Field, text);
        frame.Add(new ChoiceFact(mould.Place.Choice, HasRole: false));
    }

    /// <summary>Lets go of the frame that was read: a stream may wait for long, and thousands at once.</summary>
    public void LetGo()
    {
        Frame = null!;
        _events = null!;
        foreach (var choice in _choices)
            choice.LetGo();
    }

    /// <summary>Tells the stops that waited for a further chunk (I-01): nothing more comes.</summary>
    public void ReleaseStops(List<ResponseEvent> events)
    {
        _events = events;
        foreach (var choice in _choices)
            choice.ReleaseStop();
    }

    /// <summary>Names the next block.</summary>
    public BlockId NextBlock() => new(_blocks++);

    /// <summary>Passes on an event that is registered already, or belongs to no frame.</summary>
    public void Tell(ResponseEvent told) => _events.Add(told);

    /// <summary>Registers an event with its frame, if it has one, and passes it on.</summary>
    public void Tell(ResponseEvent told, ChatFrame? frame)
    {
        frame?.Add(told);
        _events.Add(told);
    }

    void Identify(in TopLevel top)
    {
        var data = Frame.Data;
        if (_identity is null || !_identity.Matches(top.Id.In(data.Span), top.Created.In(data.Span), top.Model.In(data.Span)))
            _identity = new(top.Id.In(data), top.Created.In(data), top.Model.In(data));
        Frame.Identity = _identity;
    }

    void ReadWaiting(ref TopLevel top)
    {
        if (!_started && !Frame.Has(ChunkTraits.EmptyChoices))
        {
            _started = true;
            Tell(new ResponseStarted(TextOf(top.Id), TextOf(top.Model)) { Origin = Frame }, Frame);
        }
        ReadChoices(ref top.Choices);
    }

    void Conclude(JsonSpan error)
    {
        var frame = Frame;
        var isReport = frame.Has(ChunkTraits.EmptyChoices | ChunkTraits.Usage);
        if (!error.IsPresent)
            foreach (var choice in _choices)
                if (choice.LastContent != frame && (isReport || Speaks(frame, choice.Index)))
                    choice.ReleaseStop();
        if (frame.Usage.IsPresent)
            Tell(new UsageReported(ChatUsage.Read(frame.Usage.In(frame.Data))) { Origin = frame }, frame);
        if (error.IsPresent)
        {
            if (frame.Kind == ChatFrameKind.Chunk)
                frame.Kind = ChatFrameKind.Error;
            Tell(new ResponseFailed(ProviderError.Read(error.In(frame.Data))) { Origin = frame }, frame);
        }
        if (frame.EventCount == 0)
            Tell(new Passthrough { Origin = frame }, frame);
    }

    ChoiceDecoder ChoiceOf(int index)
    {
        foreach (var known in _choices)
            if (known.Index == index)
                return known;
        var choice = new ChoiceDecoder(index, this);
        _choices.Add(choice);
        return choice;
    }

    string TextOf(JsonSpan token) =>
        token.Length >= 2 && Frame.Data.Span[token.Start] == (byte)'"'
            ? JsonText.Unescape(Frame.Data.Span.Slice(token.Start + 1, token.Length - 2))
            : "";

    static bool Speaks(ChatFrame frame, int choice)
    {
        for (var at = 0; at < frame.ChoiceCount; at++)
            if (frame.ChoiceAt(at).Index == choice)
                return true;
        return false;
    }
}
