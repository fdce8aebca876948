using System.Buffers;
using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Writes a Responses stream.</summary>
/// <remarks>
/// 1. Every event is a transition of its own. The frame it came in serves as its bytes where it says just that, with other numbers and texts spliced in.
/// 2. A message item is announced when its first part is, so that a dropped block takes the item with it (not while relaying).
/// 3. The final copies of a text are the provider's where they agree with what was sent, else they are rebuilt (R6).
/// </remarks>
sealed partial class ResponsesStreamEmitter(EmitterOptions options) : IResponseEmitter
{
    readonly bool _mayRewrite = options.MayRewrite;
    readonly List<OutItem> _items = [];
    readonly Dictionary<BlockId, OutBlock> _blocks = [];
    readonly FrameEdits _edits = new();
    EventWriter? _events;
    ResponsesFrame? _heldMessage;
    string _id = "";
    string _model = "";
    long _createdAt;
    int _sequence;
    int _ordinal = -1;
    int _madeIds;
    bool _isCreated;

    /// <summary>Whether somebody changed the answer: copies and numbers that no longer fit are then not the upstream's fault.</summary>
    bool _isAltered;

    /// <summary>Whether sequence numbers have been shifted by what was added or left out here.</summary>
    bool _isShifted;

    /// <summary>An emitter whose stream nobody reads, for the sake of its last response; it is used once the provider's own body no longer serves.</summary>
    public static ResponsesStreamEmitter ForBody() => new(EmitterOptions.Rewriting) { _isAltered = true, _isShifted = true };

    public bool HasStarted { get; private set; }

    public bool HasEnded { get; private set; }

    public RepairCounts Repairs { get; } = new();

    EventWriter Events => _events ??= new();

    public void Emit(ResponseEvent next, IBufferWriter<byte> output)
    {
        if (HasEnded)
        {
            Repairs.Add(Repair.AfterEnd);
            return;
        }
        var frame = next.Origin as ResponsesFrame;
        Note(next, frame);
        switch (next)
        {
            case BlockDelta delta:
                WriteDelta(delta, frame, output);
                break;
            case Passthrough when frame is not null:
                Pass(frame, output);
                break;
            case ResponseStarted started:
                Start(started, frame, output);
                break;
            case BlockStarted started:
                StartBlock(started, frame, output);
                break;
            case BlockCompleted completed:
                CompleteBlock(completed, frame, output);
                break;
            default:
                EmitEnd(next, frame, output);
                break;
        }
    }

    /// <summary>Nothing is held for a whole frame's sake; a message's announcement waits for its first part however long that takes.</summary>
    public void Settle(IBufferWriter<byte> output)
    {
    }

    public bool KeepAlive(IBufferWriter<byte> output)
    {
        if (HasEnded)
            return false;
        HasStarted = true;
        if (!_isCreated)
        {
            SseWriter.WriteComment(output, " keepalive"u8);
            return true;
        }
        Events.Begin("keepalive", TakeSequence());
        Events.End(output);
        _isShifted = true;
        return true;
    }

    void Note(ResponseEvent next, ResponsesFrame? frame)
    {
        if (frame is null || frame.Ordinal - _ordinal is not (0 or 1) || !frame.Holds(next))
            _isAltered = _isShifted = true;
        _ordinal = frame?.Ordinal ?? _ordinal;
    }

    void Start(ResponseStarted started, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        if (_isCreated)
        {
            Refuse(Repair.DuplicateStart);
            return;
        }
        _id = started.Id ?? "";
        _model = started.Model ?? "";
        if (frame is not { Kind: ResponsesFrameKind.Created, Response: { IdAt.IsPresent: true } response } || _id.Length == 0)
        {
            WriteStart(output);
            return;
        }
        _createdAt = response.CreatedAt.IsPresent ? JsonFields.Parse(response.At.In(frame.Data), ResponsesFrame.MaxDepth).LongField("created_at"u8) ?? 0 : 0;
        if (!frame.Holds(started))
        {
            _edits.Text(frame, response.IdAt, "id", _id);
            if (response.ModelAt.IsPresent)
                _edits.Text(frame, response.ModelAt, "model", _model);
        }
        EmptyOutput(frame);
        _isCreated = true;
        WriteFrame(frame, output);
    }

    /// <summary>Makes the start that is missing: nothing may come before it (R1).</summary>
    void EnsureStarted(IBufferWriter<byte> output)
    {
        if (_isCreated)
            return;
        Repairs.Add(Repair.MissingStart);
        WriteStart(output);
    }

