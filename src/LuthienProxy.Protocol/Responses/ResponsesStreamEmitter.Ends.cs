using System.Buffers;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>How an answer ends, well or with an error.</summary>
sealed partial class ResponsesStreamEmitter
{
    static readonly GatewayError BrokenOff = new(ErrorKind.Upstream, "The upstream ended the answer in the middle of an output item.");

    static readonly GatewayError Late = new(ErrorKind.Upstream, "The upstream sent a part of an output item after its end.");

    string _closingStatus = "completed";
    ChoiceStopped? _stop;
    TokenUsage? _usage;
    GatewayError? _upstreamError;

    /// <summary>The response object of the terminal event, where it was built here: the body of an answer that is not streamed.</summary>
    public ReadOnlyMemory<byte> LastResponse { get; private set; }

    public void Fail(GatewayError error, IBufferWriter<byte> output)
    {
        if (!HasEnded && HasStarted)
            WriteFailure(error, output);
        HasEnded = true;
    }

    void EmitEnd(ResponseEvent next, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        switch (next)
        {
            case ChoiceStopped when _stop is not null:
                Refuse(Repair.AfterStop);
                break;
            case ChoiceStopped stopped:
                _stop = stopped;
                break;
            case UsageReported reported:
                _usage = reported.Usage;
                break;
            case ResponseCompleted completed:
                Complete(completed, frame, output);
                break;
            case ResponseFailed failed when frame is { Kind: ResponsesFrameKind.Failed, Response: not null } && frame.Holds(failed):
                PassFailed(frame, output);
                break;
            case ResponseFailed failed:
                EnsureStarted(output);
                WriteFailure(failed.Error, output);
                break;
            default:
                // A pass-through event that no frame stands behind has nothing to write.
                Refuse(Repair.OrphanBlockEvent);
                break;
        }
    }

    void Complete(ResponseCompleted completed, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        EnsureStarted(output);
        if (!CanClose())
        {
            Repairs.Add(Repair.UnclosedBlock);
            WriteFailure(BrokenOff, output);
            return;
        }
        if (_stop is null && frame is null)
            Repairs.Add(Repair.MissingStop);
        var own = frame is { Kind: ResponsesFrameKind.Terminal or ResponsesFrameKind.Body, Response: not null } && frame.Holds(completed) ? frame : null;
        var keepsStop = own is not null && (_stop is null || own.Holds(_stop));
        var (status, reason) = ResponseState.Of(_stop?.Reason);
        _closingStatus = keepsStop && own!.Unquote(own.Response!.StatusAt) is { } told ? told : status;
        _heldMessage = null;
        CloseAll(output);
        if (own is not { Kind: ResponsesFrameKind.Terminal } || !keepsStop || !IsWhole(own.Response!))
            WriteTerminal(own, keepsStop ? null : status, reason, output);
        else
            PassTerminal(own, output);
        HasEnded = true;
    }

    /// <summary>While nothing is remembered, an item that was cut off cannot be told whole.</summary>
    bool CanClose() =>
        _mayRewrite || !_items.Exists(item => !item.IsDone && item.Blocks.Exists(block => block.HasContent && block.Stage == BlockStage.Open));

    void CloseAll(IBufferWriter<byte> output)
    {
        foreach (var item in _items)
            if (!item.IsDone)
            {
                if (!_isAltered)
                    Repairs.Add(Repair.UnclosedBlock);
                CloseItem(item, null, output);
            }
        if (_isAltered && _items is [.., { Kind: ItemKind.Reasoning }])
            WriteReplacement(output);
    }

    /// <summary>A terminal response without these is taken for a cut stream by Codex, or breaks SDKs (R2).</summary>
    static bool IsWhole(ResponseShape response) => response.IdAt.IsPresent && response.StatusAt.IsPresent && response.OutputAt.IsPresent;

    void PassTerminal(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        CheckOutput(frame);
        WriteFrame(frame, output);
    }