    void WriteStart(IBufferWriter<byte> output)
    {
        _isCreated = HasStarted = true;
        if (_id.Length == 0)
            _id = $"resp_{Guid.NewGuid():N}";
        var writer = Events.Begin("response.created", TakeSequence());
        writer.WritePropertyName("response");
        writer.WriteRawValue(ResponseJson.Build(State("in_progress") with { Output = "[]"u8.ToArray() }, default), skipInputValidation: true);
        Events.End(output);
        _isShifted = true;
    }

    ResponseState State(string? status) => new()
    {
        Id = _id,
        Model = _model,
        CreatedAt = _createdAt,
        Status = status,
        Usage = _usage,
        Output = ResponseJson.Output(_items.Where(item => item.IsDone).Select(item => item.Final)),
        OutputText = ItemJson.OutputText(_items),
    };

    /// <summary>An output in the first events would show items that no policy saw.</summary>
    void EmptyOutput(ResponsesFrame frame)
    {
        if (!_mayRewrite || frame.Response is not { OutputAt.IsPresent: true } response)
            return;
        if (JsonFields.Parse(response.OutputAt.In(frame.Data), ResponsesFrame.MaxDepth).Items().Any())
            Rebuild(response.OutputAt, "[]"u8.ToArray());
    }

    /// <summary>Writes the frame as it came, but for the numbers, ids and names that are not right here and the edits already due.</summary>
    void WriteFrame(ResponsesFrame frame, IBufferWriter<byte> output, OutItem? item = null, int part = -1)
    {
        HasStarted = true;
        EditNumbers(frame, item, part);
        var name = frame.Name.Span;
        if (!frame.IsNamed)
            name = Rename(frame);
        if (_edits.IsEmpty)
        {
            SseWriter.WriteEvent(output, name, frame.Data.Span);
            return;
        }
        output.Write("event: "u8);
        output.Write(name);
        output.Write("\ndata: "u8);
        _edits.Apply(frame, output);
        output.Write("\n\n"u8);
    }

    void EditNumbers(ResponsesFrame frame, OutItem? item, int part)
    {
        var sequence = TakeSequence();
        if (frame.Sequence != sequence)
        {
            _edits.Number(frame, frame.SequenceAt, "sequence_number", sequence);
            if (!_isShifted)
                Repairs.Add(Repair.Renumbered);
            _isShifted = true;
        }
        if (item is null)
            return;
        if (frame.OutputIndex != item.OutIndex)
            _edits.Number(frame, frame.OutputIndexAt, "output_index", item.OutIndex);
        if (part >= 0 && frame.PartIndex != part)
            _edits.Number(frame, frame.PartIndexAt, PartField(frame.Kind), part);
        var namesItem = frame.Kind is not (ResponsesFrameKind.ItemAdded or ResponsesFrameKind.ItemDone);
        if (namesItem && !item.IsNamedBy(frame))
            _edits.Text(frame, frame.ItemIdAt, "item_id", item.Id);
    }

    /// <summary>The event name that the type demands (R1).</summary>
    byte[] Rename(ResponsesFrame frame)
    {
        Repairs.Add(Repair.CompletedFrame);
        if (frame.Unquote(frame.TypeAt) is { } type)
            return Encoding.UTF8.GetBytes(type);
        var name = frame.Kind == ResponsesFrameKind.Error ? "error" : Encoding.UTF8.GetString(frame.Name.Span);
        _edits.Text(frame, frame.TypeAt, "type", name);
        return Encoding.UTF8.GetBytes(name);
    }

    static string PartField(ResponsesFrameKind kind) => kind is ResponsesFrameKind.SummaryPartAdded or ResponsesFrameKind.SummaryPartDone
        or ResponsesFrameKind.SummaryDelta or ResponsesFrameKind.SummaryDone ? "summary_index" : "content_index";

    int TakeSequence() => _sequence++;

    void Refuse(Repair repair)
    {
        Repairs.Add(repair);
        _isShifted = true;
    }

    /// <summary>Replaces a copy that does not say what was sent; counted where that is the upstream's doing.</summary>
    void Rebuild(JsonSpan at, ReadOnlyMemory<byte> json)
    {
        _edits.Raw(at, json);
        if (!_isAltered)
            Repairs.Add(Repair.RebuiltCopy);
    }

    /// <summary>An id that no provider gave: unique in the answer and across answers, and with the prefix that OpenAI demands (R7).</summary>
    string MakeId(string prefix)
    {
        var stem = new string([.. _id[(_id.IndexOf('_') + 1)..].Where(char.IsAsciiLetterOrDigit).TakeLast(40)]);
        string id;
        do
            id = $"{prefix}_{stem}_{_madeIds++}";
        while (IsTaken(id));
        return id;
    }

    bool IsTaken(string id) => _items.Exists(item => item.Id == id);
}