    void PassFailed(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        if (_id.Length == 0)
            _id = frame.Unquote(frame.Response!.IdAt) ?? "";
        EnsureStarted(output);
        CheckOutput(frame);
        WriteFrame(frame, output);
        HasEnded = true;
    }

    /// <summary>Replaces the output that the last event repeats where it is not what was sent (R6).</summary>
    void CheckOutput(ResponsesFrame frame)
    {
        var response = frame.Response!;
        if (!response.OutputAt.IsPresent || !_mayRewrite && !_isShifted)
            return;
        var told = JsonFields.Parse(response.OutputAt.In(frame.Data), ResponsesFrame.MaxDepth);
        if (frame.Kind == ResponsesFrameKind.Failed && !told.Items().Any() || TellsAll(told))
            return;
        Rebuild(response.OutputAt, State(null).Output);
        if (response.OutputTextAt.IsPresent)
            _edits.Text(frame, response.OutputTextAt, "output_text", ItemJson.OutputText(_items));
    }

    bool TellsAll(JsonElement output)
    {
        var index = 0;
        foreach (var told in output.Items())
        {
            if (index >= _items.Count || !_items[index].IsDone || !Tells(_items[index], told))
                return false;
            index++;
        }
        return index == _items.Count;
    }

    static bool Tells(OutItem item, JsonElement told)
    {
        var bytes = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(told);
        return bytes.SequenceEqual(item.Final.Span) || item.Kind != ItemKind.Opaque && ItemCheck.Tells(item, told);
    }

    /// <summary>A terminal event whose response is built here, with the provider's other fields where there are any.</summary>
    void WriteTerminal(ResponsesFrame? own, string? status, string? reason, IBufferWriter<byte> output)
    {
        var template = own is null ? default : JsonFields.Parse(own.Response!.At.In(own.Data), ResponsesFrame.MaxDepth);
        status ??= template.TextField("status"u8) is null ? "completed" : null;
        var told = status ?? template.TextField("status"u8);
        if (own is not null && !_isAltered)
            Repairs.Add(Repair.CompletedFrame);
        WriteEnd(told == "incomplete" ? "response.incomplete" : "response.completed", State(status) with { IncompleteReason = reason }, template, output);
    }

    /// <summary>
    /// Both forms of <c>error</c> that clients know, flat and nested, then <c>response.failed</c> (R12). What is open stays open: an item's end would
    /// make Codex run half a tool call.
    /// </summary>
    void WriteFailure(GatewayError error, IBufferWriter<byte> output)
    {
        if (!_isCreated)
            WriteStart(output);
        if (_upstreamError is null)
            WriteError(error, output);
        WriteEnd("response.failed", State("failed") with { Error = _upstreamError ?? error }, default, output);
        HasEnded = true;
    }

    void WriteError(GatewayError error, IBufferWriter<byte> output)
    {
        var writer = Events.Begin("error", TakeSequence());
        WriteErrorFields(writer, error);
        writer.WriteStartObject("error");
        writer.WriteString("type", OpenAI.OpenAIErrors.Type(error));
        WriteErrorFields(writer, error);
        writer.WriteEndObject();
        Events.End(output);
    }

    void PassError(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        if (_upstreamError is not null)
        {
            Refuse(Repair.AfterStop);
            return;
        }
        EnsureStarted(output);
        _upstreamError = ResponsesErrors.Read(frame);
        WriteFrame(frame, output);
    }

    void WriteEnd(string type, ResponseState state, JsonElement template, IBufferWriter<byte> output)
    {
        HasStarted = true;
        LastResponse = ResponseJson.Build(state, template);
        var writer = Events.Begin(type, TakeSequence());
        writer.WritePropertyName("response");
        writer.WriteRawValue(LastResponse.Span, skipInputValidation: true);
        Events.End(output);
    }

    static void WriteErrorFields(Utf8JsonWriter writer, GatewayError error)
    {
        writer.WriteString("code", ResponsesErrors.CodeInStream(error));
        writer.WritePropertyName("message");
        writer.WriteText(error.Message);
        writer.WriteNull("param");
    }
}
